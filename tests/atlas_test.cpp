#include <doctest/doctest.h>

#include <filesystem>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;

/// Documents as Atlas's users write them load, reach the database, and are read back without a difference.

namespace {

void check_document(const std::filesystem::path& file) {
  Project project;
  auto src = file.string();
  auto applied = project.run({"apply", "--env", "dev", "--src", src, "--auto-approve"});
  CAPTURE(src);
  CAPTURE(applied.err);
  REQUIRE(applied.code == 0);
  auto again = project.run({"plan", "--src", src});
  CHECK(again.out == "No changes. The database matches the files.\n");
  REQUIRE(project.run({"inspect", "--url", project.url(), "-o", "read.schema"}).code == 0);
  auto read = project.run({"plan", "--src", "read.schema"});
  CAPTURE(project.folder.read("read.schema"));
  CHECK(read.out == "No changes. The database matches the files.\n");
}

}  // namespace

TEST_CASE("documents") {
  for (auto& entry : std::filesystem::directory_iterator(std::filesystem::path(SCHEMA_ROOT) / "tests/atlas"))
    check_document(entry.path());
}

TEST_CASE("a folder of .pg.hcl files") {
  Project project;
  project.folder.write("db/a.pg.hcl", "schema \"app\" {}\n");
  project.folder.write("db/atlas.hcl", "env \"x\" {}\n");
  CHECK(has(project.run({"plan"}).out, "schema.app"));
}

TEST_CASE("what is said differently here") {
  struct {
    const char* text;
    const char* place;
    const char* help;
  } const rows[] = {
      {"table \"t\" {\n  column \"id\" { type = serial }\n}", "a.schema:3:24",
       "`type = integer, identity = by_default`"},
      {"table \"t\" {\n  column \"id\" {\n    type = int\n    renamed_from = \"no\"\n  }\n}", "a.schema:5:5",
       "moved {"},
      {"table \"t\" {\n  column \"id\" {\n    type = int\n    nullable = true\n  }\n}", "a.schema:5:5", "null = true"},
      {"table \"t\" {\n  count = 3\n}", "a.schema:3:3", "for_each"},
      {"data {\n  table = table.t\n}", "a.schema:2:1", "rows are no part of a schema"},
      {"env \"dev\" { url = \"x\" }", "a.schema:2:1", "schema.hcl"},
      {"column \"id\" { type = int }", "a.schema:2:1", "inside a table block"},
      {"tabel \"t\" {}", "a.schema:2:1", "did you mean \"table\"?"},
  };
  Project project;
  for (auto& row : rows) {
    project.write(std::string("schema \"app\" {}\n") + row.text + "\n");
    auto ran = project.run({"validate"});
    CAPTURE(ran.err);
    CHECK(ran.code == 1);
    CHECK(has(ran.err, row.place));
    CHECK(has(ran.err, row.help));
  }
}

TEST_CASE("null means not given") {
  Project project(R"(
schema "app" { comment = null }
table "t" {
  schema  = schema.app
  comment = null
  column "id" {
    type     = bigint
    null     = null
    default  = null
    identity = null
    as       = null
    collate  = null
  }
  primary_key {
    columns    = [column.id]
    deferrable = null
  }
  index "i" {
    columns = [column.id]
    where   = null
    unique  = null
    type    = null
  }
}
)");
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
  CHECK(project.ask("SELECT attnotnull FROM pg_attribute WHERE attrelid = 'app.t'::regclass AND attname = 'id'") ==
        "t");
}
