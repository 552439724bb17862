#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sql/array_casts.hpp"
#include "sql/names.hpp"
#include "sql/quote.hpp"
#include "sql/split.hpp"
#include "sql/type_names.hpp"

using namespace schema::sql;

namespace {

/// "relation s.t" and so on, in order, each followed by the text at its place if that differs.
std::vector<std::string> shown(std::string_view text, const Names& names) {
  std::vector<std::string> out;
  for (const Name& name : names.names) {
    if (name.kind == NameKind::operation) continue;  // they are everywhere, and have a test of their own
    const char* kind = name.kind == NameKind::relation ? "r " : name.kind == NameKind::routine ? "f " : "t ";
    const std::string full = name.schema.empty() ? name.name : name.schema + "." + name.name;
    const std::string written(text.substr(name.begin, name.end - name.begin));
    out.push_back(kind + full + (written == full ? "" : " <" + written + ">"));
  }
  return out;
}

using Strings = std::vector<std::string>;

struct NamesCase {
  std::string text;
  Strings names;
};

struct ErrorCase {
  std::string text;
  size_t offset;
};

std::string repeated(std::string_view piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("identifiers are quoted as the server does") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"incident", "incident"}, {"_x1", "_x1"},         {"Incident", "\"Incident\""}, {"1st", "\"1st\""},
      {"a b", "\"a b\""},       {"a\"b", "\"a\"\"b\""}, {"user", "\"user\""},         {"values", "\"values\""},
      {"left", "\"left\""},     {"name", "name"},       {"begin", "begin"},           {"é", "\"é\""},
      {"a$b", "\"a$b\""},       {"", "\"\""},           {"order", "\"order\""}};
  for (const auto& [name, quoted] : cases) CHECK(quote_ident(name) == quoted);
  CHECK(quote_qualified("public", "User") == "public.\"User\"");
  CHECK(quote_qualified("", "t") == "t");
}

TEST_CASE("operators, collations and text search configurations are names as well") {
  const Names names = names_in_expression("a OPERATOR(s.===) b AND to_tsvector('s.english'::regconfig, c COLLATE s.german) @@ d");
  auto has = [&](NameKind kind, std::string_view schema, std::string_view name) {
    for (const Name& n : names.names)
      if (n.kind == kind && n.schema == schema && n.name == name) return true;
    return false;
  };
  CHECK(has(NameKind::operation, "s", "==="));
  CHECK(has(NameKind::operation, "", "@@"));
  CHECK(has(NameKind::collation, "s", "german"));
  CHECK(has(NameKind::ts_configuration, "s", "english"));
}

TEST_CASE("literals and dollar quotes hold any text") {
  CHECK(quote_literal("it's") == "'it''s'");
  CHECK(quote_literal("a\\b'c") == "E'a\\\\b''c'");
  CHECK(quote_literal("") == "''");
  CHECK(dollar_quote("x") == "$$x$$");
  CHECK(dollar_quote("a $$ b") == "$body$a $$ b$body$");
  CHECK(dollar_quote("ends with $") == "$body$ends with $$body$");
  CHECK(dollar_quote("$$ $body") == "$body2$$$ $body$body2$");
}

