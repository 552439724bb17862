// What the rules and the policy do on a database: findings in plans, rows counted before, refusals, comments, formats.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;

namespace {

constexpr const char* kFiles = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, identity = always }
  column "note" { type = text, null = true }
  column "of" { type = bigint, null = true }
  primary_key { columns = [column.id] }
}
)";

/// The table with another line in place of `note`, and more lines at its end.
std::string with(const std::string& note, const std::string& more = {}) {
  return "schema \"app\" {}\ntable \"call\" {\n  column \"id\" { type = bigint, identity = always }\n" + note +
         "  column \"of\" { type = bigint, null = true }\n  primary_key { columns = [column.id] }\n" + more + "}\n";
}

constexpr const char* kNote = "  column \"note\" { type = text, null = true }\n";

/// A project whose table has these rows.
struct Filled : Project {
  explicit Filled(const std::string& policy = {}) : Project(kFiles, policy) {
    auto apply = run({"apply", "--auto-approve"});
    REQUIRE_MESSAGE(apply.code == 0, apply.err);
    database.connection().execute("INSERT INTO app.call (note, of) VALUES ('a', 1), ('a', 7), (NULL, NULL)");
  }
};

std::string policy(const std::string& lines) { return "  policy {\n" + lines + "\n  }\n"; }

}  // namespace

TEST_CASE("rows that would make a plan fail are counted before, and the plan does not run") {
  Filled project;
  auto refused = [&](const std::string& files, const std::string& code, const std::string& data) {
    project.write(files);
    auto plan = project.run({"plan"});
    CHECK_MESSAGE(has(plan.out, code), plan.out << plan.err);
    CHECK_MESSAGE(has(plan.out, data), plan.out);
    auto apply = project.run({"apply", "--auto-approve"});
    CHECK(apply.code == 1);
    CHECK(has(apply.err, "rows that are there would make the plan fail"));
    CHECK(has(apply.err, data));
  };
  SUBCASE("NOT NULL") {
    refused(with("  column \"note\" { type = text }\n"), "MF104", "1 row is in the way now, for example id = 3");
  }
  SUBCASE("a check") {
    refused(with(kNote, "  check \"small\" { expr = \"of < 5\" }\n"), "MF107",
            "1 row is in the way now, for example id = 2");
  }
  SUBCASE("a unique constraint") {
    refused(with(kNote, "  unique \"u\" { columns = [column.note] }\n"), "MF101",
            "1 row is in the way now, for example note = a");
  }
  SUBCASE("a unique index over an expression") {
    refused(with(kNote, "  index \"u\" {\n    unique = true\n    on { expr = \"upper(note)\" }\n  }\n"), "MF101",
            "1 row is in the way now");
  }
  SUBCASE("a foreign key") {
    refused(with(kNote, "  foreign_key \"of\" { columns = [column.of], ref_columns = [column.id] }\n"), "MF108",
            "1 row is in the way now, for example id = 2");
  }
  SUBCASE("a new column without a value") {
    refused(with(std::string(kNote) + "  column \"more\" { type = text }\n"), "MF103", "3 rows are in the way now");
  }
  SUBCASE("a shorter text") {
    project.database.connection().execute("UPDATE app.call SET note = 'longer than five' WHERE id = 1");
    refused(with("  column \"note\" { type = varchar(5), null = true }\n"), "MF106",
            "1 row is in the way now, for example id = 1");
  }
  SUBCASE("a number of fewer places") {
    project.database.connection().execute(
        "ALTER TABLE app.call ADD cost numeric(12, 2) DEFAULT 1; UPDATE app.call SET cost = 9.96 WHERE id = 2");
    refused(with(kNote, "  column \"cost\" { type = numeric(2, 1), default = 1, null = true }\n"), "MF106",
            "1 row is in the way now, for example id = 2");
    CHECK(has(project.run({"plan"}).out, "DS105: rounds values"));
  }
  SUBCASE("a type that no cast leads to") {
    project.database.connection().execute(
        "ALTER TABLE app.call ADD mark uuid; UPDATE app.call SET mark = gen_random_uuid() WHERE id = 2");
    refused(with(kNote, "  column \"mark\" { type = bigint, null = true }\n"), "MF106",
            "1 row is in the way now, for example id = 2");
  }
}

