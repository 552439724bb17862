// schema plan --verify, on the built binary.
#include <doctest/doctest.h>

#include "support/changed.hpp"

using namespace schema;
using test::Changed;
using test::has;
using test::Project;

TEST_CASE("a plan is verified on a copy with sample rows") {
  Project project(R"x(schema "app" {}
enum "mood" {
  schema = schema.app
  values = ["good", "bad"]
}
table "person" {
  schema = schema.app
  column "id"   { type = uuid }
  column "mood" { type = enum.mood }
  column "born" { type = date }
  column "code" { type = char(2) }
  primary_key { columns = [column.id] }
  check "known" { expr = "code IN ('ab', 'cd')"
}
}
table "letter" {
  schema = schema.app
  column "id"     { type = bigint, identity = always }
  column "person" { type = uuid }
  column "words"  { type = sql("text[]") }
  primary_key { columns = [column.id] }
  foreign_key "of" {
    columns     = [column.person]
    ref_columns = [table.person.column.id]
  }
}
)x");
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  auto files = project.folder.read("db/a.schema");
  auto changed = [&](const std::string& column) {
    auto text = files;
    project.write(text.replace(text.find("  column \"words\""), 0, column));
    return project.run({"plan", "--verify"});
  };
  auto fine = changed("  column \"size\" { type = integer, default = 1 }\n");
  CHECK_MESSAGE(fine.code == 0, fine.err);
  CHECK(has(fine.err, "with 6 sample rows in 2 tables"));
  auto fails = changed("  column \"size\" { type = integer }\n");
  CHECK(fails.code == 1);
  CHECK(has(fails.err, "contains null values"));
}

TEST_CASE("sample rows for types, keys and checks of many sorts") {
  Project project;
  project.database.connection().execute(R"x(
    CREATE SCHEMA app; SET search_path = app;
    CREATE TYPE mood AS ENUM ('sad', 'happy');
    CREATE TYPE place AS (street text, zip integer, mood mood);
    CREATE DOMAIN email AS text CHECK (VALUE ~ '^[a-z]+@[a-z]+[.][a-z]+$');
    CREATE DOMAIN few AS integer NOT NULL CHECK (VALUE > 0);
    CREATE DOMAIN fewer AS few CHECK (VALUE < 1000);
    CREATE TYPE floats AS RANGE (subtype = float8);
    CREATE TABLE domains (id fewer PRIMARY KEY, mail email NOT NULL, part numeric(3, 3) NOT NULL);
    CREATE TABLE composites (a place NOT NULL, b place[] NOT NULL, c mood[] NOT NULL CHECK (cardinality(c) > 0));
    CREATE TABLE ranges (r int4range NOT NULL CHECK (NOT isempty(r)), f floats NOT NULL, EXCLUDE USING gist (r WITH &&));
    CREATE TABLE checks (a integer NOT NULL CHECK (a > 100 AND a < 200), b text NOT NULL CHECK (length(b) = 5),
                         c date NOT NULL CHECK (c > '2022-05-01'), d text NOT NULL CHECK (d LIKE 'ab%'));
    CREATE TABLE parted (id integer, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE TABLE parted_30 PARTITION OF parted FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
    CREATE TABLE listed (k text NOT NULL) PARTITION BY LIST (k);
    CREATE TABLE listed_a PARTITION OF listed FOR VALUES IN ('alpha', 'beta');
    CREATE TABLE a (id integer PRIMARY KEY, b integer NOT NULL);
    CREATE TABLE b (id integer PRIMARY KEY, a integer NOT NULL REFERENCES a);
    ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b DEFERRABLE;
    CREATE TABLE shapes (p point NOT NULL, c circle NOT NULL, m macaddr NOT NULL, b bit(3) NOT NULL, x xml NOT NULL,
                         j jsonb NOT NULL, l pg_lsn NOT NULL, i inet NOT NULL, t timetz NOT NULL, y money NOT NULL);
    CREATE TABLE made (a integer NOT NULL, b integer GENERATED ALWAYS AS (a * 2) STORED,
                       c bigint GENERATED ALWAYS AS IDENTITY);
    CREATE TABLE quiet (a integer NOT NULL);
    CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END';
    CREATE TRIGGER no BEFORE INSERT ON quiet FOR EACH ROW EXECUTE FUNCTION no();
  )x");
  auto files = project.run({"inspect", "--env", "dev"}).out;
  project.write(files + "table \"more\" {\n  schema = schema.app\n  column \"a\" { type = bigint }\n}\n");
  auto ran = project.run({"plan", "--verify"});
  CHECK_MESSAGE(ran.code == 0, ran.err);
  CHECK_MESSAGE(has(ran.err, "sample rows in 11 tables."), ran.err);
  CHECK_FALSE(has(ran.err, "No row could be made"));
}

TEST_CASE("verifying sees rows and values that a plan loses") {
  Changed project;
  auto edited = [&](const std::string& sed) {
    return test::run_schema(
        {"plan", "-o", "plan.json", "--edit", "--verify"},
        {.folder = project.folder.path(), .environment = {{"EDITOR", "sed -i " + sed}, {"VISUAL", ""}}});
  };
  CHECK(edited("s/xxx/yyy/").code == 0);
  auto emptied = edited("s/varying(200);/varying(200)USING\\x20NULL;/");
  CHECK(emptied.code == 1);
  CHECK(has(emptied.err, "app.note.body had 3 values and has 0"));
  auto deleted = edited("s/^COMMIT;/TRUNCATE\\x20app.note;COMMIT;/");
  CHECK(deleted.code == 1);
  CHECK(has(deleted.err, "app.note had 3 rows and has 0"));
}
