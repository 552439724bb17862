#include <doctest/doctest.h>

#include "kinds/permission.hpp"
#include "kinds/routine.hpp"
#include "kinds/trigger.hpp"
#include "kinds/view.hpp"
#include "postgres/trigger_definition.hpp"
#include "support/round_trip.hpp"
#include "support/server.hpp"

/// Views, routines, triggers and permissions, from one live database into another.
using namespace schema;
using namespace schema::test;

namespace {

const std::string kTable = "CREATE TABLE t (a int NOT NULL, b text, c numeric(8,2)); ";
const std::string kTriggerFunction =
    kTable + "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; ";

/// Over what is there already, all in one database: what the SQL makes is made, and dropped. @ is another number in
/// each.
void check_made_and_dropped(const std::string& base, const std::vector<std::string>& snippets) {
  std::string sql;
  for (size_t i = 0; i < snippets.size(); ++i) {
    for (char c : snippets[i]) c == '@' ? sql += std::to_string(i) : sql += c;
    sql += ";\n";
  }
  check_change(base, base + sql);
  check_change(base + sql, base);
}

/// Both ways between two states, each done in place.
void check_in_place(const std::string& a, const std::string& b) {
  CAPTURE(a);
  CAPTURE(b);
  CHECK(check_change(a, b).refused == std::vector<std::string>());
  CHECK(check_change(b, a).refused == std::vector<std::string>());
}

template <class T>
const T& get(const Catalog& c, std::string_view address) {
  INFO(address);
  auto r = c.find(address);
  REQUIRE(r);
  return as<T>(*r);
}

bool needs(const Catalog& c, std::string_view from, std::string_view to) {
  auto& edges = get<Resource>(c, from).needs;
  return std::any_of(edges.begin(), edges.end(), [&](const Edge& e) { return e.to->address == to; });
}

void create_roles() {
  auto admin = postgres::Connection::open(server());
  for (auto role : {"g1", "\"G 2\""})
    if (admin.query("SELECT FROM pg_roles WHERE quote_ident(rolname) = $1", {role}).rows() == 0)
      admin.execute(std::string("CREATE ROLE ") + role);
}

Options options(std::initializer_list<std::pair<std::string, std::string>> items) {
  Options made;
  for (auto& [name, value] : items) made[name] = value;
  return made;
}

std::string words(const std::vector<Word>& list) {
  std::string out;
  for (auto& w : list) out += (out.empty() ? "" : " ") + w.text;
  return out;
}

}  // namespace

TEST_CASE("views are created as they were read, and dropped") {
  check_made_and_dropped(
      kTable,
      {
          "CREATE VIEW v@ AS SELECT a, b AS \"B b\" FROM t; COMMENT ON VIEW v@ IS 'it''s'; COMMENT ON COLUMN v@.\"B "
          "b\" "
          "IS 'x'",
          "CREATE VIEW v@ (x, y) AS WITH q AS (SELECT 1) SELECT q.*, a FROM q, t",
          "CREATE RECURSIVE VIEW v@ (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM v@ WHERE n < 9",
          "CREATE VIEW v@ WITH (security_barrier = off, security_invoker) AS SELECT a FROM t WHERE a > 0 WITH LOCAL "
          "CHECK OPTION",
          "CREATE VIEW v@ AS SELECT a FROM t; CREATE VIEW w@ AS SELECT * FROM v@",
          "CREATE MATERIALIZED VIEW m@ AS SELECT a, b FROM t; COMMENT ON MATERIALIZED VIEW m@ IS 'm'",
          "CREATE MATERIALIZED VIEW m@ WITH (fillfactor = 50, toast.autovacuum_enabled = off) AS SELECT b FROM t WITH "
          "NO DATA",
          "CREATE MATERIALIZED VIEW m@ AS SELECT a, b FROM t; ALTER MATERIALIZED VIEW m@ ALTER a SET STATISTICS 50, "
          "ALTER b SET STORAGE plain, ALTER a SET (n_distinct = -0.5), ALTER b SET COMPRESSION pglz",
      });
}

