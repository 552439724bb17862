#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;

namespace {

constexpr const char* kFiles = R"(schema "app" {}

table "note" {
  schema  = schema.app
  comment = "What people write"

  column "id"   { type = bigint, identity = always }
  column "size" { type = smallint }

  primary_key { columns = [column.id] }
}

view "small" {
  schema = schema.app
  as     = "SELECT id, size FROM note WHERE size < 10"
}
)";

/// The script without what only psql understands.
std::string for_server(const std::string& script) {
  auto end = script.find('\n', script.find("\\set"));
  return script.substr(end);
}

}  // namespace

TEST_CASE("a plan as a script that leads to the same state") {
  Project project(kFiles);
  auto script = project.run({"plan", "--format", "sql"});
  CHECK(script.code == 0);
  CHECK(has(script.out, "BEGIN;\n"));
  CHECK(has(script.out, "-- + table.app.note\n"));
  project.database.connection().execute(for_server(script.out));
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
}

TEST_CASE("a plan as JSON") {
  Project project(kFiles);
  auto json = nlohmann::json::parse(project.run({"plan", "--json"}).out);
  CHECK(json["format"] == 2);
  CHECK(json["totals"]["create"] == 3);
  CHECK(json["destructive"] == false);
  CHECK(json["steps"][1]["action"] == "create");
  CHECK(json["steps"][1]["address"] == "table.app.note");
  CHECK(json["steps"][1]["with"].size() == 3);
  auto& statement = json["transactions"][0]["statements"][1];
  CHECK(statement["step"] == 1);
  CHECK(has(statement["sql"].get<std::string>(), "CREATE TABLE app.note"));
  CHECK(project.run({"plan", "-o", "plan.json"}).out.empty());
  CHECK(nlohmann::json::parse(project.folder.read("plan.json"))["digest"] == json["digest"]);
}

TEST_CASE("inspect into a folder") {
  Project project(kFiles);
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  project.folder.write("out/old/table.schema", "# by hand\n");
  auto split = project.run({"inspect", "--url", project.url(), "--schema", "app", "-o", "out/"});
  CHECK(split.code == 0);
  CHECK(split.out.empty());
  CHECK(has(split.err, "out/old/table.schema"));
  CHECK(project.folder.read("out/old/table.schema") == "# by hand\n");
  CHECK(has(project.folder.read("out/app/table.schema"), "table \"note\""));
  CHECK(has(project.folder.read("out/app/view.schema"), "view \"small\""));
  std::filesystem::remove_all(project.folder.path() / "out/old");
  CHECK(project.run({"plan", "--url", project.url(), "--src", "out/", "--detailed-exitcode"}).code == 0);
}

TEST_CASE("inspect in other formats") {
  Project project(kFiles);
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  auto json = nlohmann::json::parse(project.run({"inspect", "--url", project.url(), "--json"}).out);
  bool found = false;
  for (auto& r : json["resources"])
    if (r["address"] == "table.app.note") found = r["comment"] == "What people write";
  CHECK(found);
  CHECK(
      has(project.run({"inspect", "--env", "dev", "--format", "dot"}).out, "\"view.app.small\" -> \"table.app.note\""));
  CHECK(has(project.run({"inspect", "--env", "dev", "--format", "mermaid"}).out, "flowchart LR"));
  CHECK_FALSE(has(project.run({"inspect", "--env", "dev", "--exclude", "app.small"}).out, "view \"small\""));
  auto script = project.run({"inspect", "--url", project.url(), "--format", "sql"});
  auto other = test::fresh_database("copy");
  other.connection().execute(for_server(script.out));
  CHECK(project.run({"diff", "--from", project.url(), "--to", other.url().redacted()}).out == "No differences.\n");
}

TEST_CASE("schemas are chosen by patterns, and one that is nowhere is told") {
  Project project(kFiles);
  auto all = project.run({"plan", "--schema", "a*"});
  CHECK(has(all.out, "table.app.note"));
  CHECK(all.err.empty());
  auto mistyped = project.run({"plan", "--schema", "apq"});
  CHECK(has(mistyped.err, "warning[unknown-schema]: no schema is named \"apq\", in the files or in the database"));
  CHECK(has(mistyped.err, "did you mean \"app\"?"));
  CHECK_FALSE(has(mistyped.out, "table.app.note"));
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  CHECK(has(project.run({"inspect", "--url", project.url(), "--schema", "apq"}).err, "did you mean \"app\"?"));
}

