#include "postgres/scratch.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

#include "support/server.hpp"

using namespace schema::postgres;
namespace test = schema::test;

namespace {

bool exists(Connection& connection, const std::string& database) {
  return connection.query("SELECT FROM pg_database WHERE datname = $1", {database}).rows() == 1;
}

/// Checks what every scratch server must do, whatever it is.
void check_scratch(Scratch scratch, Connection& admin) {
  std::string name;
  {
    FreshDatabase fresh = scratch.fresh_database("My View \"x\"");
    FreshDatabase other = scratch.fresh_database("My View \"x\"");
    name = fresh.name();
    CHECK(name != other.name());
    CHECK(exists(admin, name));
    Connection& db = fresh.connection();
    CHECK(db.server_major() == scratch.server_major());
    CHECK(db.query("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace").rows() == 0);
    CHECK(
        db.query(
              "SELECT pg_encoding_to_char(encoding) || datcollate FROM pg_database WHERE datname = current_database()")
            .get(0, 0) == "UTF8C");
    db.execute("CREATE TABLE t ()");
    CHECK_THROWS_AS(other.connection().query("SELECT FROM t"), ServerError);
    // A session that somebody forgot does not keep the database.
    Connection forgotten = Connection::open(fresh.url());
    FreshDatabase gone = std::move(fresh);
  }
  CHECK_FALSE(exists(admin, name));
}

}  // namespace

TEST_CASE("databases on the dev server") {
  auto admin = Connection::open(test::server());
  check_scratch(Scratch::open({.dev = test::server()}), admin);
}

TEST_CASE("databases in a cluster of our own") {
  Scratch scratch = Scratch::open({});
  auto keeper = scratch.fresh_database("admin");
  CHECK(scratch.description().find("scratch-") != std::string::npos);
  check_scratch(scratch, keeper.connection());
}

TEST_CASE("databases on the target when its version is not installed, even within its transaction") {
  auto target = Connection::open(test::server());
  Transaction transaction(target);
  check_scratch(Scratch::open({.major = 94, .target = &target}), target);
  CHECK_THROWS_AS(Scratch::open({.major = 94}), ConnectionError);
}

TEST_CASE("what a crashed run left behind is dropped after a day, and nothing else") {
  auto admin = Connection::open(test::server());
  admin.execute("CREATE DATABASE schema_scratch_5f000000_1_0_old");
  admin.execute("CREATE DATABASE schema_scratch_7f000000_1_0_new");
  Scratch::open({.dev = test::server()});
  CHECK_FALSE(exists(admin, "schema_scratch_5f000000_1_0_old"));
  CHECK(exists(admin, "schema_scratch_7f000000_1_0_new"));
  admin.execute("DROP DATABASE schema_scratch_7f000000_1_0_new");
}

TEST_CASE("a dev URL may be embedded://") {
  const auto folder = std::filesystem::temp_directory_path() / ("schema-scratch-dev-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  {
    Scratch scratch = Scratch::open({.dev = Url::parse("embedded://dev"), .project = folder});
    CHECK(scratch.fresh_database("x").connection().query("SELECT 1").rows() == 1);
  }
  std::filesystem::remove_all(folder);
}