TEST_CASE("a view is replaced in place while its columns stay") {
  check_in_place(kTable + "CREATE VIEW v AS SELECT a FROM t", kTable + "CREATE VIEW v AS SELECT a FROM t WHERE a > 1");
  check_in_place(kTable + "CREATE VIEW v AS SELECT a FROM t",
                 kTable + "CREATE VIEW v WITH (security_barrier, check_option = cascaded) AS SELECT a FROM t");
  auto old = kTable + "CREATE VIEW v AS SELECT a, b FROM t";
  CHECK(check_change(old, kTable + "CREATE VIEW v AS SELECT a, b, c FROM t").refused.empty());
  for (auto query : {"SELECT a FROM t", "SELECT b, a FROM t", "SELECT a, b AS d FROM t", "SELECT a::bigint, b FROM t",
                     "SELECT a, b COLLATE \"C\" AS b FROM t"}) {
    CAPTURE(query);
    CHECK(check_change(old, kTable + "CREATE VIEW v AS " + query).refused.size() == 1);
  }
}

TEST_CASE("defaults of a view's columns") {
  auto view =
      kTable + "CREATE VIEW v AS SELECT a, b FROM t; COMMENT ON COLUMN v.a IS 'x'; COMMENT ON COLUMN v.b IS 'x';";
  check_in_place(view + "ALTER VIEW v ALTER a SET DEFAULT 5",
                 view + "ALTER VIEW v ALTER a SET DEFAULT 6, ALTER b SET DEFAULT 'x'");
}

TEST_CASE("a materialized view's settings change in place, its query does not") {
  auto old = kTable + "CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t";
  check_in_place(old, kTable + "CREATE MATERIALIZED VIEW m WITH (fillfactor = 60) AS SELECT a, b FROM t");
  CHECK(check_change(old, kTable + "CREATE MATERIALIZED VIEW m AS SELECT b, a FROM t").refused.size() == 1);
  check_in_place(old + "; ALTER MATERIALIZED VIEW m ALTER a SET STATISTICS 7",
                 old + "; ALTER MATERIALIZED VIEW m ALTER a SET STATISTICS 9, ALTER a SET (n_distinct = 4)");
}

TEST_CASE("what is found by a view's rows") {
  auto c = inspect_sql(kTable +
                       "CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v;"
                       "COMMENT ON COLUMN v.a IS 'x'; CREATE FUNCTION f(v) RETURNS SETOF w LANGUAGE sql AS 'TABLE w'");
  CHECK(get<View>(c, "view.public.v").query.text == "SELECT t.a\n   FROM t");
  CHECK(needs(c, "view.public.v", "table.public.t.column.a"));
  CHECK(needs(c, "view.public.w", "view.public.v.column.a"));
  CHECK(needs(c, "function.public.f(v)", "view.public.w"));
  CHECK(get<Function>(c, "function.public.f(v)").returns_set.named.to == c.find("view.public.w"));
}

