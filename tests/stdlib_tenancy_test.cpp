#include "support/stdlib.hpp"

using namespace schema;
using test::Applied;
using test::has;

/// What the mixin tenancy promises, on a server.

TEST_CASE("tenancy") {
  Applied project(R"(
import "std/tenancy"
schema "app" {}
table "invoice" {
  include "tenancy" { type = "bigint" }
  column "id" { type = bigint }
}
table "note" {
  include "tenancy" {
    setting = "my.customer"
    column  = "Customer"
  }
  column "body" { type = text }
}
)");
  project.execute("CREATE ROLE std_app; GRANT USAGE ON SCHEMA app TO std_app; GRANT ALL ON ALL TABLES IN SCHEMA app TO "
                  "std_app");
  auto as_tenant = [&](const std::string& tenant, const std::string& sql) {
    return "BEGIN; SET LOCAL ROLE std_app; SET LOCAL app.tenant = '" + tenant + "'; " + sql + "; COMMIT";
  };
  auto run = [&](const std::string& tenant, const std::string& sql) {
    auto error = project.error(as_tenant(tenant, sql));
    project.execute("ROLLBACK");
    return error;
  };
  auto sees = [&](const std::string& tenant) {
    project.execute("BEGIN; SET LOCAL ROLE std_app; SET LOCAL app.tenant = '" + tenant + "'");
    auto ids = project.ask("SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM app.invoice");
    project.execute("ROLLBACK");
    return ids;
  };
  auto& database = project.database.connection();

  CHECK(run("1", "INSERT INTO app.invoice (id) VALUES (10), (11)") == "");
  CHECK(run("2", "INSERT INTO app.invoice (id) VALUES (20)") == "");
  CHECK(sees("1") == "10,11");
  CHECK(sees("2") == "20");
  CHECK(sees("3") == "");

  CHECK(run("2", "UPDATE app.invoice SET id = 99; DELETE FROM app.invoice WHERE id = 10") == "");
  CHECK(sees("1") == "10,11");
  CHECK(sees("2") == "99");
  CHECK(has(run("2", "INSERT INTO app.invoice (id, tenant_id) VALUES (12, 1)"), "42501"));
  CHECK(has(run("2", "UPDATE app.invoice SET tenant_id = 1"), "42501"));

  SUBCASE("without a tenant there is nothing") {
    CHECK(sees("") == "");
    CHECK(run("", "INSERT INTO app.invoice (id) VALUES (1)") != "");
    auto other = postgres::Connection::open(project.database.url());
    other.execute("SET ROLE std_app");
    CHECK(other.query("SELECT count(*) FROM app.invoice").text(0, 0) == "0");
  }
  SUBCASE("the owner is bound as well") {
    database.execute("ALTER TABLE app.invoice OWNER TO std_app");
    CHECK(sees("2") == "99");
  }
  SUBCASE("another setting and column") {
    const std::string ann = "11111111-1111-7111-8111-111111111111";
    CHECK(project.error("BEGIN; SET LOCAL ROLE std_app; SET LOCAL my.customer = '" + ann +
                        "'; INSERT INTO app.note (body) VALUES ('a'); COMMIT") == "");
    CHECK(project.ask("SELECT \"Customer\" FROM app.note") == ann);
  }
  database.execute("REASSIGN OWNED BY std_app TO CURRENT_USER; DROP OWNED BY std_app; DROP ROLE std_app");
}
