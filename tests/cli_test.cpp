#include <doctest/doctest.h>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;

namespace {

constexpr const char* kFiles = R"(schema "app" {}

table "note" {
  schema = schema.app

  column "id"   { type = bigint, identity = always }
  column "size" { type = smallint }

  primary_key { columns = [column.id] }
}

view "small" {
  schema = schema.app
  as     = "SELECT id, size FROM note WHERE size < 10"
}
)";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

/// The same files without the column `size` and what uses it.
constexpr const char* kWithoutSize = R"(schema "app" {}

table "note" {
  schema = schema.app

  column "id" { type = bigint, identity = always }

  primary_key { columns = [column.id] }
}
)";

}  // namespace

TEST_CASE("help") {
  auto top = test::run_schema({"--help"});
  CHECK(top.code == 0);
  CHECK(top.err.empty());
  for (auto name :
       {"init", "validate", "fmt", "inspect", "diff", "plan", "apply", "lint", "approve", "graph", "debug", "completion", "version"}) {
    CHECK(has(top.out, std::string("\n  ") + name));
    auto help = test::run_schema({name, "--help"});
    CHECK(help.code == 0);
    CHECK(has(help.out, "Examples:"));
    CHECK(has(help.out, std::string("Usage: schema ") + name));
  }
}

TEST_CASE("help fits a terminal of 80 columns") {
  for (auto name :
       {"", "init", "validate", "fmt", "inspect", "diff", "plan", "apply", "lint", "approve", "graph", "debug", "completion", "version"}) {
    auto help = *name ? test::run_schema({name, "--help"}) : test::run_schema({"--help"});
    for (size_t at = 0, end; (end = help.out.find('\n', at)) != std::string::npos; at = end + 1) CHECK(end - at <= 80);
  }
}

TEST_CASE("a mistyped command or option is answered with the nearest") {
  auto command = test::run_schema({"pln"});
  CHECK(command.code == 1);
  CHECK(command.out.empty());
  CHECK(has(command.err, "did you mean \"plan\"?"));
  CHECK(has(test::run_schema({"plan", "--detailed-exitcod"}).err, "did you mean \"--detailed-exitcode\"?"));
  CHECK(has(test::run_schema({"plan", "--format", "jsn"}).err, "did you mean \"json\"?"));
  CHECK(test::run_schema({}).code == 1);
}

TEST_CASE("plan, apply, inspect, plan again") {
  Project project(kFiles);
  auto plan = project.run({"plan", "--env", "dev", "--detailed-exitcode"});
  CHECK(plan.code == 2);
  CHECK(plan.err.empty());
  CHECK(has(plan.out, "  + table.app.note  with 2 columns, primary key\n"));
  CHECK(has(plan.out, "Plan: 3 to create, 0 to change, 0 to recreate, 0 to drop.\n"));
  CHECK_FALSE(project.has_table("app.note"));

  auto apply = project.run({"apply", "--auto-approve"});
  CHECK(apply.code == 0);
  CHECK(has(apply.out, "Applied: 3 created, 0 changed, 0 recreated, 0 dropped in "));
  CHECK(project.has_table("app.note"));

  auto again = project.run({"plan", "--detailed-exitcode"});
  CHECK(again.code == 0);
  CHECK(again.out == "No changes. The database matches the files.\n");
  CHECK(project.run({"apply", "--auto-approve"}).out == again.out);

  auto text = project.run({"inspect", "--env", "dev"});
  CHECK(text.code == 0);
  project.write(text.out);
  CHECK(project.run({"plan"}).out == again.out);
}

TEST_CASE("a change is shown with its reason, its lock and its path") {
  Project project(kFiles);
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  project.write(replaced(kFiles, "smallint", "integer"));
  auto plan = project.run({"plan", "--explain"}).out;
  CHECK(has(plan, "  ~ table.app.note.column.size\n      type     smallint -> integer\n"));
  CHECK(has(plan, "-/+ view.app.small\n      why      table.app.note.column.size changes its type\n"));
  CHECK(has(plan, "      path     table.app.note.column.size\n               -> view.app.small\n"));
  CHECK(has(plan, "      lock     ACCESS EXCLUSIVE (blocks reads and writes)\n"));
  CHECK(has(plan, "Plan: 0 to create, 1 to change, 1 to recreate, 0 to drop.\n"));
  CHECK_FALSE(has(plan, "ALTER TABLE"));
  CHECK(has(project.run({"plan", "-v"}).out, "        ALTER TABLE app.note ALTER COLUMN size TYPE integer;\n"));
  CHECK(project.run({"apply", "--dry-run"}).code == 0);
  CHECK(project.ask("SELECT format_type(atttypid, -1) FROM pg_attribute WHERE attrelid = 'app.note'::regclass AND "
                    "attname = 'size'") == "smallint");
}

TEST_CASE("nobody is asked without a terminal") {
  Project project(kFiles);
  auto apply = project.run({"apply"}, "yes\n");
  CHECK(apply.code == 1);
  CHECK(has(apply.err, "--auto-approve"));
  CHECK_FALSE(project.has_table("app.note"));
}

TEST_CASE("the question on a terminal") {
  Project project(kFiles);
  auto no = project.on_terminal({"apply"}, "y\n");
  CHECK(no.code == 1);
  CHECK(has(no.out, "Apply these changes? Only 'yes' is accepted:"));
  CHECK(has(no.out, "Not applied."));
  CHECK_FALSE(project.has_table("app.note"));
  CHECK(project.on_terminal({"apply"}, "yes\n").code == 0);
  CHECK(project.has_table("app.note"));
}