TEST_CASE("routines are created as they were read, and dropped") {
  check_made_and_dropped(
      kTable,
      {
          "CREATE FUNCTION f@() RETURNS int LANGUAGE sql AS 'SELECT 1'; COMMENT ON FUNCTION f@() IS 'f'",
          "CREATE FUNCTION f@(int, b text DEFAULT 'x', c int DEFAULT -1) RETURNS bigint LANGUAGE sql STABLE STRICT "
          "LEAKPROOF "
          "SECURITY DEFINER PARALLEL SAFE COST 0.5 AS 'SELECT 1::bigint'",
          "CREATE FUNCTION f@(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f@(text[]) RETURNS int "
          "LANGUAGE sql AS 'SELECT 2'",
          "CREATE FUNCTION f@(a int, OUT b int, c text DEFAULT 'y', INOUT d varchar(3) DEFAULT NULL) LANGUAGE sql AS "
          "$$SELECT 1, 'q'$$",
          "CREATE FUNCTION f@(a int, OUT b int, OUT c text) RETURNS SETOF record LANGUAGE sql ROWS 7 AS $$SELECT 1, "
          "'q'$$",
          "CREATE FUNCTION f@(OUT b int) LANGUAGE sql AS $$SELECT 1$$",
          "CREATE FUNCTION f@(OUT b int) RETURNS SETOF int LANGUAGE sql AS $$SELECT 1$$",
          "CREATE FUNCTION f@(a t) RETURNS TABLE(x int, \"Y y\" t) LANGUAGE sql COST 1000000 AS $$SELECT 1, t FROM t$$",
          "CREATE FUNCTION f@(VARIADIC a text[]) RETURNS SETOF t LANGUAGE sql AS $$SELECT * FROM t$$",
          "CREATE FUNCTION f@() RETURNS text LANGUAGE plpgsql SET search_path = '' SET datestyle = 'iso, mdy' SET "
          "work_mem = '8MB' AS "
          "$fn$ BEGIN RETURN $$it's \\ $1$$; END $fn$",
          "CREATE FUNCTION f@() RETURNS int LANGUAGE sql SET search_path = pg_catalog, \"My Schema\", 'a\"b' AS "
          "'SELECT 1'",
          "CREATE FUNCTION f@() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t; SELECT a FROM t; END",
          "CREATE FUNCTION f@(a int) RETURNS int LANGUAGE sql IMMUTABLE RETURN a + 1",
          "CREATE FUNCTION f@(int) RETURNS int LANGUAGE internal IMMUTABLE AS 'int4abs'",
          "CREATE FUNCTION \"F f\"(\"select\" numeric(4,2)) RETURNS \"char\" LANGUAGE sql AS $$SELECT 'a'::\"char\"$$",
          "CREATE FUNCTION f@(int, int) RETURNS SETOF int LANGUAGE internal STRICT SUPPORT "
          "generate_series_int4_support "
          "AS 'generate_series_int4'",
          "CREATE PROCEDURE p@(x int, y int DEFAULT 1) LANGUAGE plpgsql SECURITY DEFINER SET work_mem = '9MB' AS $$ "
          "BEGIN END $$; "
          "COMMENT ON PROCEDURE p@ IS 'p'",
          "CREATE PROCEDURE p@(x int, INOUT y int, OUT z int) LANGUAGE sql AS $$ SELECT 1, 2 $$",
          "CREATE PROCEDURE p@(x int) LANGUAGE sql BEGIN ATOMIC INSERT INTO t (a) VALUES (x); END",
          "CREATE FUNCTION w@() RETURNS int LANGUAGE internal WINDOW AS 'window_row_number'",
      });
}

TEST_CASE("routines are replaced in place where the server allows it") {
  auto function = [](std::string_view text) { return "CREATE FUNCTION " + std::string(text); };
  auto old = function("f(int, b text DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT 1'");
  check_in_place(
      old, function("f(int, b text DEFAULT 'y') RETURNS int LANGUAGE plpgsql IMMUTABLE COST 7 SET work_mem = '8MB' "
                    "AS 'BEGIN RETURN 2; END'"));
  CHECK(check_change(old, function("f(a int, b text DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT 1'"))
            .refused.empty());
  for (auto text : {"f(int, c text DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "f(int, b text) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "f(int, b text DEFAULT 'x') RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
                    "f(int, b text DEFAULT 'x', OUT o int) LANGUAGE sql AS 'SELECT 1'"}) {
    CAPTURE(text);
    CHECK(check_change(old, function(text)).refused.size() == 1);
  }
  auto out = function("f(OUT a int, OUT b int) LANGUAGE sql AS 'SELECT 1, 2'");
  CHECK(check_change(out, function("f(OUT a int, OUT z int) LANGUAGE sql AS 'SELECT 1, 2'")).refused.size() == 1);
  check_in_place("CREATE PROCEDURE p(x int) LANGUAGE sql AS 'SELECT 1'",
                 "CREATE PROCEDURE p(x int) LANGUAGE sql AS 'SELECT 2'");
}

TEST_CASE("a routine as it is read") {
  auto c = inspect_sql(
      "CREATE FUNCTION f(a int DEFAULT 5, b text DEFAULT 'x') RETURNS int LANGUAGE sql SET search_path = '' AS 'SELECT "
      "1';"
      "CREATE FUNCTION g(OUT a int, OUT b int) LANGUAGE sql SET search_path = a, \"B\" AS 'SELECT 1, 2'");
  auto& f = get<Function>(c, "function.public.f(integer, text)");
  CHECK(f.args[0].default_value.literal == Literal::yes);
  CHECK(f.args[1].default_value.text == "'x'::text");
  CHECK(f.config == options({{"search_path", ""}}));
  CHECK(f.cost.empty());
  auto& g = get<Function>(c, "function.public.g()");
  CHECK(g.returns.empty());
  CHECK(g.config == options({{"search_path", "a, \"B\""}}));
}