TEST_CASE("a cast that the files declare leads over a type change that the server has none for") {
  Filled project;
  project.database.connection().execute("ALTER TABLE app.call ADD day date");
  auto cast = R"(
function "days" {
  schema     = schema.app
  lang       = SQL
  volatility = IMMUTABLE
  arg "d" { type = date }
  return = numeric
  as     = "SELECT d - '2000-01-01'::date"
}
cast {
  source   = date
  target   = numeric
  function = schema.app.days
}
)";
  auto files = with(kNote, "  column \"day\" { type = numeric, null = true }\n");
  project.write(files);
  CHECK(has(project.run({"plan", "--format", "sql"}).out, "USING day::text::numeric"));
  project.write(files + cast);
  auto plan = project.run({"plan", "--format", "sql"});
  CHECK_MESSAGE(has(plan.out, "USING day::numeric"), plan.out << plan.err);
}

TEST_CASE("rows that are in order leave nothing to say") {
  Filled project;
  project.write(with(kNote, "  check \"small\" { expr = \"of < 50\" }\n  unique \"u\" { columns = [column.of] }\n"));
  auto plan = project.run({"plan"});
  CHECK_FALSE(has(plan.out, "MF1"));
  CHECK(has(plan.out, "PG305"));
  CHECK(project.run({"apply", "--auto-approve"}).code == 0);
}

TEST_CASE("check_data = false leaves it to the server") {
  Filled project(policy("    check_data = false"));
  project.write(with("  column \"note\" { type = text }\n"));
  auto apply = project.run({"apply", "--auto-approve"});
  CHECK(apply.code == 1);
  CHECK(has(apply.err, "contains null values"));
}

TEST_CASE("a plan runs nothing that may write") {
  Filled project;
  project.database.connection().execute(
      "CREATE TABLE public.ran (); CREATE FUNCTION app.spy(bigint) RETURNS boolean LANGUAGE sql AS "
      "'INSERT INTO public.ran DEFAULT VALUES RETURNING true'");
  project.write(std::string(with(kNote, "  check \"spied\" { expr = \"app.spy(of)\" }\n")) +
                "function \"spy\" {\n  lang = sql\n  return = boolean\n  arg \"a\" { type = bigint }\n"
                "  as = \"INSERT INTO public.ran DEFAULT VALUES RETURNING true\"\n}\n");
  auto plan = project.run({"plan"});
  CHECK_MESSAGE(has(plan.out, "MF107"), plan.out << plan.err);
  CHECK(project.ask("SELECT count(*) FROM public.ran") == "0");
}

TEST_CASE("the policy: levels by code, address and size") {
  auto drop_note = with("");
  SUBCASE("deny by code") {
    Filled project(policy("    lint = { DS103 = \"deny\" }"));
    project.write(drop_note);
    CHECK(has(project.run({"plan"}).out, "denied   DS103"));
    CHECK(project.run({"apply", "--auto-approve", "--allow-destructive"}).code == 3);
    CHECK(project.run({"lint", "--env", "dev"}).code == 3);
  }
  SUBCASE("confirm what loses nothing") {
    Filled project(policy("    lint = { PG101 = \"confirm\" }"));
    project.write(with(kNote, "  index \"note\" { columns = [column.note] }\n"));
    auto refused = project.run({"apply", "--auto-approve"});
    CHECK(refused.code == 3);
    CHECK(has(refused.err, "--allow PG101"));
    CHECK(project.run({"apply", "--auto-approve", "--allow", "PG101"}).code == 0);
  }
  SUBCASE("by address") {
    Filled project(
        policy("    rule \"DS103\" {\n      on    = [\"table.app.call.column.note\"]\n      level = warn\n    }"));
    project.write(drop_note);
    CHECK(project.run({"apply", "--auto-approve"}).code == 0);
  }
  SUBCASE("protected") {
    Filled project(policy("    destructive = allow\n    protected   = [\"table.app.*\"]"));
    project.write("schema \"app\" {}\n");
    auto refused = project.run({"apply", "--auto-approve", "--allow-destructive"});
    CHECK(refused.code == 3);
    CHECK(has(refused.err, "PR101"));
    CHECK(project.has_table("app.call"));
  }
  SUBCASE("a rule that does not exist") {
    Filled project;
    project.folder.write(
        "schema.hcl",
        "env \"dev\" {\n  url = \"x\"\n  src = \"db/\"\n  policy {\n    lint = { DS1O3 = \"deny\" }\n  }\n}\n");
    auto plan = project.run({"plan"});
    CHECK(plan.code == 1);
    CHECK(has(plan.err, "schema.hcl:5:"));
    CHECK(has(plan.err, "did you mean \"DS103\"?"));
  }
}

