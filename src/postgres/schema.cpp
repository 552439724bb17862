#include "kinds/schema.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind schema_kind;
}

namespace schema::postgres {

namespace {

void inspect_schemas(Inspector& db) {
  db.query(R"(
    SELECT n.oid, n.nspname, pg_get_userbyid(n.nspowner), $comment(pg_namespace, n.oid, 0)
      FROM pg_namespace n WHERE $user(pg_namespace, n.oid) ORDER BY n.nspname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto s = make<Schema>(schema_kind, "", row.text());
             s->owner = row.text();
             s->comment = row.optional_text();
             db.add(std::move(s), Class::schema, oid);
           });
}

std::string target(const Resource& r) { return "SCHEMA " + sql::quote_ident(r.name); }

// An empty database has the schema public already, so that creating it must not fail.
void create(const Creation& c, Script& out) {
  out.add(fmt::format("CREATE SCHEMA {}{}", c.resource.name == "public" ? "IF NOT EXISTS " : "", sql::quote_ident(c.resource.name)));
}

void drop(const Resource& r, Script& out) {
  out.add("DROP " + target(r)).hazard("DS101", "drops the schema and what is in it", true);
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support schema_support;
const Support schema_support = {inspect_schemas, {.create = create, .drop = drop, .target = target, .rename = rename}};

}  // namespace schema::postgres
