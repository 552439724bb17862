#include <doctest/doctest.h>

#include "support/project.hpp"

/// Names as they are: the same one in two schemas, words of SQL, capitals, quotes, other scripts, too long.

using namespace schema;
using test::has;
using test::Project;

namespace {

constexpr const char* kUpToDate = "No changes. The database matches the files.\n";

/// Applies the files, sees that nothing is left to do, reads the database back and sees the same with that.
void check_whole_way(const Project& project) {
  auto applied = project.run({"apply", "--auto-approve"});
  CAPTURE(applied.err);
  REQUIRE(applied.code == 0);
  CHECK(project.run({"plan"}).out == kUpToDate);
  REQUIRE(project.run({"inspect", "-o", "read.schema"}).code == 0);
  auto again = project.run({"plan", "--url", project.url(), "--src", "read.schema"});
  CAPTURE(project.folder.read("read.schema"));
  CAPTURE(again.err);
  CHECK(again.out == kUpToDate);
}

}  // namespace

TEST_CASE("the same names in two schemas, with qualified labels") {
  Project project(R"(
schema "a" {}
schema "b" {}

enum "a" "state" {
  schema = schema.a
  values = ["on", "off"]
}
enum "b" "state" {
  schema = schema.b
  values = ["open", "shut"]
}
table "a" "users" {
  schema = schema.a
  column "id" { type = bigint }
  column "state" { type = enum.a.state, default = "on" }
  primary_key { columns = [column.id] }
  index "by_state" { columns = [column.state] }
}
table "b" "users" {
  schema = schema.b
  column "id" { type = bigint }
  column "state" { type = enum.state, default = "shut" }
  column "other" { type = bigint }
  primary_key { columns = [column.id] }
  index "by_state" { columns = [column.state] }
  foreign_key "other" {
    columns     = [column.other]
    ref_columns = [table.a.users.column.id]
  }
}
view "a" "both" {
  schema = schema.a
  as     = "SELECT id FROM users UNION SELECT id FROM ${table.b.users} UNION SELECT other FROM b.users"
}
view "b" "both" {
  schema = schema.b
  as     = "SELECT id FROM users"
}
function "a" "count_users" {
  schema = schema.a
  lang   = sql
  return = bigint
  as     = "SELECT count(*) FROM a.users"
}
function "b" "count_users" {
  schema = schema.b
  lang   = sql
  return = bigint
  as     = "SELECT count(*) FROM b.users, ${view.a.both} AS v"
}
trigger "touch" {
  on = table.b.users
  before { update = true }
  for     = row
  execute = function.b.nothing
}
function "b" "nothing" {
  schema = schema.b
  lang   = plpgsql
  return = trigger
  as     = "BEGIN RETURN NEW; END"
}
)");
  check_whole_way(project);
  CHECK(project.ask("SELECT confrelid::regclass FROM pg_constraint WHERE conname = 'other'") == "a.users");
  CHECK(project.ask(
            "SELECT atttypid::regtype FROM pg_attribute WHERE attrelid = 'b.users'::regclass AND attname = 'state'") ==
        "b.state");
}

TEST_CASE("a name that may mean two things") {
  Project project(R"(
schema "a" {}
schema "b" {}
table "a" "users" {
  schema = schema.a
  column "id" { type = bigint }
}
table "b" "users" {
  schema = schema.b
  column "id" { type = bigint }
}
schema "c" {}
view "v" {
  schema = schema.c
  as     = "SELECT id FROM ${table.users}"
}
)");
  auto ran = project.run({"validate"});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "may mean 2 resources"));
  CHECK(has(ran.err, "say which: table.a.users"));
}

TEST_CASE("one of those that for_each makes") {
  Project project(R"(
schema "a" {}
table "log" {
  for_each = { de = 1, column = 2 }
  schema   = schema.a
  name     = "log_${each.key}"
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
table "entry" {
  schema = schema.a
  column "log" { type = bigint }
  foreign_key "to_log" {
    columns     = [column.log]
    ref_columns = [table.log["column"].column.id]
  }
}
view "v" {
  schema = schema.a
  as     = "SELECT id FROM ${table.log["de"]} UNION SELECT id FROM ${table.a.log["column"]}"
}
)");
  check_whole_way(project);
  CHECK(project.ask("SELECT confrelid::regclass FROM pg_constraint WHERE conname = 'to_log'") == "a.log_column");
  Project unsaid(R"(
schema "a" {}
table "log" {
  for_each = toset(["x", "y"])
  schema   = schema.a
  name     = "log_${each.key}"
  column "id" { type = bigint }
}
view "v" {
  schema = schema.a
  as     = "SELECT id FROM ${table.log}"
}
)");
  auto ran = unsaid.run({"validate"});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "say which: table.log[\"x\"]"));
}

