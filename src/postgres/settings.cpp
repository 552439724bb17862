#include "postgres/settings.hpp"

#include "kinds/settings.hpp"
#include "sql/quote.hpp"

namespace schema::postgres {

std::string setting_sql(const std::string& name, const std::string& value) {
  auto out = sql::quote_ident(name) + " TO ";
  if (!is_list_parameter(name)) return out + sql::quote_literal(value);
  auto items = split_list_parameter(value);
  if (items.empty()) out += "''";
  for (size_t i = 0; i < items.size(); ++i) out += (i ? ", " : "") + sql::quote_literal(items[i]);
  return out;
}

void alter_settings(std::string_view prefix, const Options& from, const Options& to, Script& out) {
  for (auto& [name, value] : from)
    if (!to.contains(name)) out.add(prefix) << "RESET " << sql::quote_ident(name);
  for (auto& [name, value] : to)
    if (auto old = from.find(name); old == from.end() || old->second != value)
      out.add(prefix) << "SET " << setting_sql(name, value);
}

}  // namespace schema::postgres
