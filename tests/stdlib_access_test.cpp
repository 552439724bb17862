#include "support/stdlib.hpp"

using namespace schema;
using test::Applied;
using test::has;

/// What the files about rights promise, on a server: roles.

namespace {

/// Roles are the server's: none may stay behind.
struct NoRoles {
  ~NoRoles() {
    auto drop = postgres::Connection::open(test::server());
    for (auto role : {"std_owner", "std_writer", "std_reader"})
      drop.execute(std::string("DROP ROLE IF EXISTS ") + role);
  }
};

}  // namespace

TEST_CASE("roles") {
  NoRoles none;
  Applied project(R"(
import "std/roles"
schema "app" { include "roles" { name = "std" } }
table "item" {
  include "roles" { name = "std" }
  column "id" { type = bigint, identity = by_default }
  column "name" { type = text }
}
view "named" {
  include "roles" { name = "std" }
  as = "SELECT name FROM item"
}
function "double" {
  include "roles" { name = "std" }
  lang = sql
  arg "n" { type = bigint }
  return = bigint
  as     = "SELECT n * 2"
}
)");
  auto may = [&](const std::string& role, const std::string& sql) {
    auto error = project.error("SET ROLE std_" + role + "; " + sql);
    project.execute("RESET ROLE");
    CHECK((error.empty() || has(error, "42501")));
    return error.empty();
  };
  for (auto role : {"reader", "writer", "owner"}) {
    CHECK(may(role, "SELECT * FROM app.item"));
    CHECK(may(role, "SELECT * FROM app.named"));
  }
  for (auto sql :
       {"INSERT INTO app.item (name) VALUES ('a')", "UPDATE app.item SET name = 'b'", "DELETE FROM app.item"}) {
    CHECK_FALSE(may("reader", sql));
    CHECK(may("writer", sql));
    CHECK(may("owner", sql));
  }
  CHECK_FALSE(may("reader", "CREATE TABLE app.x ()"));
  CHECK_FALSE(may("writer", "CREATE TABLE app.x ()"));
  CHECK_FALSE(may("writer", "ALTER TABLE app.item ADD extra integer"));
  CHECK_FALSE(may("writer", "TRUNCATE app.item"));

  // What the owner makes later, its readers and writers can use at once.
  CHECK(may("owner", "CREATE TABLE app.later (id serial, a integer)"));
  CHECK(may("reader", "SELECT * FROM app.later"));
  CHECK_FALSE(may("reader", "INSERT INTO app.later (a) VALUES (1)"));
  CHECK(may("writer", "INSERT INTO app.later (a) VALUES (1)"));
  CHECK(
      project.ask("SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_roles WHERE rolname LIKE 'std\\_%' AND NOT "
                  "rolcanlogin") == "std_owner,std_reader,std_writer");
}
