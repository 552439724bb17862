#include "kinds/type.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind type_kind;
}

namespace schema::postgres {

namespace {

void inspect_types(Inspector& db) {
  db.query(R"(
    SELECT t.oid, n.nspname, t.typname, pg_get_userbyid(t.typowner), $comment(pg_type, t.oid, 0)
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE $user(pg_type, t.oid) AND (t.typtype = 'b' OR NOT t.typisdefined)
       AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) ORDER BY n.nspname, t.typname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto t = make<ScalarType>(type_kind, std::move(schema), row.text());
             t->owner = row.text();
             t->comment = row.optional_text();
             db.add(std::move(t), Class::type, oid);
           });
}

std::string target(const Resource& r) { return "TYPE " + qualified(r); }

/// The shell, which its functions can name.
void create(const Creation& c, Script& out) { out.add("CREATE " + target(c.resource)); }

/// The definition may have taken it along.
void drop(const Resource& r, Script& out) {
  out.add(fmt::format("DROP TYPE {}{}", r.children.empty() ? "" : "IF EXISTS ", qualified(r)));
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support type_support;
const Support type_support = {inspect_types, {.create = create, .drop = drop, .target = target, .rename = rename}};

}  // namespace schema::postgres
