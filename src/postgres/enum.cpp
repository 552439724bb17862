#include "kinds/enum.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind enum_kind;
}

namespace schema::postgres {

namespace {

void inspect_enums(Inspector& db) {
  db.query(R"(
    SELECT t.oid, n.nspname, t.typname, pg_get_userbyid(t.typowner), $comment(pg_type, t.oid, 0),
           (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE t.typtype = 'e' AND $user(pg_type, t.oid) ORDER BY n.nspname, t.typname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto e = make<Enum>(enum_kind, std::move(schema), row.text());
             e->owner = row.text();
             e->comment = row.optional_text();
             e->values = row.list();
             db.add(std::move(e), Class::type, oid);
           });
}

std::string target(const Resource& r) { return "TYPE " + qualified(r); }

void create(const Creation& c, Script& out) {
  auto& e = as<Enum>(c.resource);
  auto& s = out.add("CREATE " + target(e) + " AS ENUM (");
  for (auto& value : e.values) s << (&value == e.values.data() ? "" : ", ") << sql::quote_literal(value);
  s << ")";
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

/// The server can add labels at any place, and nothing else. Each new one is put behind its neighbour in the new order,
/// which exists by then; only what stands before the first old label has no such neighbour.
bool alter(const Change& change, Script& out) {
  auto& old = as<Enum>(change.from).values;
  auto& to = as<Enum>(change.to);
  size_t kept = 0;
  for (size_t i = 0; i < to.values.size(); ++i) {
    auto& value = to.values[i];
    if (kept < old.size() && old[kept] == value) {
      ++kept;
      continue;
    }
    if (std::find(old.begin(), old.end(), value) != old.end()) return false;
    auto& s = out.add(fmt::format("ALTER {} ADD VALUE {}", target(to), sql::quote_literal(value)));
    s.ends_transaction = true;
    if (kept == old.size()) continue;
    s << (i == 0 ? " BEFORE " + sql::quote_literal(old.front()) : " AFTER " + sql::quote_literal(to.values[i - 1]));
  }
  return kept == old.size();
}

void rename_inside(const Resource& r, const std::string& from, const std::string& to, const std::vector<Resource*>&,
                   Script& out) {
  out.add(fmt::format("ALTER {} RENAME VALUE {} TO {}", target(r), sql::quote_literal(from), sql::quote_literal(to)));
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support enum_support;
const Support enum_support = {inspect_enums,
                              {.create = create,
                               .drop = drop,
                               .alter = alter,
                               .target = target,
                               .rename = rename,
                               .rename_inside = rename_inside}};

}  // namespace schema::postgres
