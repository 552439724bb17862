#include "kinds/inherit.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind inherits_kind;
}

namespace schema::postgres {

namespace {

void inspect_inheritance(Inspector& db) {
  db.query(R"(
    SELECT c.oid, array_agg(i.inhparent ORDER BY i.inhseqno)
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT c.relispartition AND c.relkind IN ('r', 'f') AND $user(pg_class, c.oid)
     GROUP BY c.oid, n.nspname, c.relname ORDER BY n.nspname, c.relname)",
           [&](Row& row) {
             auto table = db.find(Class::relation, row.oid());
             if (!table) return;
             auto inheritance = make<Inheritance>(inherits_kind, "", "", table);
             for (auto& oid : row.list()) {
               auto parent = db.find(Class::relation, static_cast<Oid>(std::stoul(oid)));
               if (!parent) continue;
               inheritance->parents.push_back(Ref{{}, parent->address, nullptr, {}});
               inheritance->needs.push_back({parent, false});
               need_shared(*inheritance, *parent, true);
               need_own(*parent, *table);
             }
             need_shared(*inheritance, *table, true);
             inheritance->local = local_columns(*table);
             if (!inheritance->parents.empty()) db.add(std::move(inheritance));
           });
}

void change(const Resource& r, std::string_view verb, const Ref& parent, Lock of_parent, Script& out) {
  if (parent.to)
    out.add(fmt::format("ALTER TABLE {} {} {}", table_of(r), verb, qualified(*parent.to)))
        .locks_on(*r.parent, Lock::access_exclusive)
        .locks_on(*parent.to, of_parent);
}

void define(const Creation& c, Statement& s) {
  std::string_view separator = " INHERITS (";
  for (auto& parent : as<Inheritance>(c.resource).parents)
    if (parent.to)
      s.locks_on(*parent.to, Lock::share_update_exclusive) << std::exchange(separator, ", ") << qualified(*parent.to);
  s << ")";
}

/// CREATE TABLE states it where it is folded.
void create(const Creation& c, Script& out) {
  if (c.folded(c.resource)) return;
  for (auto& parent : as<Inheritance>(c.resource).parents) change(c.resource, "INHERIT", parent, Lock::share_update_exclusive, out);
}

void drop(const Resource& r, Script& out) {
  for (auto& parent : as<Inheritance>(r).parents) change(r, "NO INHERIT", parent, Lock::access_share, out);
}

bool holds(const std::vector<ColumnName>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(), [&](auto& n) { return n.name == name; });
}

bool has_column(const Resource& table, std::string_view name) {
  return std::any_of(table.children.begin(), table.children.end(),
                     [&](auto child) { return is<Column>(child) && child->name == name; });
}

/// Whether the old link stays as it is, with new parents behind. NO INHERIT makes all columns the table's own, which
/// nothing else does to any.
bool stays(const Inheritance& from, const Inheritance& to) {
  auto becomes_own = [&](const ColumnName& c) { return !holds(from.local, c.name) && has_column(*from.parent, c.name); };
  return to.parents.size() >= from.parents.size() &&
         std::equal(from.parents.begin(), from.parents.end(), to.parents.begin()) &&
         std::none_of(to.local.begin(), to.local.end(), becomes_own);
}

/// Parents are added at the end. One that goes, goes before its columns change, and what comes behind it is added after
/// that: two steps.
bool alter(const Change& c, Script& out) {
  auto& from = as<Inheritance>(c.from);
  auto& to = as<Inheritance>(c.to);
  if (!stays(from, to)) return false;
  for (auto i = from.parents.size(); i < to.parents.size(); ++i) change(c.to, "INHERIT", to.parents[i], Lock::share_update_exclusive, out);
  return true;
}

/// A column that the table has from its parents alone comes with CREATE TABLE, or with the parent's ADD COLUMN: INHERIT
/// makes none of those that are there already.
bool needs_rebuild(const PartChange& change) {
  auto table = is<Table>(&change.parent);
  if (!change.to || !table) return false;
  auto from = is<Inheritance>(change.from);
  bool linked = from && !change.fields.empty() && stays(*from, as<Inheritance>(*change.to));
  auto is_made = [&](const Resource* child) {
    auto column = is<Column>(child);
    if (!column || !column->inherited) return false;
    bool own = from && holds(from->local, column->name);
    return !linked || own || !parent_leader(*column, *table);
  };
  auto& columns = change.to->parent->children;
  return std::any_of(columns.begin(), columns.end(), is_made);
}

}  // namespace

extern const Support inherits_support;
const Support inherits_support = {inspect_inheritance,
                                  {.create = create, .drop = drop, .alter = alter, .define = define, .needs_rebuild = needs_rebuild}};

}  // namespace schema::postgres
