#include <doctest/doctest.h>
#include <fmt/format.h>

#include "kinds/composite.hpp"
#include "kinds/domain.hpp"
#include "kinds/enum.hpp"
#include "kinds/extension.hpp"
#include "kinds/sequence.hpp"
#include "support/round_trip.hpp"

using namespace schema;
using namespace schema::test;

namespace {

/// Both ways between nothing and what the SQL makes.
void check_from_and_to_nothing(const std::string& sql) {
  CAPTURE(sql);
  check_change("", sql);
  check_change(sql, "SELECT");
}

bool needs(const Catalog& c, std::string_view from, std::string_view to) {
  auto r = c.find(from);
  REQUIRE(r);
  return std::any_of(r->needs.begin(), r->needs.end(), [&](const Edge& e) { return e.to->address == to; });
}

template <class T>
const T& get(const Catalog& c, std::string_view address) {
  auto r = c.find(address);
  REQUIRE(r);
  return as<T>(*r);
}

}  // namespace

TEST_CASE("types and sequences are created as they were read, and dropped") {
  for (auto sql : {
           "CREATE TYPE e AS ENUM ('open', 'it''s \"closed\"', 'a,b', 'c\\d'); COMMENT ON TYPE e IS 'it''s'",
           "CREATE TYPE e AS ENUM ()",
           "CREATE TYPE \"Odd name\" AS ENUM ('x')",
           "CREATE TYPE c AS (x int, \"Y z\" varchar(20), t text COLLATE \"C\"); COMMENT ON COLUMN c.x IS 'the x'",
           "CREATE TYPE c AS ()",
           "CREATE TYPE e AS ENUM ('a'); CREATE TYPE c AS (e e, es e[])",
           "CREATE DOMAIN d AS int",
           "CREATE DOMAIN d AS varchar(5) COLLATE \"C\" DEFAULT 'x' NOT NULL CHECK (VALUE <> 'y') CONSTRAINT other "
           "CHECK (length(VALUE) > 0)",
           "CREATE DOMAIN d AS text[] DEFAULT '{}'; COMMENT ON DOMAIN d IS 'list'",
           "CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0); COMMENT ON CONSTRAINT c ON DOMAIN d IS 'why'",
           "CREATE DOMAIN d AS int; ALTER DOMAIN d ADD CONSTRAINT late CHECK (VALUE > 0) NOT VALID",
           "CREATE DOMAIN d AS timestamptz DEFAULT now()",
           "CREATE SEQUENCE s",
           "CREATE SEQUENCE s AS smallint INCREMENT BY -2 MINVALUE -100 MAXVALUE -5 START WITH -7 CACHE 3 CYCLE; "
           "COMMENT ON SEQUENCE s IS 'n'",
           "CREATE SEQUENCE s AS integer INCREMENT BY -1",
           "CREATE SEQUENCE s MINVALUE 5",
           "CREATE UNLOGGED SEQUENCE s",
           "CREATE TABLE t (id serial)",
           "CREATE EXTENSION hstore",
           "CREATE SCHEMA tools; CREATE EXTENSION hstore SCHEMA tools",
       })
    check_from_and_to_nothing(sql);
}

TEST_CASE("an enum gets new labels at their places") {
  auto plan = check_change("CREATE TYPE e AS ENUM ('a', 'b')",
                           "CREATE TYPE e AS ENUM ('w', 'x', 'a', 'y', 'z', 'b', 'c', 'd')");
  CHECK(plan.refused.empty());
  CHECK(plan.has("ADD VALUE 'w' BEFORE 'a'"));
  CHECK(plan.has("ADD VALUE 'z' AFTER 'y'"));
  for (auto& s : plan.statements) CHECK(s.ends_transaction);
  CHECK(check_change("CREATE TYPE e AS ENUM ()", "CREATE TYPE e AS ENUM ('a', 'b')").refused.empty());
}

TEST_CASE("an enum whose labels go or change places is not altered") {
  for (auto to : {"'a', 'c'", "'b', 'a', 'c'", "'a', 'b', 'd'", "'x', 'c', 'b', 'a'"}) {
    auto plan = check_change("CREATE TYPE e AS ENUM ('a', 'b', 'c')", fmt::format("CREATE TYPE e AS ENUM ({})", to));
    CHECK(plan.refused == std::vector<std::string>{"enum.public.e"});
  }
}