TEST_CASE("what a file writes of a routine is brought to what the server says") {
  Function f;
  f.args = {{"a", {"character varying(3)"}}, {"b", {"integer"}, {"out"}}};
  f.returns.text = "integer";
  f.config = options({{"Search_Path", "pg_catalog ,\"My Schema\""}, {"work_mem", "8MB"}});
  f.kind = find_kind("function");
  f.kind->finish(f);
  CHECK(f.args[0].type.text == "character varying");
  CHECK(f.returns.empty());
  CHECK(f.config == options({{"search_path", "pg_catalog, \"My Schema\""}, {"work_mem", "8MB"}}));
  CHECK(split_list_parameter(" a , \"b, \"\"c\" ") == std::vector<std::string>{"a", "b, \"c"});
  CHECK(split_list_parameter("").empty());
  CHECK(split_list_parameter("\"\"") == std::vector<std::string>{""});
}

TEST_CASE("triggers are created as they were read, and dropped") {
  check_made_and_dropped(
      kTriggerFunction,
      {
          "CREATE TRIGGER tr@ BEFORE INSERT OR UPDATE OF a, b OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION tf(); "
          "COMMENT ON TRIGGER tr@ ON t IS 'x'",
          "CREATE TRIGGER \"Tr\" AFTER TRUNCATE OR UPDATE ON t EXECUTE FUNCTION tf('a', 'it''s', E'b\\\\x', '', 'ü')",
          "CREATE TRIGGER tr@ AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS \"N\" FOR EACH STATEMENT "
          "EXECUTE FUNCTION tf()",
          "CREATE TRIGGER tr@ BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.a <> NEW.a AND NEW.b <> ') EXECUTE FUNCTION "
          "x(''y'')' AND "
          "CASE WHEN NEW.a > 1 THEN true ELSE false END) EXECUTE FUNCTION tf('when')",
          "CREATE CONSTRAINT TRIGGER tr@ AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.a > 1) "
          "EXECUTE FUNCTION tf()",
          "CREATE TABLE u (a int); CREATE CONSTRAINT TRIGGER tr@ AFTER INSERT ON t FROM u FOR EACH ROW EXECUTE "
          "FUNCTION tf()",
          "CREATE VIEW v@ AS SELECT a FROM t; CREATE TRIGGER tr@ INSTEAD OF INSERT OR DELETE ON v@ FOR EACH ROW "
          "EXECUTE "
          "FUNCTION tf()",
          "CREATE TRIGGER tr@ BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf(); ALTER TABLE t ENABLE REPLICA "
          "TRIGGER tr@",
          "CREATE TRIGGER tr@ BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
      });
}

TEST_CASE("triggers are changed in place") {
  auto trigger = [](std::string_view text) { return kTriggerFunction + "CREATE TRIGGER tr " + std::string(text); };
  auto old = trigger("BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf()");
  check_in_place(old, trigger("AFTER UPDATE OF b ON t FOR EACH ROW WHEN (NEW.a > 0) EXECUTE FUNCTION tf('x')"));
  check_in_place(old + "; ALTER TABLE t DISABLE TRIGGER tr", old + "; ALTER TABLE t ENABLE ALWAYS TRIGGER tr");
  check_in_place(old + "; ALTER TABLE t DISABLE TRIGGER tr",
                 trigger("AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf(); ALTER TABLE t DISABLE TRIGGER tr"));
  auto constraint = [](std::string_view text) {
    return kTriggerFunction + "CREATE CONSTRAINT TRIGGER tr AFTER " + std::string(text) +
           " FOR EACH ROW EXECUTE FUNCTION tf()";
  };
  auto other =
      check_change(constraint("INSERT ON t DEFERRABLE"), constraint("INSERT ON t DEFERRABLE INITIALLY DEFERRED"));
  CHECK(other.refused.size() == 1);
}

