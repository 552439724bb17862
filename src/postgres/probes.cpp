#include "postgres/probes.hpp"

#include "kinds/routine.hpp"
#include "postgres/casts.hpp"
#include "sql/names.hpp"
#include "sql/quote.hpp"
#include "sql/type_names.hpp"

namespace schema::postgres {

namespace {

std::string key_of(const Resource& table) {
  for (auto child : table.children)
    if (auto key = is<PrimaryKey>(child)) return fmt::format("{}", fmt::join(quoted(key->columns), ", "));
  return "ctid";
}

std::string name_of(const Resource& table) { return sql::quote_qualified(table.schema, table.name); }

}  // namespace

std::vector<std::string> quoted(const std::vector<ColumnName>& columns) {
  std::vector<std::string> out;
  for (auto& c : columns) out.push_back(sql::quote_ident(c.name));
  return out;
}

std::string probe_rows(const Resource& table, std::string_view condition) {
  // The line end closes a comment in what a user wrote.
  return fmt::format("SELECT {} FROM {} WHERE {}\n", key_of(table), name_of(table), condition);
}

std::string probe_duplicates(const Resource& table, const std::vector<std::string>& columns, bool nulls_distinct,
                             std::string_view where) {
  std::string condition = where.empty() ? "true" : fmt::format("({}\n)", where);
  if (nulls_distinct)
    for (auto& column : columns) condition += fmt::format(" AND ({}) IS NOT NULL", column);
  auto list = fmt::format("{}", fmt::join(columns, ", "));
  return fmt::format("SELECT {0} FROM {1} WHERE {2} GROUP BY {0} HAVING count(*) > 1", list, name_of(table), condition);
}

std::string probe_orphans(const ForeignKey& fk) {
  if (fk.ref_columns.empty() || fk.columns.size() != fk.ref_columns.size()) return {};
  std::string given, same;
  for (size_t i = 0; i < fk.columns.size(); ++i) {
    auto to = fk.ref_columns[i].to;
    if (!to || !to->parent) return {};
    auto column = sql::quote_ident(fk.columns[i].name);
    given += fmt::format("{}{} IS NOT NULL", i ? " AND " : "", column);
    same += fmt::format("{}referred.{} = {}.{}", i ? " AND " : "", sql::quote_ident(to->name),
                        sql::quote_ident(fk.parent->name), column);
  }
  return probe_rows(*fk.parent, fmt::format("{} AND NOT EXISTS (SELECT FROM {} AS referred WHERE {})", given,
                                            name_of(*fk.ref_columns[0].to->parent), same));
}

namespace {

/// What a text of the type looks like, at least: nothing that the server takes is left out.
std::string_view look_of(std::string_view type) {
  if (type == "smallint" || type == "integer" || type == "bigint") return R"(^\s*[-+]?[0-9][0-9a-fx_o]*\s*$)";
  if (type == "uuid") return R"(^\{?([0-9a-f]{4}-?){8}\}?$)";
  return {};
}

/// Values that numeric(precision, scale) has no room for.
std::string too_large(const std::string& column, std::string_view type) {
  int precision = 0, scale = 0;
  auto read = std::sscanf(std::string(type).c_str(), "numeric(%d,%d)", &precision, &scale);
  return read < 1 ? std::string()
                  : fmt::format("abs(round({}::numeric, {})) >= 1e{}", column, scale, precision - scale);
}

}  // namespace

std::string probe_misfits(const Column& from, const Column& to) {
  auto column = sql::quote_ident(from.name);
  auto old_type = sql::without_type_arguments(from.type.text), type = sql::without_type_arguments(to.type.text);
  auto open = to.type.text.find('(');
  if (type == "character varying" && open != std::string::npos)
    return probe_rows(*from.parent, fmt::format("length({}::text) > {}", column,
                                                std::strtol(to.type.text.c_str() + open + 1, nullptr, 10)));
  auto text = text_to_read(from, to);
  if (auto look = look_of(type); !text.empty() && !look.empty())
    return probe_rows(*from.parent, fmt::format("{} !~* {}", text, sql::quote_literal(look)));
  constexpr std::string_view kNumbers[] = {"smallint", "integer", "bigint", "numeric", "real", "double precision"};
  bool number = std::find(std::begin(kNumbers), std::end(kNumbers), old_type) != std::end(kNumbers);
  if (auto large = too_large(column, to.type.text); number && !large.empty()) return probe_rows(*from.parent, large);
  if (number && type == "bigint")
    return probe_rows(*from.parent, column + " NOT BETWEEN -9223372036854775808 AND 9223372036854775807");
  if (number && type == "integer") return probe_rows(*from.parent, column + " NOT BETWEEN -2147483648 AND 2147483647");
  if (number && type == "smallint") return probe_rows(*from.parent, column + " NOT BETWEEN -32768 AND 32767");
  return {};
}

bool is_volatile(const ColumnDefault& value) {
  if (value.expr.literal == Literal::yes) return false;
  // The volatile ones among the server's functions that somebody may want as a default (pg_proc.provolatile).
  constexpr std::string_view kVolatile[] = {"random",          "gen_random_uuid",  "uuidv4",          "uuidv7",
                                            "clock_timestamp", "timeofday",        "nextval",         "setval",
                                            "random_normal",   "uuid_generate_v1", "uuid_generate_v4"};
  for (auto& edge : value.needs)
    if (auto function = is<Function>(edge.to); function && function->volatility.text == "volatile") return true;
  for (auto& name : sql::names_in_expression(value.expr.text).names)
    if (name.kind == sql::NameKind::routine &&
        std::find(std::begin(kVolatile), std::end(kVolatile), name.name) != std::end(kVolatile))
      return true;
  return false;
}

}  // namespace schema::postgres