TEST_CASE("colours are for terminals") {
  Project project(kFiles);
  CHECK(has(project.on_terminal({"plan"}).out, "\x1b["));
  CHECK_FALSE(has(project.on_terminal({"plan", "--no-color"}).out, "\x1b["));
  CHECK_FALSE(has(project.run({"plan"}).out, "\x1b["));
  auto plain =
      test::run_schema_on_terminal({"plan"}, {.folder = project.folder.path(), .environment = {{"NO_COLOR", "1"}}});
  CHECK_FALSE(has(plain.out, "\x1b["));
}

TEST_CASE("what loses data needs leave") {
  Project project(kFiles);
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  project.write(kWithoutSize);
  auto has_size = [&] {
    return project.ask(
               "SELECT count(*) FROM pg_attribute WHERE attname = 'size' AND attrelid = 'app.note'::regclass") == "1";
  };

  auto refused = project.run({"apply", "--auto-approve"});
  CHECK(refused.code == 3);
  CHECK(has(refused.err, "table.app.note.column.size"));
  CHECK(has(refused.err, "--allow-destructive"));
  CHECK(has_size());

  auto asked = project.on_terminal({"apply"}, "no\n");
  CHECK(has(asked.out, "This loses data:"));
  CHECK(has_size());

  CHECK(project.run({"apply", "--auto-approve", "--allow-destructive"}).code == 0);
  CHECK_FALSE(has_size());
}

TEST_CASE("the policy") {
  SUBCASE("deny") {
    Project project(kFiles, "  policy {\n    destructive = \"deny\"\n  }\n");
    REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
    project.write(kWithoutSize);
    CHECK(project.run({"plan"}).code == 0);
    auto denied = project.run({"apply", "--auto-approve", "--allow-destructive"});
    CHECK(denied.code == 3);
    CHECK(has(denied.err, "table.app.note.column.size"));
  }
  SUBCASE("allow, with timeouts") {
    Project project(kFiles, "  policy {\n    destructive  = \"allow\"\n    lock_timeout = \"3s\"\n  }\n");
    REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
    project.write(kWithoutSize);
    CHECK(has(project.run({"plan", "--format", "sql"}).out, "SET LOCAL lock_timeout = '3s';\n"));
    CHECK(project.run({"apply", "--auto-approve"}).code == 0);
  }
}

TEST_CASE("a failure takes everything back") {
  Project project(kFiles, "  policy {\n    check_data = false\n  }\n");
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  project.database.connection().execute("INSERT INTO app.note (size) VALUES (1)");
  auto files = replaced(kFiles, "  primary_key", "  column \"title\" { type = text }\n\n  primary_key");
  project.write(files + "\nenum \"color\" {\n  schema = schema.app\n  values = [\"red\"]\n}\n");
  auto failed = project.run({"apply", "--auto-approve"});
  CHECK(failed.code == 1);
  CHECK(has(failed.err, "--> db/a.schema:9:3"));
  CHECK(has(failed.err, "column \"title\" of relation \"note\" contains null values"));
  CHECK(has(failed.err, "Nothing was changed: the transaction was rolled back."));
  CHECK(project.ask("SELECT to_regtype('app.color') IS NULL") == "t");
}

TEST_CASE("a new enum value is committed before it is used") {
  constexpr const char* files = R"(schema "app" {}
enum "color" {
  schema = schema.app
  values = ["red"]
}
table "t" {
  schema = schema.app
  column "color" { type = enum.color, default = "red" }
}
)";
  Project project(files);
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  project.write(
      replaced(replaced(files, "[\"red\"]", "[\"red\", \"green\"]"), "default = \"red\"", "default = \"green\""));
  CHECK(project.run({"apply", "--auto-approve"}).code == 0);
  project.database.connection().execute("INSERT INTO app.t DEFAULT VALUES");
  CHECK(project.ask("SELECT color FROM app.t") == "green");
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
}

TEST_CASE("two applies at the same time") {
  Project project(kFiles);
  test::Running first({"apply", "--auto-approve"}, {.folder = project.folder.path()});
  test::Running second({"apply", "--auto-approve"}, {.folder = project.folder.path()});
  auto a = first.wait(), b = second.wait();
  CHECK(a.code == 0);
  CHECK(b.code == 0);
  CHECK(has(a.out, "Applied:") != has(b.out, "Applied:"));
  CHECK(has(a.out + b.out, "No changes."));
}

TEST_CASE("Ctrl-C ends the running statement and changes nothing") {
  Project project(
      "schema \"app\" {}\nmaterialized_view \"slow\" {\n  schema = schema.app\n  as = \"SELECT pg_sleep(600)::text AS "
      "x\"\n}\n");
  // The judge makes the view as well, where nothing is slow: it is created without its rows.
  test::Running apply({"apply", "--auto-approve"}, {.folder = project.folder.path()});
  while (project.ask("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE MATERIALIZED VIEW%' AND datname = "
                     "current_database()") == "0")
    project.ask("SELECT pg_sleep(0.01)::text");
  apply.interrupt();
  auto ran = apply.wait();
  CHECK(ran.code == 130);
  CHECK(has(ran.err, "Nothing was changed"));
  CHECK(project.ask("SELECT to_regnamespace('app') IS NULL") == "t");
}