TEST_CASE("a comment in the file") {
  Filled project;
  project.write("schema \"app\" {}\n# schema:ignore DS103 nobody reads notes any more\n" + with("").substr(16));
  auto plan = project.run({"plan"});
  CHECK_FALSE(has(plan.out, "DS103"));
  CHECK(project.run({"apply", "--auto-approve"}).code == 0);
}

TEST_CASE("lint: files alone, changes, formats") {
  Filled project;
  project.write(with("", "  foreign_key \"of\" { columns = [column.of], ref_columns = [column.id] }\n"));
  auto files = project.run({"lint"});
  CHECK(files.code == 0);
  CHECK(has(files.out, "[TB102]"));
  CHECK(has(files.out, "db/a.schema:6:3"));
  CHECK_FALSE(has(files.out, "DS103"));
  auto changes = project.run({"lint", "--env", "dev", "--json"});
  auto json = nlohmann::json::parse(changes.out);
  std::set<std::string> codes;
  for (auto& f : json["findings"]) codes.insert(f["code"].get<std::string>());
  CHECK(codes.contains("DS103"));
  CHECK(codes.contains("TB102"));
  CHECK(project.run({"lint", "--fail-on", "warn"}).code == 3);
  CHECK(has(project.run({"lint", "--format", "github"}).out, "::warning file=db/a.schema,line=6,"));
  CHECK(project.run({"lint", "--format", "sarif", "-o", "out.sarif"}).out.empty());
  CHECK(nlohmann::json::parse(project.folder.read("out.sarif"))["version"] == "2.1.0");
  CHECK(has(project.run({"lint", "--rules"}).out, "DS102"));
  CHECK(has(project.run({"lint", "--rule", "DS102"}).out, "moved"));
  CHECK(has(project.run({"lint", "--rule", "DS1O2"}).err, "did you mean \"DS102\"?"));
}

TEST_CASE("a plan for a pull request") {
  Filled project;
  project.write(with("", "  index \"of\" { columns = [column.of], where = \"of <> 1 OR of > 2\" }\n"));
  auto plan = project.run({"plan", "--format", "markdown"});
  CHECK(plan.code == 0);
  CHECK(has(plan.out, "### Plan: 1 to create, 0 to change, 0 to recreate, 1 to drop\n"));
  CHECK(has(plan.out, "> **Loses data** `table.app.call.column.note`"));
  CHECK(has(plan.out, "| `-` | `table.app.call.column.note` |"));
  CHECK(has(plan.out, "```sql\n"));
}

TEST_CASE("a plan fits the terminal") {
  Filled project;
  project.write(with("", "  index \"of\" { columns = [column.of] }\n") +
                "table \"other\" {\n  column \"id\" { type = bigint }\n  column \"n\" { type = bigint }\n}\n");
  project.database.connection().execute("CREATE TABLE app.other (id integer, n integer)");
  for (auto width : {"60", "80", "120"}) {
    auto ran = test::run_schema_on_terminal({"plan", "--no-color"},
                                            {.folder = project.folder.path(), .environment = {{"COLUMNS", width}}});
    CHECK(ran.code == 0);
    CHECK(has(ran.out, "PG301"));
    for (size_t at = 0, end; (end = ran.out.find('\n', at)) != std::string::npos; at = end + 1)
      CHECK_MESSAGE(end - at <= std::stoul(width) + 1, ran.out.substr(at, end - at));
  }
}
