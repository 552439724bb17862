#include "kinds/column.hpp"
#include "kinds/composite.hpp"
#include "kinds/table.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind of_type_kind;
}

namespace schema::postgres {

namespace {

void inspect_typed_tables(Inspector& db) {
  db.query(R"(
    SELECT c.oid, c.reloftype FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.reloftype <> 0 AND $user(pg_class, c.oid) ORDER BY n.nspname, c.relname)",
           [&](Row& row) {
             auto table = db.find(Class::relation, row.oid());
             auto composite = is<Composite>(db.find(Class::type, row.oid()));
             if (!table || !composite) return;
             auto typed = make<OfType>(of_type_kind, "", table->name, table);
             typed->of = as<Table>(*table).of;
             typed->take_columns(*composite);
             typed->needs.push_back({const_cast<Composite*>(composite), false});
             for (auto child : table->children)
               if (child->kind->is_column) typed->needs.push_back({child, false});
             db.add(std::move(typed));
           });
}

Statement& alter_table(const Resource& r, Script& out) {
  return out.add(fmt::format("ALTER TABLE {} ", table_of(r))).locks_on(*r.parent, Lock::access_exclusive);
}

/// Columns of a typed table cannot be changed but through the type, which changes them in all such tables, drops what
/// depends on them and cannot convert values (manual: sql-altertype, CASCADE). So the table is a plain one meanwhile.
void create(const Creation& c, Script& out) {
  if (!c.folded(c.resource)) alter_table(c.resource, out) << "OF " << qualified(*as<OfType>(c.resource).of.to);
}

void drop(const Resource& r, Script& out) { alter_table(r, out) << "NOT OF"; }

void define(const Creation& c, Statement& s) { s << " OF " << qualified(*as<OfType>(c.resource).of.to); }

/// The table keeps its columns in their order, and gets new ones at the end: whether that is not the type's order.
bool needs_rebuild(const PartChange& change) {
  if (!change.to) return false;
  auto& columns = as<OfType>(*change.to).columns;
  size_t place = 0;
  for (auto child : change.parent.children) {
    auto named = [&](const CompositeField& column) { return child->kind->is_column && column.name == child->name; };
    if (std::none_of(columns.begin(), columns.end(), named)) continue;
    if (!named(columns[place++])) return true;
  }
  return false;
}

}  // namespace

extern const Support of_type_support;
const Support of_type_support = {
    inspect_typed_tables, {.create = create, .drop = drop, .define = define, .needs_rebuild = needs_rebuild}};

}  // namespace schema::postgres