TEST_CASE("diff between files, scripts and databases") {
  Project project(kFiles);
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  CHECK(project.run({"diff", "--from", "env://dev", "--to", "db/"}).out == "No differences.\n");
  project.folder.write("old.sql", "CREATE SCHEMA app; CREATE TABLE app.note (id bigint PRIMARY KEY);");
  project.folder.write("new.sql", "CREATE SCHEMA app; CREATE TABLE app.note (id bigint PRIMARY KEY, title text);");
  auto diff = project.run({"diff", "--from", "old.sql", "--to", "new.sql"});
  CHECK(diff.code == 0);
  CHECK(has(diff.out, "  + table.app.note.column.title\n"));
  CHECK(has(diff.out, "Plan: 1 to create, 0 to change, 0 to recreate, 0 to drop.\n"));
  CHECK(has(project.run({"diff", "--from", "db/", "--to", "old.sql"}).out, "  - view.app.small\n"));
  CHECK(has(project.run({"diff", "--from", "env://prod", "--to", "db/"}).err, "its environments: dev"));
}

TEST_CASE("plain SQL as a source") {
  Project project;
  project.folder.write("db/a.sql", "CREATE SCHEMA app;\nCREATE TABLE app.note (id bigint PRIMARY KEY);\n");
  CHECK(project.run({"apply", "--auto-approve"}).code == 0);
  CHECK(project.has_table("app.note"));
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
  project.folder.write("db/a.sql", "CREATE SCHEMA app;\nCREATE TABLE app.note (id bigin);\n");
  CHECK(has(project.run({"plan"}).err, "--> db/a.sql:2:27"));
}

TEST_CASE("what no file declares is named once, on stderr") {
  Project project(kFiles);
  project.database.connection().execute("CREATE SCHEMA other; CREATE TABLE other.t ()");
  auto plan = project.run({"plan"});
  CHECK(has(plan.err, "schema other"));
  CHECK_FALSE(has(plan.out, "other"));
  CHECK(project.run({"plan", "-q"}).err.empty());
}

TEST_CASE("fmt") {
  Project project("table   \"t\" {\nschema=schema.app # where\n}\n");
  auto check = project.run({"fmt", "--check", "db/"});
  CHECK(check.code == 1);
  CHECK(check.out == "db/a.schema\n");
  CHECK(project.folder.read("db/a.schema").starts_with("table   "));
  auto from_stdin = project.run({"fmt", "-"}, project.folder.read("db/a.schema"));
  CHECK(from_stdin.out == "table \"t\" {\n  schema = schema.app # where\n}\n");
  CHECK(project.run({"fmt"}).out == "db/a.schema\n");
  CHECK(project.folder.read("db/a.schema") == from_stdin.out);
  CHECK(project.run({"fmt"}).out.empty());
  CHECK(project.run({"fmt", "--check"}).code == 0);
}

TEST_CASE("validate needs no database") {
  test::TemporaryFolder folder;
  folder.write("db/a.schema", kFiles);
  auto valid = test::run_schema({"validate", "db/"}, {.folder = folder.path()});
  CHECK(valid.code == 0);
  CHECK(valid.out.starts_with("Valid: "));
  folder.write("db/b.sql", "SELECT 1;\nSELEC 2;\n");
  auto script = test::run_schema({"validate", "db/"}, {.folder = folder.path()});
  CHECK(script.code == 1);
  CHECK(has(script.err, "--> db/b.sql:2:1"));
  auto json = nlohmann::json::parse(test::run_schema({"validate", "db/", "--json"}, {.folder = folder.path()}).out);
  CHECK(json["diagnostics"][0]["at"]["line"] == 2);
  CHECK(json["diagnostics"][0]["code"] == "sql-syntax");
}

TEST_CASE("graph") {
  Project project(kFiles);
  auto around = project.run({"graph", "table.note"});
  CHECK(around.out == "table.app.note\n  needs\n    schema.app\n  is needed by\n    view.app.small\n");
  CHECK(has(project.run({"graph"}).out, "view.app.small\n  needs schema.app\n  needs table.app.note\n"));
  CHECK(has(project.run({"graph", "--format", "dot"}).out, "digraph"));
  auto unknown = project.run({"graph", "table.nte"});
  CHECK(unknown.code == 1);
  CHECK(has(unknown.err, "did you mean \"table.note\"?"));
}

