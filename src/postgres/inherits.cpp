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
             }
             need_shared(*inheritance, *table, true);
             if (!inheritance->parents.empty()) db.add(std::move(inheritance));
           });
}

void change(const Resource& r, std::string_view verb, const Ref& parent, Script& out) {
  if (parent.to)
    out.add(fmt::format("ALTER TABLE {} {} {}", table_of(r), verb, qualified(*parent.to)))
        .locks_on(*r.parent, Lock::access_exclusive)
        .locks_on(*parent.to, Lock::share_update_exclusive);
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
  for (auto& parent : as<Inheritance>(c.resource).parents) change(c.resource, "INHERIT", parent, out);
}

void drop(const Resource& r, Script& out) {
  for (auto& parent : as<Inheritance>(r).parents) change(r, "NO INHERIT", parent, out);
}

/// Parents are added at the end. One that goes, goes before its columns change, and what comes behind it is added after
/// that: two steps.
bool alter(const Change& c, Script& out) {
  auto& from = as<Inheritance>(c.from).parents;
  auto& to = as<Inheritance>(c.to).parents;
  if (to.size() < from.size() || !std::equal(from.begin(), from.end(), to.begin())) return false;
  for (auto i = from.size(); i < to.size(); ++i) change(c.to, "INHERIT", to[i], out);
  return true;
}

}  // namespace

extern const Support inherits_support;
const Support inherits_support = {inspect_inheritance,
                                  {.create = create, .drop = drop, .alter = alter, .define = define}};

}  // namespace schema::postgres
