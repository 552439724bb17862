// schema plan --drift, on the built binary.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/changed.hpp"

using namespace schema;
using test::has;
using test::Project;
using Json = nlohmann::json;

TEST_CASE("drift: what changed since the last apply") {
  Project project(test::kOld, "  policy { record = \"database\" }\n");
  CHECK(has(project.run({"plan", "--drift"}).err, "nothing was applied yet"));
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  auto none = project.run({"plan", "--drift", "--detailed-exitcode"});
  CHECK(none.code == 0);
  CHECK(has(none.out, "No drift"));
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
  CHECK_FALSE(has(project.run({"inspect", "--url", project.url()}).out, "schema_state"));
  project.database.connection().execute("ALTER TABLE app.note ADD COLUMN extra integer; CREATE TABLE app.t ()");
  auto drift = project.run({"plan", "--drift", "--detailed-exitcode"});
  CHECK(drift.code == 2);
  CHECK(has(drift.out, "  + table.app.note.column.extra\n"));
  CHECK(has(drift.out, "  + table.app.t\n"));
  CHECK(Json::parse(project.run({"plan", "--drift", "--json"}).out)["changes"].size() == 2);
  REQUIRE(project.run({"apply", "--auto-approve", "--allow-destructive"}).code == 0);
  CHECK(project.run({"plan", "--drift", "--detailed-exitcode"}).code == 0);
}

TEST_CASE("drift says who changed what, where event triggers note it") {
  Project project(test::kOld, "  policy {\n    record = \"database\"\n    watch = true\n  }\n");
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
  CHECK_FALSE(has(project.run({"inspect", "--url", project.url()}).out, "schema_state"));
  auto& db = project.database.connection();
  db.execute(
      "DROP ROLE IF EXISTS \"some body\"; CREATE ROLE \"some body\" LOGIN; GRANT ALL ON SCHEMA app TO \"some body\"");
  auto other = postgres::Connection::open(project.database.url());
  other.execute(
      "SET application_name = 'night shift'; SET SESSION AUTHORIZATION \"some body\"; CREATE TABLE app.t (a integer)");
  db.execute("ALTER TABLE app.note ADD COLUMN extra integer; CREATE INDEX late ON app.note (id)");
  auto drift = project.run({"plan", "--drift"}).out;
  CHECK(has(drift, "  + table.app.t\n      some body, by night shift, on "));
  CHECK(has(drift, ": CREATE TABLE app.t\n"));
  CHECK(has(drift, ": CREATE INDEX app.late\n"));
  // What is done to something else of the table is not told with it.
  db.execute("CREATE POLICY seen ON app.note; ALTER TABLE app.note ALTER COLUMN body SET NOT NULL");
  for (auto& change : Json::parse(project.run({"plan", "--drift", "--json"}).out)["changes"])
    if (change["address"] == "table.app.note.index.late") {
      CHECK(change["by"].size() == 1);
      CHECK(change["by"][0]["command"] == "CREATE INDEX");
    }
  CHECK(has(project.run({"plan", "--drift", "--json"}).out, "\"user\": \"some body\""));
  REQUIRE(project.run({"apply", "--auto-approve", "--allow-destructive"}).code == 0);
  CHECK(project.ask("SELECT count(*) FROM schema_state.noted") == "0");
  db.execute("REVOKE ALL ON SCHEMA app FROM \"some body\"; DROP ROLE \"some body\"");
  project.folder.write("schema.hcl",
                       fmt::format("env \"dev\" {{\n  url = \"{}\"\n  src = \"db/\"\n  policy {{ record = "
                                   "\"database\" }}\n}}\n",
                                   project.url()));
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  CHECK(project.ask("SELECT count(*) FROM pg_event_trigger") == "0");
}

TEST_CASE("drift, recorded in a file") {
  Project project(test::kOld, "  policy { record = \"applied.json\" }\n");
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  CHECK(project.ask("SELECT to_regnamespace('schema_state') IS NULL") == "t");
  project.database.connection().execute("DROP TABLE app.note");
  CHECK(has(project.run({"plan", "--drift"}).out, "  - table.app.note\n"));
  for (auto record : {"{}", "no JSON", "{\"scope\": {}}"}) {
    project.folder.write("applied.json", record);
    auto ran = project.run({"plan", "--drift"});
    CHECK(ran.code == 1);
    CHECK(has(ran.err, "bad-record"));
  }
}
