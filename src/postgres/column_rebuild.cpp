#include "kinds/domain.hpp"
#include "kinds/inherit.hpp"
#include "kinds/rule.hpp"
#include "kinds/trigger.hpp"
#include "postgres/casts.hpp"
#include "postgres/column.hpp"

namespace schema::postgres {

namespace {

/// The server takes no other type for a column that tells rows to their partitions.
bool retypes_key(const PartChange& change) {
  auto table = is<Table>(&change.parent);
  bool retyped = change.has("type") || change.has("collate");
  if (!table || !table->partition || !change.from || !retyped) return false;
  auto& parts = table->partition->parts;
  return std::any_of(parts.begin(), parts.end(), [&](auto& part) { return part.column.name == change.from->name; });
}

/// Whether a new value of the type has to be looked at, be it NULL.
bool is_constrained(const Type& type) {
  auto domain = domain_of(type);
  return domain &&
         (!domain->null || !domain->default_value.empty() || !domain->children.empty() || is_constrained(domain->type));
}

/// Whether an UPDATE would do more than it says.
bool acts_on_update(const Resource& table) {
  return std::any_of(table.children.begin(), table.children.end(),
                     [](auto child) { return is<Trigger>(child) || is<Rule>(child); });
}

/// What gives all rows new values, or writes them anew, is refused where columns of other tables hold such rows. (A
/// plain default can be given otherwise: see starts_empty.)
bool writes_rows(const PartChange& change) {
  if (!change.to) return false;
  auto& column = as<Column>(*change.to);
  bool computed = column.identity || column.generated;
  if (!change.from)
    return computed || is_constrained(column.type) || (default_of(column) && acts_on_update(change.parent));
  return change.has("type") || change.has("collate") || (change.has("as") && computed);
}

/// A generated column becomes a plain one since version 13.
bool keeps_expression(const PartChange& change) {
  return change.server_version < 130000 && change.has("as") && change.from && change.to &&
         !as<Column>(*change.to).generated;
}

}  // namespace

bool column_needs_rebuild(const PartChange& change) {
  return retypes_key(change) || keeps_expression(change) || (change.stored && writes_rows(change));
}

Keeps column_writes_values(const Resource* from, const Resource& to, const FieldNames& fields) {
  auto& column = as<Column>(to);
  bool retyped = from && (contains(fields, "type") || contains(fields, "collate"));
  bool filled = !from && (column.identity || column.generated || default_of(column) || is_constrained(column.type));
  return retyped || filled ? Keeps::value : Keeps::none;
}

}  // namespace schema::postgres