TEST_CASE("names in queries") {
  const std::vector<NamesCase> cases = {
      {"SELECT * FROM t", {"r t"}},
      {"SELECT f(1), s.g(x) FROM s.t, U JOIN \"V\" ON true", {"f f", "f s.g", "r s.t", "r u <U>", "r V <\"V\">"}},
      {"TABLE s . t", {"r s.t <s . t>"}},
      {"VALUES (1), (2)", {}},
      {"SELECT 'é', x FROM é.ñ", {"r é.ñ"}},
      {"WITH a AS (SELECT * FROM t) SELECT * FROM a JOIN s.a ON true", {"r t", "r s.a"}},
      {"WITH a AS (SELECT * FROM a) SELECT * FROM a", {"r a"}},
      {"WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT * FROM a) SELECT * FROM a", {}},
      {"WITH a AS (SELECT * FROM b), b AS (SELECT * FROM a) SELECT * FROM b", {"r b"}},
      {"SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a) q, a", {"r a"}},
      {"WITH a AS (SELECT 1) SELECT (SELECT count(*) FROM a, t)", {"f count", "r t"}},
      {"SELECT 1 FROM t UNION SELECT 2 FROM u EXCEPT SELECT 3 FROM v", {"r t", "r u", "r v"}},
      {"SELECT x::dispatch.status, CAST(y AS int[]), z::text, w::mine[]", {"t dispatch.status", "t mine"}},
      {"SELECT pg_catalog.now(), extract(day FROM x) FROM pg_catalog.pg_class, information_schema.tables", {}},
      {"SELECT nextval('s.q'::regclass), nextval('q2')", {"f nextval", "r s.q <'s.q'>", "r q2 <'q2'>"}},
      {"SELECT 's.f'::regproc, '\"T\"'::regtype, 'x.g(int, text)'::regprocedure",
       {"f s.f <'s.f'>", "t T <'\"T\"'>", "f x.g <'x.g(int, text)'>"}},
      {"SELECT * FROM s.f(1) AS x(a s.ty), LATERAL g(x.a)", {"f s.f", "t s.ty", "f g"}},
      {"SELECT * FROM t t1 WHERE EXISTS (SELECT 1 FROM u WHERE u.x = t1.x)", {"r t", "r u"}},
      {"SELECT * FROM t, t, s.t;", {"r t", "r s.t"}},
  };
  for (const NamesCase& c : cases) {
    CAPTURE(c.text);
    const Names names = names_in_query(c.text);
    CHECK(shown(c.text, names) == c.names);
    CHECK_FALSE(names.error);
  }
}

TEST_CASE("errors in queries point at their byte") {
  const std::vector<ErrorCase> cases = {{"SELECT a = = 1", 11},    {"SELECT 'é' = = 1", 14}, {"DROP TABLE t", 0},
                                        {"SELECT 1; SELECT 2", 0}, {"  -- nothing\n", 13},   {"", 0},
                                        {"SELECT 'é", 7},          {"SELECT \"a", 7},        {"SELECT 1 /* open", 9},
                                        {"SELECT (1", 9},          {"SELECT $$a", 7}};
  for (const ErrorCase& c : cases) {
    CAPTURE(c.text);
    const Names names = names_in_query(c.text);
    REQUIRE(names.error);
    CHECK(names.error->offset == c.offset);
    CHECK(names.error->certain);
  }
}

TEST_CASE("what does not parse still names what can be seen") {
  const std::string text = "WITH c AS (SELECT 1) SELECT f(x) FROM s.t JOIN u ON = 1, c JOIN c ON true";
  const Names names = names_in_query(text);
  CHECK(shown(text, names) == Strings{"f f", "r s.t", "r u"});
  CHECK(names.error);
}

TEST_CASE("syntax that is newer than the parser is no certain error") {
  const std::vector<std::string> newer = {
      "SELECT * FROM json_table(x, '$[*]' COLUMNS (a int PATH '$.a')) j",
      "SELECT x IS JSON OBJECT",
      "SELECT 1_000",
      "SELECT 0xFF",
      "SELECT * FROM (SELECT 1)",
      "SELECT now() AT LOCAL",
      "SELECT TOP 5 * FROM t",
      "SELECT a FROM t QUALIFY row_number() OVER (PARTITION BY b) = 1",
  };
  for (const std::string& text : newer) {
    CAPTURE(text);
    const Names names = names_in_query(text);
    REQUIRE(names.error);
    CHECK_FALSE(names.error->certain);
  }
  const Names merge = names_in_body("MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE RETURNING t.x", "sql");
  REQUIRE(merge.error);
  CHECK_FALSE(merge.error->certain);
}