TEST_CASE("the text of a trigger taken apart") {
  auto d = postgres::read_trigger_definition(
      "CREATE TRIGGER \"when\" BEFORE UPDATE ON s.\"execute\" FOR EACH ROW WHEN ((old.a <> ')'::text)) EXECUTE "
      "FUNCTION s.f('it''s', '')");
  CHECK(d.when == "(old.a <> ')'::text)");
  CHECK(d.args == std::vector<std::string>{"it's", ""});
  CHECK(postgres::read_trigger_definition("WHEN (").when.empty());
  CHECK(postgres::read_trigger_definition("").args.empty());
}

TEST_CASE("permissions are given as they were read, and taken back") {
  create_roles();
  check_made_and_dropped(
      kTable,
      {
          "GRANT SELECT, INSERT ON t TO g1; GRANT UPDATE ON t TO \"G 2\" WITH GRANT OPTION",
          "GRANT SELECT (a), UPDATE (a, b) ON t TO g1; GRANT SELECT ON t TO PUBLIC",
          "CREATE FUNCTION f@(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION f@ FROM PUBLIC; "
          "GRANT "
          "EXECUTE ON FUNCTION f@ TO g1",
          "CREATE PROCEDURE p@() LANGUAGE sql AS ''; GRANT EXECUTE ON PROCEDURE p@ TO g1 WITH GRANT OPTION",
          "CREATE SCHEMA sc; GRANT USAGE, CREATE ON SCHEMA sc TO g1",
          "CREATE SEQUENCE s; GRANT USAGE ON SEQUENCE s TO g1",
          "CREATE TYPE e AS ENUM ('a'); CREATE DOMAIN d AS int; REVOKE ALL ON TYPE e FROM PUBLIC; GRANT USAGE ON "
          "DOMAIN d TO g1",
          "CREATE VIEW v@ AS SELECT a FROM t; GRANT SELECT ON v@ TO g1; GRANT UPDATE (a) ON v@ TO g1",
          "CREATE MATERIALIZED VIEW m@ AS SELECT a FROM t; GRANT SELECT ON m@ TO g1",
          "REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO g1",
      });
}

TEST_CASE("permissions change by what differs") {
  create_roles();
  auto plan = check_change(kTable + "GRANT SELECT, DELETE ON t TO g1",
                           kTable + "GRANT SELECT, INSERT ON t TO g1 WITH GRANT OPTION");
  CHECK(plan.refused.empty());
  CHECK(plan.has("REVOKE delete ON TABLE public.t FROM g1"));
  CHECK(plan.has("GRANT insert, select ON TABLE public.t TO g1 WITH GRANT OPTION"));
  check_in_place(kTable + "GRANT SELECT ON t TO g1 WITH GRANT OPTION", kTable + "GRANT SELECT, UPDATE ON t TO g1");
  // REVOKE on the table would take the column's privileges along.
  check_in_place(kTable + "GRANT SELECT ON t TO g1; GRANT INSERT ON t TO g1; GRANT SELECT (a) ON t TO g1",
                 kTable + "GRANT INSERT ON t TO g1; GRANT SELECT (a) ON t TO g1");
  check_change(kTable + "GRANT SELECT ON t TO g1; GRANT SELECT (a) ON t TO g1", kTable + "GRANT SELECT (a) ON t TO g1");
  check_change(kTable + "GRANT SELECT ON t TO g1; GRANT SELECT (a) ON t TO g1", kTable);
  check_change(kTable, kTable + "REVOKE INSERT ON t FROM CURRENT_USER");
  check_change(kTable + "REVOKE INSERT ON t FROM CURRENT_USER", kTable);
}

TEST_CASE("only what differs from the start is a permission") {
  create_roles();
  auto c = inspect_sql(
      kTable +
      "GRANT SELECT ON t TO g1; REVOKE SELECT ON t FROM g1; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS "
      "'SELECT 1'; REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC; GRANT UPDATE (b) ON t TO g1");
  CHECK(!c.find("table.public.t.permission.g1"));
  CHECK(get<Permission>(c, "function.public.f().permission.PUBLIC").privileges.empty());
  CHECK(words(get<Permission>(c, "function.public.f().permission.PUBLIC").initial) == "execute");
  CHECK(words(get<Permission>(c, "table.public.t.column.b.permission.g1").privileges) == "update");
  auto empty = inspect_sql("SELECT");
  for (auto& r : empty.all()) CHECK(r->kind->name != "permission");
}