TEST_CASE("init") {
  test::TemporaryFolder folder;
  CHECK(test::run_schema({"init"}, {.folder = folder.path()}).code == 0);
  CHECK(test::run_schema({"validate"}, {.folder = folder.path()}).code == 0);
  CHECK(test::run_schema({"fmt", "--check"}, {.folder = folder.path()}).code == 0);
  auto before = folder.read("schema.hcl");
  auto again = test::run_schema({"init"}, {.folder = folder.path()});
  CHECK(again.code == 1);
  CHECK(has(again.err, "schema.hcl exists already"));
  CHECK(folder.read("schema.hcl") == before);
}

TEST_CASE("init from a database") {
  Project project(kFiles);
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  test::TemporaryFolder folder;
  CHECK(test::run_schema({"init", "--from", project.url()}, {.folder = folder.path()}).code == 0);
  CHECK(has(folder.read("db/app/table.schema"), "table \"note\""));
  auto plan = test::run_schema({"plan", "--detailed-exitcode"}, {.folder = folder.path()});
  CHECK(plan.code == 0);
}

TEST_CASE("debug shows each stage") {
  Project project(kFiles);
  CHECK(project.run({"debug", "ast", "db/"}).out.starts_with("source_file 1:1"));
  CHECK(has(project.run({"debug", "blocks", "db/"}).out, "table \"note\" {\n"));
  CHECK(nlohmann::json::parse(project.run({"debug", "resources", "db/"}).out)["resources"].size() >= 5);
  CHECK(has(project.run({"debug", "graph", "db/"}).out, "  needs table.app.note\n"));
  CHECK(has(project.run({"debug", "actions", "db/"}).out, "CREATE TABLE app.note"));
}

TEST_CASE("completion names the commands") {
  for (auto shell : {"bash", "zsh", "fish"}) CHECK(has(test::run_schema({"completion", shell}).out, "inspect"));
}

TEST_CASE("variables from the command line") {
  test::TemporaryFolder folder;
  auto database = test::fresh_database("vars");
  folder.write("schema.hcl",
               "variable \"url\" { type = string }\nenv \"dev\" {\n  url = var.url\n  src = \"db/\"\n}\n");
  folder.write("db/a.schema", kFiles);
  auto missing = test::run_schema({"plan"}, {.folder = folder.path()});
  CHECK(missing.code == 1);
  CHECK(has(missing.err, "url"));
  CHECK(test::run_schema({"plan", "--var", "url=" + database.url().redacted()}, {.folder = folder.path()}).code == 0);
  CHECK(test::run_schema({"plan", "--var", "url"}, {.folder = folder.path()}).code == 1);
}

TEST_CASE("apply as JSON") {
  Project project(kFiles);
  auto dry = nlohmann::json::parse(project.run({"apply", "--json", "--dry-run"}).out);
  CHECK(dry["totals"]["create"] == 3);
  auto done = nlohmann::json::parse(project.run({"apply", "--json", "--auto-approve"}).out);
  CHECK(done["applied"] == true);
  CHECK(done["plan"] == dry);
}

TEST_CASE("--json: mistakes of the command line, rules and formatted files are JSON, too") {
  Project project("schema \"app\"   {}\n");
  for (auto arguments : {std::vector<std::string>{"plan", "--nosuch", "--json"},
                         {"nosuch", "--json"},
                         {"--json", "plan", "--format", "nosuch"}}) {
    auto ran = project.run(arguments);
    CHECK(ran.code == 1);
    CHECK(nlohmann::json::parse(ran.out)["diagnostics"][0]["code"] == "usage");
  }
  CHECK(nlohmann::json::parse(project.run({"lint", "--rule", "DS102", "--json"}).out)[0]["code"] == "DS102");
  auto files = nlohmann::json::parse(project.run({"fmt", "db/", "--check", "--json"}).out)["files"];
  CHECK(files == nlohmann::json::array({"db/a.schema"}));
}

TEST_CASE("a plan as Markdown fits a comment") {
  std::string files = "schema \"app\" {}\n";
  for (int i = 0; i < 1500; ++i)
    files += fmt::format("sequence \"a_sequence_with_a_rather_long_name_{}\" {{ schema = schema.app }}\n", i);
  Project project(files);
  auto text = project.run({"plan", "--format", "markdown"}).out;
  CHECK(text.size() < 65536);
  CHECK(has(text, "more | `schema plan` lists them |"));
  CHECK(has(text, "The SQL is too long for a comment"));
}