TEST_CASE("names in expressions") {
  const std::vector<NamesCase> cases = {
      {"now()", {"f now"}},
      {"'x'::s.status", {"t s.status"}},
      {"nextval('s.q')", {"f nextval", "r s.q <'s.q'>"}},
      {"a > 0 AND s.valid(b) -- really", {"f s.valid"}},
      {"EXISTS (SELECT 1 FROM member m WHERE m.id = owner)", {"r member"}},
      {"OLD.x IS DISTINCT FROM NEW.x", {}},
      {"current_user = name", {}},
  };
  for (const NamesCase& c : cases) {
    CAPTURE(c.text);
    const Names names = names_in_expression(c.text);
    CHECK(shown(c.text, names) == c.names);
    CHECK_FALSE(names.error);
  }
  const std::vector<ErrorCase> errors = {
      {"a = = b", 4}, {"", 0}, {"a +", 3}, {"1); DROP TABLE t; SELECT (1", 0}, {"a FROM t", 2}};
  for (const ErrorCase& c : errors) {
    CAPTURE(c.text);
    const Names names = names_in_expression(c.text);
    REQUIRE(names.error);
    CHECK(names.error->offset == c.offset);
  }
}

TEST_CASE("names in types") {
  const std::vector<NamesCase> cases = {
      {"numeric(10,2)", {}},
      {"dispatch.status[]", {"t dispatch.status"}},
      {"status", {"t status"}},
      {"year", {"t year"}},
      {"SETOF incident", {"t incident"}},
      {"incident.id%type", {"r incident"}},
      {"s.\"Incident\".id%TYPE", {"r s.Incident <s.\"Incident\">"}},
      {"s.incident%ROWTYPE", {"r s.incident"}},
      {"x%TYPE", {}},
      {"timestamp with time zone", {}},
      {"\"char\"", {}},
  };
  for (const NamesCase& c : cases) {
    CAPTURE(c.text);
    const Names names = names_in_type(c.text);
    CHECK(shown(c.text, names) == c.names);
    CHECK_FALSE(names.error);
  }
  CHECK(names_in_type("").error);
  CHECK(names_in_type("int; DROP TABLE t").error);
  CHECK(names_in_type("numeric(").error);
}

TEST_CASE("names in SQL bodies") {
  const std::vector<NamesCase> cases = {
      {"", {}},
      {"SELECT $1 FROM t; INSERT INTO s.u VALUES (f($2)); UPDATE v SET a = 1; DELETE FROM w USING x",
       {"r t", "r s.u", "f f", "r v", "r w", "r x"}},
      {"CREATE TEMP TABLE n (a s.ty); INSERT INTO n SELECT * FROM t; SELECT * FROM n", {"t s.ty", "r t"}},
      {"CALL s.p(1); TRUNCATE a, b; LOCK TABLE c", {"f s.p", "r a", "r b", "r c"}},
      {"WITH t AS (SELECT 1) INSERT INTO t SELECT * FROM t", {"r t"}},
      {"BEGIN ATOMIC SELECT CASE WHEN f(1) THEN 1 END FROM t; INSERT INTO s.u VALUES (1); END",
       {"f f", "r t", "r s.u"}},
      {"RETURN s.f($1)", {"f s.f"}},
  };
  for (const NamesCase& c : cases) {
    CAPTURE(c.text);
    const Names names = names_in_body(c.text, "sql");
    CHECK(shown(c.text, names) == c.names);
    CHECK_FALSE(names.error);
  }
  CHECK(names_in_body("BEGIN ATOMIC SELECT 1; SELECT = 2; END", "sql").error->offset == 30);
  CHECK(names_in_body("not SQL at all (", "plpython3u").names.empty());
  CHECK_FALSE(names_in_body("not SQL at all (", "c").error);
}

