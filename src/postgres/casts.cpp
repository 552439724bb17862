#include "postgres/casts.hpp"

#include "kinds/composite.hpp"
#include "sql/quote.hpp"
#include "sql/type_names.hpp"

namespace schema::postgres {

namespace {

/// Within a family every pair has an assignment cast (manual: catalog-pg-cast; \dC of PostgreSQL 15).
int family(std::string_view type) {
  static const std::unordered_map<std::string_view, int> families = {
      {"smallint", 1}, {"integer", 1}, {"bigint", 1}, {"numeric", 1}, {"real", 1}, {"double precision", 1},
      {"date", 2}, {"timestamp without time zone", 2}, {"timestamp with time zone", 2},
      {"time without time zone", 3}, {"time with time zone", 3}, {"interval", 4},
      {"bit", 5}, {"bit varying", 5}, {"inet", 6}, {"cidr", 6}, {"json", 7}, {"jsonb", 7}, {"macaddr", 8}, {"macaddr8", 8},
      {"oid", 9}, {"regclass", 9}};
  auto it = families.find(type);
  return it == families.end() ? 0 : it->second;
}

bool is_text(std::string_view type) {
  return type == "text" || type == "character varying" || type == "character" || type == "name" || type == "\"char\"";
}

/// The length of "character varying(20)"; 0 if there is none.
long length(std::string_view type) {
  auto open = type.find('(');
  return open == std::string_view::npos ? 0 : std::strtol(std::string(type.substr(open + 1)).c_str(), nullptr, 10);
}

}  // namespace

namespace {

/// A row type's fields keep their values by name, where its text would give them by place. Empty for other types.
std::string by_field_name(const Column& from, const Column& to) {
  auto old_type = dynamic_cast<const Composite*>(from.type.named.to);
  auto new_type = dynamic_cast<const Composite*>(to.type.named.to);
  if (!old_type || !new_type || from.type.array) return {};
  auto column = sql::quote_ident(to.name);
  std::string fields;
  for (auto& field : new_type->attributes) {
    auto same = [&](const CompositeField& old) { return old.name == field.name; };
    bool kept = std::any_of(old_type->attributes.begin(), old_type->attributes.end(), same);
    auto name = sql::quote_ident(field.name);
    fields += (fields.empty() ? "" : ", ") + (kept ? fmt::format("({}).{}::text::{}", column, name, field.type.text) : "NULL");
  }
  return fmt::format("CASE WHEN {0} IS DISTINCT FROM NULL THEN ROW({1})::{2} END", column, fields, to.type.text);
}

}  // namespace

std::string cast_expression(const Column& from, const Column& to) {
  auto old_type = sql::without_type_arguments(from.type.text), new_type = sql::without_type_arguments(to.type.text);
  // The same name on both sides of a retyping: the old type was set aside, and only text leads from it to the new one.
  bool set_aside = from.type == to.type && !from.type.named.empty();
  if (!set_aside && (old_type == new_type || is_text(new_type))) return {};
  if (!set_aside && family(old_type) != 0 && family(old_type) == family(new_type)) return {};
  if (auto row = by_field_name(from, to); !row.empty()) return row;
  auto column = sql::quote_ident(to.name);
  bool by_text = set_aside || !from.type.named.empty() || !to.type.named.empty();
  auto array = from.type.text.ends_with("[]") && to.type.text.ends_with("[]") ? "[]" : "";
  if (by_text && !is_text(old_type)) column += fmt::format("::text{}", array);
  return column + "::" + to.type.text;
}

bool rewrites(std::string_view from, std::string_view to) {
  auto old_type = sql::without_type_arguments(from), new_type = sql::without_type_arguments(to);
  bool varying_from = old_type == "character varying" || old_type == "text";
  bool varying_to = new_type == "character varying" || new_type == "text";
  if (varying_from && varying_to) return length(to) != 0 && (length(from) == 0 || length(to) < length(from));
  if (old_type == new_type && (old_type == "numeric" || old_type == "bit varying")) return length(to) != 0 && length(to) < length(from);
  return true;
}

}  // namespace schema::postgres
