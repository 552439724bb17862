#include "postgres/known_casts.hpp"

#include <unordered_map>

#include "sql/type_names.hpp"

namespace schema::postgres {

int cast_family(std::string_view type) {
  static const std::unordered_map<std::string_view, int> families = {{"smallint", 1},
                                                                     {"integer", 1},
                                                                     {"bigint", 1},
                                                                     {"numeric", 1},
                                                                     {"real", 1},
                                                                     {"double precision", 1},
                                                                     {"date", 2},
                                                                     {"timestamp without time zone", 2},
                                                                     {"timestamp with time zone", 2},
                                                                     {"time without time zone", 3},
                                                                     {"time with time zone", 3},
                                                                     {"interval", 4},
                                                                     {"bit", 5},
                                                                     {"bit varying", 5},
                                                                     {"inet", 6},
                                                                     {"cidr", 6},
                                                                     {"json", 7},
                                                                     {"jsonb", 7},
                                                                     {"macaddr", 8},
                                                                     {"macaddr8", 8},
                                                                     {"oid", 9},
                                                                     {"regclass", 9}};
  auto it = families.find(type);
  return it == families.end() ? 0 : it->second;
}

bool is_text(std::string_view type) {
  return type == "text" || type == "character varying" || type == "character" || type == "name" || type == "\"char\"";
}

namespace {

/// Types that have casts only within their family and to these others (\dC of PostgreSQL 15).
constexpr std::pair<std::string_view, std::string_view> kOtherCasts[] = {
    {"integer", "bit"},
    {"integer", "boolean"},
    {"integer", "money"},
    {"integer", "oid"},
    {"smallint", "oid"},
    {"smallint", "regclass"},
    {"integer", "regclass"},
    {"bigint", "bit"},
    {"bigint", "oid"},
    {"bigint", "money"},
    {"numeric", "money"},
    {"money", "numeric"},
    {"bigint", "regclass"},
    {"bit", "bigint"},
    {"bit", "integer"},
    {"boolean", "integer"},
    {"oid", "bigint"},
    {"oid", "integer"},
    {"regclass", "bigint"},
    {"regclass", "integer"},
    {"interval", "time without time zone"},
    {"time without time zone", "interval"},
    {"timestamp without time zone", "time without time zone"},
    {"timestamp with time zone", "time without time zone"},
    {"timestamp with time zone", "time with time zone"},
    {"jsonb", "boolean"},
    {"jsonb", "smallint"},
    {"jsonb", "integer"},
    {"jsonb", "bigint"},
    {"jsonb", "numeric"},
    {"jsonb", "real"},
    {"jsonb", "double precision"},
    {"point", "box"},
    {"box", "point"},
    {"box", "lseg"},
    {"box", "polygon"},
    {"box", "circle"},
    {"lseg", "point"},
    {"path", "polygon"},
    {"polygon", "point"},
    {"polygon", "box"},
    {"polygon", "path"},
    {"polygon", "circle"},
    {"circle", "point"},
    {"circle", "box"},
    {"circle", "polygon"},
    {"int4range", "int4multirange"},
    {"int8range", "int8multirange"},
    {"numrange", "nummultirange"},
    {"daterange", "datemultirange"},
    {"tsrange", "tsmultirange"},
    {"tstzrange", "tstzmultirange"},
};

/// Types without a family all of whose casts are known here.
constexpr std::string_view kLoners[] = {
    "boolean",       "uuid",         "bytea",          "xml",           "tsvector",       "tsquery",
    "jsonpath",      "pg_lsn",       "money",          "point",         "line",           "lseg",
    "box",           "path",         "polygon",        "circle",        "int4range",      "int8range",
    "numrange",      "tsrange",      "tstzrange",      "daterange",     "int4multirange", "int8multirange",
    "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange"};

bool is_known(std::string_view type) {
  return cast_family(type) != 0 || is_text(type) ||
         std::find(std::begin(kLoners), std::end(kLoners), type) != std::end(kLoners);
}

}  // namespace

bool may_cast(std::string_view from, std::string_view to) {
  std::string old_type(sql::without_type_arguments(from)), new_type(sql::without_type_arguments(to));
  bool old_array = old_type.ends_with("[]"), new_array = new_type.ends_with("[]");
  if ((is_text(old_type) && !old_array) || (is_text(new_type) && !new_array)) return true;
  if (old_array) old_type.resize(old_type.size() - 2);
  if (new_array) new_type.resize(new_type.size() - 2);
  if (!is_known(old_type) || !is_known(new_type)) return true;
  if (old_array != new_array) return false;
  if (old_type == new_type || is_text(old_type) || is_text(new_type)) return true;
  if (cast_family(old_type) != 0 && cast_family(old_type) == cast_family(new_type)) return true;
  std::pair<std::string_view, std::string_view> wanted(old_type, new_type);
  return std::find(std::begin(kOtherCasts), std::end(kOtherCasts), wanted) != std::end(kOtherCasts);
}

}  // namespace schema::postgres
