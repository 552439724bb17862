#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sql/type_names.hpp"

using namespace schema::sql;
using Strings = std::vector<std::string>;

TEST_CASE("types of .schema files become the server's text") {
  struct Case {
    TypeSpec spec;
    std::string canonical;
  };
  const std::vector<Case> cases = {
      {{"int"}, "integer"},
      {{"int4"}, "integer"},
      {{"BigInt"}, "bigint"},
      {{"int8", {}, true}, "bigint[]"},
      {{"varchar", {"255"}}, "character varying(255)"},
      {{"character_varying", {"255"}}, "character varying(255)"},
      {{"character varying"}, "character varying"},
      {{"decimal", {"10", "2"}}, "numeric(10,2)"},
      {{"numeric", {"10"}}, "numeric(10,0)"},
      {{"numeric"}, "numeric"},
      {{"bool"}, "boolean"},
      {{"float"}, "double precision"},
      {{"float", {"20"}}, "real"},
      {{"float", {"25"}}, "double precision"},
      {{"float8"}, "double precision"},
      {{"double_precision"}, "double precision"},
      {{"timestamptz", {"3"}}, "timestamp(3) with time zone"},
      {{"timestamptz"}, "timestamp with time zone"},
      {{"timestamp", {"9"}}, "timestamp(6) without time zone"},
      {{"timetz", {"0"}}, "time(0) with time zone"},
      {{"time"}, "time without time zone"},
      {{"char", {"3"}}, "character(3)"},
      {{"char"}, "character(1)"},
      {{"bpchar"}, "bpchar"},
      {{"bpchar", {"3"}}, "character(3)"},
      {{"bit"}, "bit(1)"},
      {{"varbit", {"8"}}, "bit varying(8)"},
      {{"interval"}, "interval"},
      {{"interval", {"3"}}, "interval(3)"},
      {{"interval", {"day to second"}}, "interval day to second"},
      {{"interval", {"day to second(4)"}}, "interval day to second(4)"},
      {{"interval", {"day to second", "4"}}, "interval day to second(4)"},
      {{"day_to_second", {"4"}}, "interval day to second(4)"},
      {{"interval_year_to_month"}, "interval year to month"},
      {{"second", {"1"}}, "interval second(1)"},
      {{"uuid", {}, true}, "uuid[]"},
      {{"any"}, "\"any\""},
      {{"regclass"}, "regclass"},
      {{"tstzmultirange"}, "tstzmultirange"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.spec.name);
    CHECK(canonical_type(c.spec) == c.canonical);
    CHECK_FALSE(type_argument_error(c.spec));
  }
  for (const std::string name : {"serial", "status", "", "hstore", "date_time"}) {
    CAPTURE(name);
    CHECK_FALSE(canonical_type(TypeSpec{name}));
  }
  const std::vector<TypeSpec> wrong = {{"integer", {"4"}},       {"varchar", {"0"}},      {"varchar", {"1", "2"}},
                                       {"numeric", {"0"}},       {"numeric", {"1", "x"}}, {"timestamp", {"-1"}},
                                       {"interval", {"weekly"}}, {"year", {"2"}},         {"float", {"99"}},
                                       {"text", {"10"}},         {"bit", {"many"}},       {"numeric", {"1", "2", "3"}}};
  for (const TypeSpec& spec : wrong) {
    CAPTURE(spec.name);
    CHECK(type_argument_error(spec));
  }
}

TEST_CASE("types in SQL become the server's text, and the way back") {
  const std::vector<std::pair<std::string, std::string>> read = {
      {"varchar(20)[]", "character varying(20)[]"},
      {"timestamp(3) with time zone", "timestamp(3) with time zone"},
      {"TIMESTAMP WITHOUT TIME ZONE", "timestamp without time zone"},
      {"int[][]", "integer[]"},
      {"int[3][4]", "integer[]"},
      {"int ARRAY[4]", "integer[]"},
      {"pg_catalog.int4", "integer"},
      {"pg_catalog.\"char\"", "\"char\""},
      {"\"char\"", "\"char\""},
      {"char", "character(1)"},
      {"national character varying (3)", "character varying(3)"},
      {"numeric(10, 2)", "numeric(10,2)"},
      {"numeric(3,-2)", "numeric(3,-2)"},
      {"interval day to second(4)", "interval day to second(4)"},
      {"interval(3)", "interval(3)"},
      {"double  precision", "double precision"},
      {" text -- note", "text"},
  };
  for (const auto& [text, canonical] : read) {
    CAPTURE(text);
    CHECK(canonical_type(std::string_view(text)) == canonical);
  }
  for (const std::string_view text :
       {"year", "\"integer\"", "s.int4", "int4 x", "varchar(", "int[", "", "setof int", "pg_catalog.integer", "1"}) {
    CAPTURE(text);
    CHECK_FALSE(canonical_type(text));
  }
  const std::vector<std::pair<std::string, std::string>> written = {
      {"character varying(255)", "varchar(255)"},
      {"character(1)", "char(1)"},
      {"timestamp(3) with time zone", "timestamptz(3)"},
      {"time without time zone[]", "time[]"},
      {"double precision", "double_precision"},
      {"numeric(10,2)", "numeric(10, 2)"},
      {"interval day to second(4)", "interval(\"day to second\", 4)"},
      {"interval(3)", "interval(3)"},
      {"bit varying(3)", "varbit(3)"},
      {"text[]", "text[]"},
      {"\"any\"", "any"},
      {"\"char\"", ""},
      {"\"char\"[]", ""},
      {"dispatch.status", ""},
      {"geometry(Point,4326)", ""},
      {"", ""},
  };
  for (const auto& [canonical, word] : written) {
    CAPTURE(canonical);
    CHECK(written_type(canonical) == word);
  }
  CHECK(without_type_arguments("timestamp(3) with time zone[]") == "timestamp with time zone[]");
  CHECK(without_type_arguments("interval day to second(4)") == "interval");
}

TEST_CASE("every word for a type has a canonical form that reads back as itself") {
  for (const std::string_view word : type_words()) {
    CAPTURE(word);
    const auto canonical = canonical_type(TypeSpec{std::string(word)});
    REQUIRE(canonical);
    CHECK_FALSE(written_type(*canonical).empty());
    if (*canonical != "\"any\"") CHECK(canonical_type(std::string_view(*canonical)) == canonical);
  }
  CHECK(serial_base("bigserial") == "bigint");
  CHECK(serial_base("serial4") == "integer");
  CHECK_FALSE(serial_base("integer"));
}
