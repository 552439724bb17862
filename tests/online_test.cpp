// policy { online = true }: which statements are sent, and what is found of a build that failed. survive_test breaks
// such plans off; locks_test holds their locks against the server.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;
using Json = nlohmann::json;

namespace {

constexpr const char* kOnline = "  policy { online = true }\n";

/// A project on a database that was made by this SQL.
struct Online : Project {
  Online(const std::string& sql, const std::string& files) : Project(files, kOnline) {
    database.connection().execute(sql);
  }

  /// The statements of the plan, a list for each transaction.
  std::vector<std::vector<std::string>> plan() const {
    std::vector<std::vector<std::string>> all;
    auto ran = run({"plan", "--json"});
    REQUIRE_MESSAGE(ran.code == 0, ran.err);
    auto json = Json::parse(ran.out);
    for (auto& transaction : json["transactions"]) {
      all.emplace_back();
      for (auto& s : transaction["statements"]) all.back().push_back(s["sql"]);
    }
    return all;
  }

  void apply() {
    auto ran = run({"apply", "--auto-approve", "--allow-destructive"});
    CHECK_MESSAGE(ran.code == 0, ran.err);
    auto rest = run({"plan", "--detailed-exitcode"});
    CHECK_MESSAGE(rest.code == 0, rest.out);
  }
};

using Plan = std::vector<std::vector<std::string>>;

std::string table(const std::string& rest) {
  return "schema \"app\" {}\ntable \"t\" {\n  schema = schema.app\n  column \"a\" { type = integer, null = true }\n" +
         rest + "}\n";
}

constexpr const char* kTable = "CREATE SCHEMA app; CREATE TABLE app.t (a integer);";

std::string with(const std::string& sql) { return kTable + sql; }

}  // namespace

TEST_CASE("a new index") {
  Online project(kTable, table("  index \"i\" { columns = [column.a] }\n"));
  CHECK(project.plan() == Plan{{"CREATE INDEX CONCURRENTLY i ON app.t USING btree (a)"}});
  project.apply();
}

TEST_CASE("an index that is another one now") {
  Online project(with("CREATE INDEX i ON app.t (a)"),
                 table("  index \"i\" { on { column = column.a, desc = true } }\n"));
  CHECK(project.plan() == Plan{{"CREATE INDEX CONCURRENTLY i__new ON app.t USING btree (a DESC)"},
                               {"DROP INDEX CONCURRENTLY IF EXISTS app.i"},
                               {"ALTER INDEX app.i__new RENAME TO i"}});
  project.apply();
}

TEST_CASE("an index that goes") {
  Online project(with("CREATE INDEX i ON app.t (a)"), table(""));
  CHECK(project.plan() == Plan{{"DROP INDEX CONCURRENTLY IF EXISTS app.i"}});
  project.apply();
}

TEST_CASE("a foreign key and a check are validated once the rest is committed") {
  Online project(
      with("CREATE TABLE app.u (id integer PRIMARY KEY); INSERT INTO app.u VALUES (1); INSERT INTO app.t VALUES (1)"),
      table("  column \"b\" { type = integer, null = true }\n"
            "  check \"positive\" { expr = \"a > 0\" }\n"
            "  foreign_key \"f\" {\n    columns     = [column.a]\n    ref_columns = [table.u.column.id]\n  }\n") +
          "table \"u\" {\n  schema = schema.app\n  column \"id\" { type = integer }\n  primary_key { columns = "
          "[column.id] }\n}\n");
  auto plan = project.plan();
  REQUIRE(plan.size() == 3);
  CHECK(plan[0].size() == 3);
  CHECK(plan[1].size() == 1);
  CHECK(plan[2].size() == 1);
  CHECK(has(plan[0][1] + plan[0][2], "NOT VALID"));
  CHECK(has(plan[1][0] + plan[2][0], "VALIDATE CONSTRAINT positive"));
  CHECK(has(plan[1][0] + plan[2][0], "VALIDATE CONSTRAINT f"));
  project.apply();
  CHECK(project.ask("SELECT bool_and(convalidated) FROM pg_constraint") == "t");
}

TEST_CASE("keys come over an index, and NOT NULL through a check") {
  Online project(with("INSERT INTO app.t VALUES (1), (2)"),
                 "schema \"app\" {}\ntable \"t\" {\n  schema = schema.app\n  column \"a\" { type = integer }\n"
                 "  primary_key { columns = [column.a] }\n}\n");
  CHECK(project.plan() ==
        Plan{{"ALTER TABLE app.t ADD CONSTRAINT a__new CHECK (a IS NOT NULL) NOT VALID"},
             {"ALTER TABLE app.t VALIDATE CONSTRAINT a__new"},
             {"ALTER TABLE app.t ALTER COLUMN a SET NOT NULL", "ALTER TABLE app.t DROP CONSTRAINT a__new"},
             {"CREATE UNIQUE INDEX CONCURRENTLY t_pkey__new ON app.t (a)"},
             {"ALTER TABLE app.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey__new"}});
  project.apply();
  CHECK(project.ask("SELECT conname FROM pg_constraint WHERE conrelid = 'app.t'::regclass") == "t_pkey");
}

TEST_CASE("a build that failed left an INVALID index: the next run finishes it") {
  Online project(with("INSERT INTO app.t VALUES (1), (1)"),
                 table("  index \"i\" { columns = [column.a], unique = true }\n"));
  auto failed = project.run({"apply", "--auto-approve"});
  CHECK(failed.code == 1);
  // The rows that stand in the way were seen before anything was built; build it in spite of them.
  CHECK_THROWS(project.database.connection().execute("CREATE UNIQUE INDEX CONCURRENTLY i ON app.t (a)"));
  CHECK(project.ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'app.i'::regclass") == "f");
  project.database.connection().execute("DELETE FROM app.t WHERE ctid = '(0,1)'");
  project.apply();
  CHECK(project.ask("SELECT indisvalid AND indisunique FROM pg_index WHERE indexrelid = 'app.i'::regclass") == "t");
}

TEST_CASE("what an unfinished run left under another name goes first") {
  Online project(
      with("CREATE INDEX i ON app.t (a); CREATE INDEX i__new ON app.t (a DESC); ALTER TABLE app.t ADD CONSTRAINT "
           "a__new CHECK (a IS NOT NULL) NOT VALID"),
      table("  index \"i\" { on { column = column.a, desc = true } }\n"));
  auto plan = project.plan();
  REQUIRE(plan.size() > 2);
  project.apply();
  CHECK(project.ask("SELECT count(*) FROM pg_class WHERE relname LIKE '%new'") == "0");
}

TEST_CASE("tables that the plan makes itself wait for nobody") {
  Project project(table("  index \"i\" { columns = [column.a] }\n  check \"c\" { expr = \"a > 0\" }\n"), kOnline);
  CHECK(Json::parse(project.run({"plan", "--json"}).out)["transactions"].size() == 1);
}