TEST_CASE("names in PL/pgSQL bodies") {
  const std::vector<NamesCase> cases = {
      {"BEGIN UPDATE dispatch.incident SET status = 'closed' WHERE incident.id = close.id; END",
       {"r dispatch.incident"}},
      {"DECLARE a s.ty; b t.c%TYPE := f(1); r s.u%ROWTYPE; x int[] DEFAULT '{}'; k CONSTANT numeric(4,2) NOT NULL = "
       "g(); "
       "al ALIAS FOR $1; BEGIN END;",
       {"t s.ty", "r t", "f f", "r s.u", "f g"}},
      {"DECLARE c CURSOR (k s.ty, l int) FOR SELECT * FROM t WHERE x = k; d NO SCROLL CURSOR IS TABLE u; BEGIN "
       "OPEN c(f(1)); OPEN e FOR SELECT * FROM v; OPEN e FOR EXECUTE g('x') USING h(); FETCH NEXT FROM c INTO r; CLOSE "
       "c; END",
       {"t s.ty", "r t", "r u", "f f", "r v", "f g", "f h"}},
      {"BEGIN x := f(1); y = (SELECT max(a) FROM t); z.f[g(2)] := 1; n := count(*) FROM u; END",
       {"f f", "f max", "r t", "f g", "f count", "r u"}},
      {"BEGIN IF f() THEN g := 1; ELSIF EXISTS (SELECT 1 FROM t) THEN PERFORM s.p(1) FROM u; ELSE CALL q(); END IF; "
       "END",
       {"f f", "r t", "f s.p", "r u", "f q"}},
      {"BEGIN CASE f(x) WHEN 1, 2 THEN NULL; ELSE DELETE FROM t; END CASE; CASE WHEN g() THEN NULL; END CASE; END",
       {"f f", "r t", "f g"}},
      {"BEGIN FOR i IN REVERSE f(1)..g(10) BY h(2) LOOP NULL; END LOOP; FOR r IN SELECT * FROM t LOOP CONTINUE WHEN "
       "k(); "
       "END LOOP; FOR r IN c LOOP EXIT; END LOOP; FOR r IN c(a := l()) LOOP END LOOP; "
       "FOR r IN EXECUTE m() USING n() LOOP END LOOP; FOREACH e SLICE 1 IN ARRAY o() LOOP END LOOP; END",
       {"f f", "f g", "f h", "r t", "f k", "f l", "f m", "f n", "f o"}},
      {"BEGIN FOR r IN EXPLAIN (COSTS off, ANALYZE) SELECT f(1) FROM t LOOP RETURN NEXT r; END LOOP; END", {"f f", "r t"}},
      {"<<outer>> BEGIN <<inner>> WHILE f() LOOP EXIT inner WHEN g(); END LOOP inner; BEGIN NULL; END; END outer;",
       {"f f", "f g"}},
      {"BEGIN SELECT a, b INTO STRICT x, y.z[1] FROM t WHERE f(a); INSERT INTO u VALUES (1) RETURNING id INTO v; "
       "EXECUTE 'x' || g() INTO w USING h(1), 2; END",
       {"r t", "f f", "r u", "f g", "f h"}},
      {"BEGIN RETURN QUERY SELECT * FROM t; RETURN QUERY EXECUTE f() USING g(); RETURN NEXT h(); RETURN; RETURN k(); "
       "END",
       {"r t", "f f", "f g", "f h", "f k"}},
      {"BEGIN RAISE NOTICE 'a % %', f(1), (SELECT 1 FROM t) USING HINT = g(), ERRCODE = 'x'; RAISE; ASSERT h(), 'no'; "
       "END",
       {"f f", "r t", "f g", "f h"}},
      {"BEGIN INSERT INTO t VALUES (1); EXCEPTION WHEN unique_violation OR SQLSTATE '23000' THEN "
       "GET STACKED DIAGNOSTICS m = MESSAGE_TEXT; INSERT INTO u VALUES (m); WHEN OTHERS THEN ROLLBACK; END",
       {"r t", "r u"}},
      {"#variable_conflict use_column\nBEGIN CREATE TEMP TABLE tmp AS SELECT * FROM t; SELECT * INTO r FROM tmp; END",
       {"r t"}},
      {"BEGIN /* END; */ open := 1; -- END\n é := 'END;' || ñ(1); END", {"f ñ"}},
      {"BEGIN EXECUTE $x$ SELECT * FROM hidden $x$; COMMIT AND CHAIN; MERGE INTO t USING u ON true WHEN MATCHED THEN "
       "DELETE; END",
       {"r t", "r u"}},
  };
  for (const NamesCase& c : cases) {
    CAPTURE(c.text);
    const Names names = names_in_body(c.text, "plpgsql");
    CHECK(shown(c.text, names) == c.names);
    if (names.error) FAIL_CHECK(names.error->message);
  }
}

