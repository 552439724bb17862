// What rows get: `backfill` and `using` of a column, at once and bit by bit.
#include <doctest/doctest.h>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;

namespace {

constexpr const char* kOnline = "  policy { online = true }\n";

/// 300 rows, every third without a note.
constexpr const char* kRows =
    "CREATE SCHEMA app; CREATE TABLE app.t (id bigint, first text, note text); INSERT INTO app.t SELECT g, 'n' || g, CASE "
    "WHEN g % 3 > 0 THEN 'given' END FROM generate_series(1, 300) g;";

struct Rows : Project {
  Rows(const std::string& columns, const std::string& policy, const std::string& sql = {})
      : Project("schema \"app\" {}\ntable \"t\" {\n  schema = schema.app\n  column \"id\" {\n    type = bigint\n    "
                "null = true\n  }\n" +
                    columns + "}\n",
                policy) {
    database.connection().execute(kRows + sql);
  }

  void apply() {
    auto ran = run({"apply", "--auto-approve", "--allow-destructive"});
    CHECK_MESSAGE(ran.code == 0, ran.err);
    auto rest = run({"plan", "--detailed-exitcode"});
    CHECK_MESSAGE(rest.code == 0, rest.out);
    CHECK(ask("SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conrelid = 'app.t'::regclass") == "0");
  }
  std::string count(const std::string& condition) { return ask("SELECT count(*) FROM app.t WHERE " + condition); }
};

constexpr const char* kFirst = "  column \"first\" { type = text, null = true }\n";
constexpr const char* kNote = "  column \"note\" { type = text, backfill = sql(\"'of ' || first\") }\n";
constexpr const char* kName = "  column \"name\" { type = text, default = \"new\", backfill = sql(\"upper(first)\") }\n";

}  // namespace

TEST_CASE("rows without a value get one when the column becomes NOT NULL, and the others keep theirs") {
  for (auto policy : {"", kOnline}) {
    CAPTURE(policy);
    Rows project(kFirst + std::string(kNote), policy);
    project.apply();
    CHECK(project.count("note = 'given'") == "200");
    CHECK(project.count("note = 'of n' || id") == "100");
  }
}

TEST_CASE("a new column is filled from columns that go, and new rows get its default") {
  for (auto policy : {"", kOnline}) {
    CAPTURE(policy);
    Rows project(kName, policy);
    project.apply();
    CHECK(project.count("name = 'N' || id") == "300");
    CHECK(project.ask("INSERT INTO app.t (id) VALUES (1000) RETURNING name") == "new");
  }
}

TEST_CASE("filling that broke off goes on with what the file says") {
  Rows project(kFirst + std::string("  column \"note\" { type = text, null = true }\n") + kName, kOnline,
               "ALTER TABLE app.t ADD COLUMN name text; ALTER TABLE app.t ALTER COLUMN name SET DEFAULT 'new'; UPDATE "
               "app.t SET name = upper(first) WHERE id < 100; ALTER TABLE app.t ADD CONSTRAINT name__fill CHECK (name "
               "IS NULL OR true) NOT VALID");
  project.apply();
  CHECK(project.count("name = 'N' || id") == "300");
}

TEST_CASE("a backfill that gives no value changes nothing") {
  Rows project(kFirst + std::string("  column \"note\" { type = text, backfill = sql(\"NULL\") }\n"), "");
  auto ran = project.run({"apply", "--auto-approve"});
  CHECK(ran.code == 1);
  CHECK_MESSAGE(has(ran.err, "a.schema:9:"), ran.err);
  CHECK(project.count("note IS NULL") == "100");
}

TEST_CASE("deferred constraints of the table do not stop the change that follows") {
  Rows project(kFirst + std::string(kNote), "",
               "CREATE FUNCTION app.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE CONSTRAINT "
               "TRIGGER late AFTER UPDATE ON app.t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.f()");
  auto files = project.folder.read("db/a.schema");
  project.write(files + R"(function "f" {
  schema = schema.app
  lang   = plpgsql
  return = trigger
  as     = "BEGIN RETURN NEW; END"
}
trigger "late" {
  on         = table.t
  constraint = true
  deferrable = initially_deferred
  after {
    update = true
  }
  for     = row
  execute = function.f
}
)");
  project.apply();
  CHECK(project.count("note = 'of n' || id") == "100");
}

TEST_CASE("rows that are copied into a new table get their values too") {
  Rows project(
      "  column \"first\" { type = text }\n  column \"size\" { type = integer, backfill = sql(\"length(first)\") }\n" +
          std::string(kNote) + "  partition { type = list, columns = [column.first] }\n}\npartition \"rest\" {\n" +
          "  schema = schema.app\n  of     = table.t\n",
      "");
  project.apply();
  CHECK(project.count("size = length(first) AND (note = 'given' OR note = 'of n' || id)") == "300");
}