TEST_CASE("a composite type's attributes are added, dropped and retyped in place") {
  auto old = "CREATE TYPE c AS (x int, y text, z int); COMMENT ON COLUMN c.y IS 'why'";
  auto plan =
      check_change(old, "CREATE TYPE c AS (x bigint, z int, w text COLLATE \"C\"); COMMENT ON COLUMN c.w IS 'w'");
  CHECK(plan.refused.empty());
  CHECK(plan.statements.front().hazards.front().destructive);
  CHECK(check_change(old, "CREATE TYPE c AS (x int, y text COLLATE \"C\", z int)").refused.empty());
  CHECK(check_change(old, "CREATE TYPE c AS (n int)").refused.empty());
  CHECK(check_change(old, "CREATE TYPE c AS ()").refused.empty());
  CHECK(check_change(old, "CREATE TYPE c AS (y text, x int, z int)").refused.size() == 1);
  CHECK(check_change(old, "CREATE TYPE c AS (x int, new int, y text, z int)").refused.size() == 1);
}

TEST_CASE("a domain's settings are altered, its type replaces it") {
  auto old = "CREATE DOMAIN d AS int CHECK (VALUE > 0)";
  auto plan = check_change(old, "CREATE DOMAIN d AS int DEFAULT 3 NOT NULL CHECK (VALUE > 1)");
  CHECK(plan.refused == std::vector<std::string>{"domain.public.d.check.d_check"});
  CHECK(check_change("CREATE DOMAIN d AS int DEFAULT 3 NOT NULL", "CREATE DOMAIN d AS int").refused.empty());
  CHECK(check_change("CREATE DOMAIN d AS int", "CREATE DOMAIN d AS bigint").refused.size() == 1);
  CHECK(check_change("CREATE DOMAIN d AS text", "CREATE DOMAIN d AS text COLLATE \"C\"").refused.size() == 1);
}

TEST_CASE("a check of a domain is added without and with a look at the rows") {
  auto none = "CREATE DOMAIN d AS int";
  auto unchecked = "CREATE DOMAIN d AS int; ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID";
  auto checked = "CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0)";
  CHECK(check_change(none, unchecked).has("NOT VALID"));
  CHECK(check_change(none, checked).statements.front().hazards.size() == 1);
  CHECK(check_change(unchecked, checked).has("VALIDATE CONSTRAINT c"));
  CHECK(check_change(checked, unchecked).refused.size() == 1);
  CHECK(check_change(checked, none).has("DROP CONSTRAINT c"));
}

TEST_CASE("what the server fills in by itself is left unset") {
  auto c = inspect_sql(
      "CREATE SEQUENCE s AS bigint START 1 INCREMENT 1 MINVALUE 1 NO MAXVALUE CACHE 1; CREATE SEQUENCE down INCREMENT "
      "-1;"
      "CREATE SEQUENCE high MINVALUE 9; CREATE DOMAIN d AS varchar(9) DEFAULT 'a' CHECK (VALUE > 'b')");
  auto& s = get<Sequence>(c, "sequence.public.s");
  CHECK(s.type.empty());
  for (auto option : {s.start, s.increment, s.min_value, s.max_value, s.cache}) CHECK(!option);
  auto& down = get<Sequence>(c, "sequence.public.down");
  CHECK(down.increment == -1);
  for (auto option : {down.start, down.min_value, down.max_value}) CHECK(!option);
  auto& high = get<Sequence>(c, "sequence.public.high");
  CHECK(high.min_value == 9);
  CHECK(!high.start);
  CHECK(get<Domain>(c, "domain.public.d").default_value.literal == Literal::yes);
  CHECK(get<DomainCheck>(c, "domain.public.d.check.d_check").expr.text == "(VALUE)::text > 'b'::text");
}

TEST_CASE("a sequence is altered to any other") {
  std::vector<std::string> options = {"",
                                      "INCREMENT 2",
                                      "INCREMENT -1",
                                      "AS smallint",
                                      "AS smallint INCREMENT 3 CYCLE",
                                      "MAXVALUE 32767",
                                      "AS integer INCREMENT -5",
                                      "MINVALUE 5",
                                      "MINVALUE 5 MAXVALUE 50 START 10 CACHE 4",
                                      "MAXVALUE 9",
                                      "MINVALUE -9 START 3"};
  std::string old, now;
  for (size_t i = 0; i < options.size(); ++i)
    for (size_t j = 0; j < options.size(); ++j) {
      old += fmt::format("CREATE SEQUENCE s_{}_{} {};\n", i, j, options[i]);
      now += fmt::format("CREATE SEQUENCE s_{}_{} {};\n", i, j, options[j]);
    }
  CHECK(check_change(old, now).refused.empty());
  CHECK(check_change("CREATE SEQUENCE s", "CREATE UNLOGGED SEQUENCE s").refused.empty());
}