TEST_CASE("errors in PL/pgSQL bodies point at their byte") {
  const std::vector<ErrorCase> cases = {
      {"BEGIN UPDATE t SET x = = 1; END", 23},
      {"BEGIN /* é */ UPDATE t SET x = = 1; END", 32},
      {"BEGIN IF a = = b THEN NULL; END IF; END", 13},
      {"BEGIN IF a THN b; END IF; END", 15},
      {"BEGIN IF a THEN NULL; END; END", 25},
      {"BEGIN LOOP NULL; END LOOP END", 26},
      {"BEGIN foo bar; END", 6},
      {"BEGIN IF THEN NULL; END IF; END", 9},
      {"BEGIN NULL; END END", 16},
      {"BEGIN SELECT 1 INTO INTO x; END", 20},
      {"BEGIN x := select; END", 11},
      {"BEGIN x := (1; END", 13},
      {"BEGIN NULL; END; more", 17},
      {"BEGIN NULL;", 11},
      {"SELECT 1", 0},
      {"DECLARE a; BEGIN END", 9},
      {"DECLARE a int BEGIN END", 20},
      {"BEGIN x := 'open; END", 11},
      {"BEGIN SELECT 1 INTO ; END", 20},
      {"", 0},
  };
  for (const ErrorCase& c : cases) {
    CAPTURE(c.text);
    const Names names = names_in_body(c.text, "plpgsql");
    REQUIRE(names.error);
    CAPTURE(names.error->message);
    CHECK(names.error->offset == c.offset);
    CHECK(names.error->certain);
  }
  const std::string broken = "BEGIN SELECT f(1) INTO x; IF y SELECT * FROM s.t; END";
  CHECK(shown(broken, names_in_body(broken, "plpgsql")) == Strings{"f f", "r s.t"});
}

TEST_CASE("odd texts neither crash nor hang") {
  const std::vector<std::string> odd = {std::string("SELECT 1\0 FROM t", 16),
                                        "\xff\xfe",
                                        "SELECT '\xc3'",
                                        "'",
                                        "\"",
                                        "$$",
                                        "$",
                                        "/*",
                                        "/* /* */",
                                        "\\",
                                        "%",
                                        "E'\\",
                                        "U&\"",
                                        "1e",
                                        "::",
                                        "SELECT 1" + repeated("+1", 5000),
                                        "SELECT " + repeated("(", 20000),
                                        "SELECT " + repeated("f(", 2000) + "1" + repeated(")", 2000),
                                        repeated("BEGIN ", 5000),
                                        repeated("IF a THEN ", 5000),
                                        "BEGIN " + repeated("<<a>>", 5000),
                                        repeated("x", 1 << 17),
                                        repeated("a.", 1 << 14),
                                        repeated("[", 1 << 15),
                                        repeated("'", (1 << 17) + 1)};
  for (const std::string& text : odd) {
    CAPTURE(text.substr(0, 40));
    names_in_expression(text);
    names_in_type(text);
    names_in_body(text, "sql");
    names_in_body("BEGIN " + text, "plpgsql");
    names_in_body(text, "plpgsql");
    split_statements(text);
    canonical_type(text);
    written_type(text);
    quote_ident(text);
    const std::string quoted = dollar_quote(text);
    CHECK(quoted.size() >= text.size() + 4);
  }
  for (const std::string& text : {odd[0], odd[1], odd[2], odd[3]}) CHECK(names_in_query(text).error);
  // Deep enough to overflow a usual stack inside libpg_query.
  const std::string sum = "SELECT f(1)" + repeated("+1", 100000) + "+g(1)";
  CHECK(names_in_query(sum).names.size() == 3);
  const Names too_long = names_in_query("SELECT * FROM t WHERE x = '" + repeated("x", 1 << 20) + "'");
  CHECK(too_long.names.size() == 1);
  REQUIRE(too_long.error);
  CHECK_FALSE(too_long.error->certain);
}