TEST_CASE("two tables of one name in one schema") {
  Project project(
      "schema \"a\" {}\ntable \"t\" {\n  column \"id\" { type = bigint }\n}\ntable \"u\" {\n  name = \"t\"\n  column "
      "\"id\" { type = bigint }\n}\n");
  auto ran = project.run({"validate"});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "table.a.t is declared twice"));
  CHECK(has(ran.err, "a.schema:5:1"));
  CHECK(has(ran.err, "it is declared here as well"));
}

TEST_CASE("labels and names of schemas are two things") {
  Project project(R"(
variable "tenant" { type = string }
schema "main" { name = var.tenant }
table "note" {
  schema = schema.main
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
view "ids" {
  schema = schema.main
  as     = "SELECT id FROM note"
}
function "first" {
  schema = schema.main
  lang   = sql
  return = bigint
  as     = "SELECT min(id) FROM ${table.main.note}"
}
)",
                  "  vars = { tenant = \"Acme & \\\"Söhne\\\"\" }\n");
  check_whole_way(project);
  CHECK(project.ask("SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'Acme & "
                    "\"Söhne\"' AND relkind IN ('r', 'v')") == "2");
}

TEST_CASE("words of SQL, capitals, quotes, spaces, dots, other scripts") {
  Project project(R"(
schema "Select" {}

enum "user" {
  values = ["it's", "a \"b\"", "", "ünï"]
}
composite "Group" {
  field "order" { type = text }
  field "ORDER" { type = numeric(10, 2) }
}
sequence "table" {}
table "order" {
  comment = "it's a \"comment\" with $$ and \\"
  column "select" { type = bigint }
  column "Select" { type = enum.user, default = "it's" }
  column "a b" { type = text, null = true, comment = "O'Neil" }
  column "a.b" { type = text, null = true }
  column "a\"b" { type = text, null = true }
  column "größe" { type = composite.Group, null = true }
  column "列" { type = enum.user[], null = true }
  column "😀" { type = text, null = true }
  primary_key "primary" { columns = [column.select] }
  unique "unique" { columns = [column.Select, column["a b"]] }
  index "index" {
    columns = [column["a.b"]]
    where   = "\"a\"\"b\" IS NOT NULL"
  }
  index "Ünïque" { on { expr = "lower(\"😀\") " } }
  check "check me" { expr = "\"größe\" IS NULL OR \"列\" IS NOT NULL" }
}
table "from" {
  column "where" { type = bigint }
  foreign_key "references" {
    columns     = [column.where]
    ref_columns = [table.order.column.select]
  }
  foreign_key "self" {
    columns     = [column.where]
    ref_columns = [column.key]
  }
  column "key" { type = bigint }
  unique "key" { columns = [column.key] }
}
view "view" {
  as = "SELECT o.\"select\", o.\"a.b\", f.\"where\" AS \"WHERE\" FROM \"order\" o JOIN ${table["from"]} f ON f.\"where\" = o.\"select\""
}
view "View" {
  as = "SELECT \"WHERE\" FROM ${view.view}"
}
function "Function" {
  lang = sql
  arg "in out" { type = enum.user }
  return = text
  as     = "SELECT \"in out\"::text"
}
)");
  check_whole_way(project);
  CHECK(project.ask("SELECT string_agg(attname, '|' ORDER BY attnum) FROM pg_attribute WHERE attrelid = "
                    "'\"Select\".\"order\"'::regclass AND attnum > 0") == "select|Select|a b|a.b|a\"b|größe|列|😀");
  project.write("schema \"Select\" {}\n");
  CHECK(project.run({"apply", "--auto-approve", "--allow-destructive"}).code == 0);
  CHECK(project.ask("SELECT count(*) FROM pg_class WHERE relnamespace = '\"Select\"'::regnamespace") == "0");
}

TEST_CASE("names that are too long") {
  std::string longest(63, 'n');
  SUBCASE("63 bytes are not") {
    Project project("schema \"" + longest + "\" {}\ntable \"" + longest + "\" {\n  column \"" + longest +
                    "\" { type = bigint }\n}\n");
    check_whole_way(project);
  }
  SUBCASE("64 are") {
    Project project("schema \"a\" {}\ntable \"" + longest + "n\" {\n  column \"ü" + longest +
                    "\" { type = bigint }\n}\n");
    auto ran = project.run({"plan"});
    CHECK(ran.code == 1);
    CHECK(has(ran.err, "has 64 bytes; PostgreSQL allows 63"));
    CHECK(has(ran.err, "has 65 bytes; PostgreSQL allows 63"));
    CHECK(has(ran.err, "a.schema:2:1"));
    CHECK(has(ran.err, "a.schema:3:3"));
  }
  SUBCASE("a name that the server would make up") {
    Project project("schema \"a\" {}\ntable \"" + longest + "\" {\n  column \"" + longest +
                    "\" { type = bigint, identity = always }\n  primary_key { columns = [column." + longest +
                    "] }\n}\n");
    check_whole_way(project);
  }
}

TEST_CASE("an empty name") {
  Project project("schema \"a\" {}\ntable \"\" {\n  column \"id\" { type = bigint }\n}\n");
  auto ran = project.run({"plan"});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "a.schema:2:1"));
}