TEST_CASE("a sequence goes on where it stood") {
  auto next_after = [](const std::string& before, const std::string& options) {
    auto& db = empty_database(EmptyDatabase::changed);
    db.execute("CREATE SEQUENCE s; " + before);
    run(db, simple_plan(postgres::inspect(db), inspect_sql("CREATE SEQUENCE s " + options)));
    return db.query("SELECT nextval('s')").integer(0, 0);
  };
  CHECK(next_after("SELECT setval('s', 40)", "AS smallint") == 41);
  CHECK(next_after("SELECT setval('s', 40)", "MINVALUE 5") == 41);
  CHECK(next_after("SELECT setval('s', 3)", "MINVALUE 5") == 5);
  CHECK(next_after("SELECT setval('s', 40)", "MAXVALUE 9 CYCLE") == 1);
  CHECK(next_after("SELECT setval('s', 40)", "INCREMENT -1") == -1);
}

TEST_CASE("a sequence belongs to a column without needing it") {
  auto serial = "CREATE TABLE t (id serial, other int)";
  auto c = inspect_sql(serial);
  auto& owner = get<SequenceOwner>(c, "sequence.public.t_id_seq.owner_column");
  CHECK(owner.owned_by.to == c.find("table.public.t.column.id"));
  CHECK(needs(c, owner.address, "table.public.t.column.id"));
  CHECK(!needs(c, "sequence.public.t_id_seq", "table.public.t.column.id"));
  CHECK(needs(c, "table.public.t.column.id.default", "sequence.public.t_id_seq"));
  auto old = "CREATE TABLE t (id int, other int); CREATE SEQUENCE s";
  auto owned = std::string(old) + " OWNED BY t.id";
  CHECK(check_change(old, owned).has("OWNED BY public.t.id"));
  CHECK(check_change(owned, std::string(old) + " OWNED BY t.other").has("OWNED BY public.t.other"));
  CHECK(check_change(owned, old).has("OWNED BY NONE"));
}

TEST_CASE("the sequence of an identity column is the column's") {
  auto c = inspect_sql("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY)");
  CHECK(!c.find("sequence.public.t_id_seq"));
}

TEST_CASE("what uses a type needs it, arrays too") {
  auto c = inspect_sql(
      "CREATE TYPE e AS ENUM ('a'); CREATE TYPE c AS (e e); CREATE DOMAIN d AS c[]; CREATE TABLE t (ds d[], es e[], ts "
      "c)");
  CHECK(needs(c, "composite.public.c", "enum.public.e"));
  CHECK(needs(c, "domain.public.d", "composite.public.c"));
  CHECK(needs(c, "table.public.t.column.ds", "domain.public.d"));
  CHECK(needs(c, "table.public.t.column.es", "enum.public.e"));
  CHECK(needs(c, "table.public.t.column.ts", "composite.public.c"));
  CHECK(get<Domain>(c, "domain.public.d").type.named.to == c.find("composite.public.c"));
}

TEST_CASE("what an extension brings is the extension's") {
  auto c = inspect_sql(
      "CREATE SCHEMA tools; CREATE EXTENSION hstore SCHEMA tools; CREATE TABLE t (h tools.hstore, hs tools.hstore[])");
  CHECK(!c.find("extension.plpgsql"));
  auto& e = get<Extension>(c, "extension.hstore");
  CHECK(e.in.to == c.find("schema.tools"));
  CHECK(!e.version.empty());
  CHECK(needs(c, "extension.hstore", "schema.tools"));
  CHECK(needs(c, "table.public.t.column.h", "extension.hstore"));
  CHECK(needs(c, "table.public.t.column.hs", "extension.hstore"));
  CHECK(std::none_of(c.all().begin(), c.all().end(), [](auto& r) { return r->schema == "tools"; }));
  CHECK(check_change("CREATE SCHEMA tools; CREATE EXTENSION hstore",
                     "CREATE SCHEMA tools; CREATE EXTENSION hstore SCHEMA tools")
            .refused.empty());
  CHECK(check_change("CREATE EXTENSION hstore VERSION '1.4'", "CREATE EXTENSION hstore").has("UPDATE TO"));
}