TEST_CASE("files are split into statements") {
  struct Case {
    std::string text;
    Strings pieces;
  };
  const std::vector<Case> cases = {
      {"", {}},
      {" ; ;; -- x", {}},
      {"SELECT 1; SELECT 2", {"SELECT 1", "SELECT 2"}},
      {"-- a;\n/* b; /* c; */ ; */ SELECT 1 -- d;\n ; SELECT 2;", {"SELECT 1", "SELECT 2"}},
      {"SELECT ';', E'\\';', \";\", $$;$$, $a$;$$;$a$; SELECT 2",
       {"SELECT ';', E'\\';', \";\", $$;$$, $a$;$$;$a$", "SELECT 2"}},
      {"CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2); SELECT 3",
       {"CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)", "SELECT 3"}},
      {"CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; "
       "SELECT 3",
       {"CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
        "SELECT 3"}},
      {"BEGIN; CREATE TABLE t (a int); END; SELECT 1", {"BEGIN", "CREATE TABLE t (a int)", "END", "SELECT 1"}},
      {"\\restrict abc\nSELECT 1;\n\\connect db\nSELECT 2 \\gexec\n",
       {"meta \\restrict abc", "SELECT 1", "meta \\connect db", "SELECT 2", "meta \\gexec"}},
      {"COPY s.t (a, b) FROM stdin;\n1\t'x;\n2\t\\N\n\\.\nSELECT 1;",
       {"copy COPY s.t (a, b) FROM stdin|1\t'x;\n2\t\\N\n", "SELECT 1"}},
      {"COPY t FROM STDIN WITH (FORMAT csv);\r\n\\.\r\nSELECT 1",
       {"copy COPY t FROM STDIN WITH (FORMAT csv)|", "SELECT 1"}},
      {"COPY t FROM '/tmp/x'; SELECT 1", {"COPY t FROM '/tmp/x'", "SELECT 1"}},
      {"COPY t FROM stdin;\nno end", {"copy COPY t FROM stdin|no end"}},
      {"SELECT 'open; SELECT 2", {"SELECT 'open; SELECT 2"}},
      {"SELECT 1 /* open", {"SELECT 1 /* open"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    Strings pieces;
    for (const Statement& s : split_statements(c.text)) {
      std::string piece = s.kind == StatementKind::meta ? "meta " : s.kind == StatementKind::copy ? "copy " : "";
      piece += c.text.substr(s.begin, s.end - s.begin);
      if (s.kind == StatementKind::copy) piece += "|" + c.text.substr(s.data_begin, s.data_end - s.data_begin);
      pieces.push_back(piece);
    }
    CHECK(pieces == c.pieces);
  }
}

TEST_CASE("arrays of varchar are written as the server reads them") {
  auto same = [](std::string_view text) { CHECK(without_array_casts(text) == text); };
  CHECK(without_array_casts("(a)::text = ANY ((ARRAY['x'::character varying, 'y, ]'')'::character varying])::text[])") ==
        "(a)::text = ANY (ARRAY['x'::character varying, 'y, ]'')'::character varying])");
  CHECK(without_array_casts("b AND ((a)::text <> ALL ((ARRAY[(c || 'd')::character varying])::text[])) OR e") ==
        "b AND ((a)::text <> ALL (ARRAY[(c || 'd')::character varying])) OR e");
  same("(a)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text])");
  same("(a)::text = ANY ((ARRAY['x'::name])::text[])");
  same("a = ANY ((ARRAY['x'::character varying])::text[])");
  same("f((ARRAY['x'::character varying])::text[])");
  same("(a)::text = ANY ((ARRAY['x'::character varying");
}
