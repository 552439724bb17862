#include "postgres/support.hpp"

#include "kinds/inherit.hpp"
#include "postgres/backend.hpp"

namespace schema::postgres {

#define REDSHIFT_KIND(name)
#define KIND(name) extern const Support name##_support;
#include "kinds/kinds.def"
#undef KIND
}  // namespace schema::postgres

namespace schema {
#define KIND(name) extern const Kind name##_kind;
#include "kinds/kinds.def"
#undef KIND
}  // namespace schema

namespace schema::postgres {

const Support& support(const Kind& kind) {
  static const Support none;
  static const std::unordered_map<const Kind*, const Support*> all = {
#define REDSHIFT_KIND(name)
#define KIND(name) {&name##_kind, &name##_support},
#include "kinds/kinds.def"
#undef KIND
  };
  auto found = all.find(&kind);
  return found == all.end() ? none : *found->second;
}

const Renderer& Postgres::renderer(const Kind& kind) const { return support(kind).render; }

std::string only_table_of(const Resource& child) {
  auto table = is<Table>(child.parent);
  return (table && table->has_heirs ? "ONLY " : "") + table_of(child);
}

bool retypes(const Change& change) {
  return change.from.kind->is_column && (change.has("type") || change.has("collate"));
}

std::string column_list(const std::vector<ColumnName>& columns) {
  std::string out;
  for (auto& c : columns) out += (out.empty() ? "" : ", ") + sql::quote_ident(c.name);
  return out;
}

std::string option_list(const Options& options) {
  std::string out;
  // An option of a TOAST table is written toast.name: the dot must stay outside quotes.
  for (auto& [name, value] : options)
    out += fmt::format("{}{}={}", out.empty() ? "" : ", ", name, sql::quote_literal(value));
  return out;
}

void alter_options(std::string_view prefix, const Options& from, const Options& to, Lock lock, Script& script) {
  Options set, reset;
  for (auto& [name, value] : to)
    if (auto it = from.find(name); it == from.end() || it->second != value) set[name] = value;
  for (auto& [name, value] : from)
    if (!to.contains(name)) reset[name] = value;
  if (!set.empty()) script.add(prefix).locks(lock) << "SET (" << option_list(set) << ")";
  if (reset.empty()) return;
  std::string names;
  for (auto& [name, value] : reset) names += (names.empty() ? "" : ", ") + name;
  script.add(prefix).locks(lock) << "RESET (" << names << ")";
}

std::string operator_name(const Name& name) {
  return name.schema.empty() ? name.name : sql::quote_ident(name.schema) + "." + name.name;
}

std::string operator_sql(const Name& name) {
  return name.schema.empty() ? name.name : "OPERATOR(" + operator_name(name) + ")";
}

std::string name_sql(const Name& name) { return sql::quote_qualified(name.schema, name.name); }

}  // namespace schema::postgres
