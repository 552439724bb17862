#include "postgres/connection.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "postgres/embedded.hpp"
#include "support/server.hpp"

using namespace schema::postgres;
using Reason = ConnectionError::Reason;
namespace test = schema::test;

namespace {

bool has(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

/// The error of something that must fail.
template <typename Error, typename Action>
Error failure(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  FAIL("nothing failed");
  std::abort();
}

std::string everything(const ConnectionError& error) {
  return error.url + "\n" + error.message + "\n" + error.help + "\n" + error.what();
}

ConnectionError failed_open(const Url& url) {
  return failure<ConnectionError>([&] { Connection::open(url); });
}

ServerError failed_query(Connection& connection, const std::string& sql) {
  return failure<ServerError>([&] { connection.query(sql); });
}

}  // namespace

TEST_CASE("a URL is read by libpq's rules") {
  Url url = Url::parse("postgres://ann:s%40crt@db.example:6000/shop?sslmode=require");
  CHECK(url.scheme == Url::Scheme::postgres);
  CHECK(*url.find("user") == "ann");
  CHECK(*url.find("password") == "s@crt");
  CHECK(*url.find("port") == "6000");
  CHECK(*url.find("dbname") == "shop");
  CHECK(*url.find("sslmode") == "require");
  CHECK(url.find("hostaddr") == nullptr);
  CHECK(*url.with("dbname", "other").find("dbname") == "other");
  CHECK(*Url::parse("host=/run/pg dbname='my db'").find("dbname") == "my db");
  CHECK(*Url::parse("redshift://u@cluster/dev").find("port") == "5439");
  CHECK(Url::parse("embedded://").directory.empty());
  CHECK(Url::parse("embedded://./data/pg").directory == "./data/pg");
  CHECK(Url::parse("embedded:///var/pg").directory == "/var/pg");
}

TEST_CASE("a URL is printed without secrets, and the print can be read again") {
  auto shown = [](const char* text) {
    const std::string out = Url::parse(text).redacted();
    CHECK(Url::parse(out).redacted() == out);
    return out;
  };
  CHECK(shown("postgresql://ann:secret@h:6000/shop?sslmode=require") == "postgres://ann@h:6000/shop?sslmode=require");
  CHECK(shown("postgres://h/shop?user=ann&password=secret&sslpassword=secret") == "postgres://ann@h/shop");
  CHECK(shown("host=h user=ann password='se cret'") == "postgres://ann@h");
  CHECK(shown("postgres://u@/d?host=/run/pg&port=5433") == "postgres://u@/d?host=/run/pg&port=5433");
  CHECK(shown("postgres://u@[::1]:5/d") == "postgres://u@[::1]:5/d");
  CHECK(shown("postgres://u@a:1,b:2/d") == "postgres://u@/d?host=a,b&port=1,2");
  CHECK(shown("postgres://u:sec?ret@h/d?options=a@b") == "postgres://u@h/d?options=a%40b");
  CHECK(shown("postgres://") == "postgres://");
  CHECK(shown("redshift://u:secret@c/dev") == "redshift://u@c:5439/dev");
  CHECK(shown("embedded://x/y") == "embedded://x/y");
}

TEST_CASE("a bad URL is refused without showing the password") {
  for (const std::string text : {
           "postgres://ann:hid%zzden@h/d",
           "postgres://ann:hid@den@h/d",
           "postgres://ann:hid/den@h/d",
           "postgres://h/d?pasword=hidden",
           "postgres://h/d?password=hid%zden&x=1",
           "host=h password='hidden",
           "host=h pasword=hidden",
           "password hidden = x",
           "mysql://ann:hidden@h/d",
           "redshift://ann:hid@den@h/d",
           "nonsense",
           "",
           "postgres://ann:hidden@h:port=x/d?bad",
           "=hidden password=hidden",
       }) {
    CAPTURE(text);
    const auto error = failure<ConnectionError>([&] { Url::parse(text); });
    CHECK(error.reason == Reason::bad_url);
    CHECK_FALSE(has(everything(error), "hid"));
    CHECK_FALSE(has(everything(error), "den"));
    CHECK_FALSE(error.message.empty());
    CHECK_FALSE(error.help.empty());
  }
}

TEST_CASE("results, NULL, parameters, several statements") {
  auto fresh = test::fresh_database();
  Connection& db = fresh.connection();
  CHECK(db.server_major() >= 13);
  CHECK(db.database() == fresh.name());
  CHECK(db.query("SELECT current_setting('application_name')").get(0, 0) == "schema");
  CHECK(db.query("SELECT current_setting('jit')").get(0, 0) == "off");
  const Result row = db.query("SELECT $1::text AS a, $2::text AS b, 42 AS c, true AS d", {"it's", std::nullopt});
  CHECK(row.rows() == 1);
  CHECK(row.columns() == 4);
  CHECK(row.get(0, row.column("a")) == "it's");
  CHECK(row.is_null(0, 1));
  CHECK_FALSE(row.optional(0, 1).has_value());
  CHECK(row.integer(0, 2) == 42);
  CHECK(row.boolean(0, 3));
  CHECK(row.column_name(3) == "d");
  CHECK_THROWS_AS(row.column("e"), std::out_of_range);
  CHECK_THROWS_AS(row.integer(0, 0), std::invalid_argument);
  db.execute("CREATE TABLE t (x int); INSERT INTO t VALUES (1), (2);");
  CHECK(db.query("UPDATE t SET x = x + 1").affected() == 2);
}

TEST_CASE("a refused statement says what, where and why") {
  auto fresh = test::fresh_database();
  Connection& db = fresh.connection();
  const std::string sql = "SELECT 'äö€𝄞', nonsens FROM (SELECT 1 AS nonsense) s";
  const ServerError error = failed_query(db, sql);
  CHECK(error.sqlstate == "42703");
  CHECK(error.severity == "ERROR");
  CHECK(error.message == "column \"nonsens\" does not exist");
  CHECK(has(error.hint, "nonsense"));
  CHECK(error.statement == sql);
  CHECK(error.position == 16);
  CHECK(byte_offset(sql, error.position) == sql.find("nonsens"));
  CHECK(byte_offset("ab", 99) == 2);
  CHECK(byte_offset("ab", 0) == 0);

  const std::string several = "SELECT 1;\nCREATE TABLE x (y nope);";
  const auto second = failure<ServerError>([&] { db.execute(several); });
  CHECK(byte_offset(several, second.position) == several.find("nope"));

  db.execute("CREATE TABLE k (id int CONSTRAINT positive CHECK (id > 0))");
  const ServerError check = failed_query(db, "INSERT INTO k VALUES (-1)");
  CHECK(check.constraint_name == "positive");
  CHECK(check.table_name == "k");
  CHECK_FALSE(check.detail.empty());

  const ServerError inner = failed_query(db, "DO $$BEGIN EXECUTE 'SELECT * FROM gone'; END$$");
  CHECK(inner.internal_query == "SELECT * FROM gone");
  CHECK(inner.internal_position == 15);
  CHECK(has(inner.context, "inline_code_block"));
  CHECK(failed_query(db, std::string("SELECT 1\0", 9)).sqlstate == "22021");
}

TEST_CASE("COPY neither hangs nor breaks the session") {
  auto fresh = test::fresh_database();
  Connection& db = fresh.connection();
  db.execute("CREATE TABLE t (x int)");
  CHECK_THROWS_AS(db.execute("COPY t FROM STDIN"), ServerError);
  CHECK_THROWS_AS(db.execute("SELECT 1; COPY t FROM STDIN; SELECT 2"), ServerError);
  db.execute("COPY t TO STDOUT; CREATE TABLE after_copy ()");
  CHECK(db.query("SELECT to_regclass('after_copy')").get(0, 0) == "after_copy");
  CHECK_THROWS_AS(db.execute("COPY t TO STDOUT; SELECT 1/0"), ServerError);
  CHECK(db.query("SELECT 1").integer(0, 0) == 1);
}

TEST_CASE("notices reach their listener, also after a move") {
  auto fresh = test::fresh_database();
  std::vector<std::string> heard;
  Connection db = std::move(fresh.connection());
  db.query("DROP TABLE IF EXISTS nobody_listens");
  db.on_notice([&](const Notice& notice) { heard.push_back(notice.severity + " " + notice.sqlstate); });
  Connection moved = std::move(db);
  moved.query("DROP TABLE IF EXISTS gone");
  CHECK(heard == std::vector<std::string>{"NOTICE 00000"});
}

TEST_CASE("a transaction is rolled back unless it is committed") {
  auto fresh = test::fresh_database();
  Connection& db = fresh.connection();
  auto exists = [&](const char* table) { return !db.query("SELECT to_regclass($1)", {table}).is_null(0, 0); };
  {
    Transaction transaction(db, "ISOLATION LEVEL SERIALIZABLE");
    CHECK(db.in_transaction());
    db.execute("CREATE TABLE a ()");
  }
  CHECK_FALSE(db.in_transaction());
  CHECK_FALSE(exists("a"));
  {
    Transaction transaction(db);
    db.execute("CREATE TABLE b ()");
    transaction.commit();
  }
  CHECK(exists("b"));
  {
    Transaction transaction(db);
    CHECK_THROWS_AS(db.execute("SELECT 1/0"), ServerError);
  }
  CHECK(db.query("SELECT 1").rows() == 1);
}

TEST_CASE("cancel from another thread ends a statement") {
  auto fresh = test::fresh_database();
  Connection& db = fresh.connection();
  auto watcher = Connection::open(test::server());
  std::thread other([&] {
    // The statement has to run before there is something to cancel.
    while (
        watcher
            .query("SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND datname = $1", {fresh.name()})
            .rows() == 0) {
    }
    db.cancel();
  });
  CHECK(failed_query(db, "SELECT pg_sleep(600)").sqlstate == "57014");
  other.join();
}

TEST_CASE("a lost connection is told from a refused statement") {
  auto fresh = test::fresh_database();
  Connection& db = fresh.connection();
  const std::string pid = db.query("SELECT pg_backend_pid()").text(0, 0);
  Connection::open(test::server()).query("SELECT pg_terminate_backend($1::int)", {pid});
  const auto error = failure<ConnectionError>([&] { db.query("SELECT 1"); });
  CHECK(error.reason == Reason::lost);
}

TEST_CASE("a connection that cannot be made says what to do, and never the password") {
  const Url good = test::server();
  SUBCASE("nobody listens at the socket") {
    const auto error = failed_open(Url::parse("postgres://ann:hidden@/d?host=/tmp/no-such-folder"));
    CHECK(error.reason == Reason::server_down);
    CHECK(has(error.help, "is the server running"));
    CHECK(error.url == "postgres://ann@/d?host=/tmp/no-such-folder");
    CHECK_FALSE(has(everything(error), "hidden"));
  }
  SUBCASE("nobody listens at the port") {
    const auto error = failed_open(Url::parse("postgres://ann:hidden@127.0.0.1:1/d"));
    CHECK(error.reason == Reason::server_down);
    CHECK(has(error.message, "Connection refused"));
    CHECK_FALSE(has(everything(error), "hidden"));
  }
  SUBCASE("unknown database") {
    const auto error = failed_open(good.with("dbname", "no_such_db").with("password", "hidden"));
    CHECK(error.reason == Reason::unknown_database);
    CHECK(has(error.message, "database \"no_such_db\" does not exist"));
    CHECK_FALSE(has(everything(error), "hidden"));
  }
  SUBCASE("unknown role") { CHECK(failed_open(good.with("user", "no_such_role")).reason == Reason::no_permission); }
  SUBCASE("no permission") {
    auto admin = Connection::open(good);
    admin.execute("CREATE ROLE guest LOGIN");
    admin.execute("CREATE DATABASE closed");
    admin.execute("REVOKE CONNECT ON DATABASE closed FROM public");
    const auto error = failed_open(good.with("user", "guest").with("dbname", "closed"));
    CHECK(error.reason == Reason::no_permission);
    CHECK(has(error.message, "permission denied for database \"closed\""));
    CHECK(has(error.help, "GRANT CONNECT"));
    auto guest = Connection::open(good.with("user", "guest"));
    CHECK(failed_query(guest, "CREATE SCHEMA s").sqlstate == "42501");
  }
}

TEST_CASE("a wrong password") {
  const auto folder = std::filesystem::temp_directory_path() / ("schema-password-" + std::to_string(getpid()));
  {
    Embedded server = Embedded::start({.folder = folder, .durable = false});
    auto admin = Connection::open(server.url());
    admin.execute("CREATE ROLE ann LOGIN PASSWORD 'right'");
    std::ofstream(folder / "data/pg_hba.conf") << "local all ann scram-sha-256\nlocal all all trust\n";
    admin.query("SELECT pg_reload_conf()");
    const Url ann = server.url().with("user", "ann");
    // The reload takes a moment: until then anyone gets in.
    for (bool reloaded = false; !reloaded;) {
      try {
        Connection::open(ann.with("password", "hidden"));
      } catch (const ConnectionError& error) {
        reloaded = true;
        CHECK(error.reason == Reason::wrong_password);
        CHECK(has(error.help, "PGPASSWORD"));
        CHECK_FALSE(has(everything(error), "hidden"));
      }
    }
    CHECK(failed_open(ann.with("passfile", "/no/such/file")).reason == Reason::wrong_password);
    CHECK_NOTHROW(Connection::open(ann.with("password", "right")));
  }
  std::filesystem::remove_all(folder);
}
