#include "kinds/publication.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind publication_schema_kind;
}

namespace schema::postgres {

namespace {

void inspect_publication_schemas(Inspector& db) {
  if (db.version() < 150000) return;
  db.query(
      "SELECT m.oid, m.pnpubid, m.pnnspid FROM pg_publication_namespace m JOIN pg_namespace n ON n.oid = m.pnnspid "
      "ORDER BY 2, n.nspname",
      [&](Row& row) {
        auto oid = row.oid();
        auto publication = db.find(Class::publication, row.oid());
        auto schema = db.find(Class::schema, row.oid());
        if (!publication || !schema) return;
        auto m = make<PublicationSchema>(publication_schema_kind, "", schema->name, publication);
        m->in.address = schema->address;
        db.add(std::move(m), Class::publication_schema, oid);
      });
}

std::string alter_publication(const Resource& r, std::string_view verb) {
  return fmt::format("ALTER PUBLICATION {} {} TABLES IN SCHEMA {}", sql::quote_ident(r.parent->name), verb,
                     sql::quote_ident(as<PublicationSchema>(r).in.to->name));
}

void create(const Creation& c, Script& out) { out.add(alter_publication(c.resource, "ADD")); }

void drop(const Resource& r, Script& out) { out.add(alter_publication(r, "DROP")); }

}  // namespace

extern const Support publication_schema_support;
const Support publication_schema_support = {inspect_publication_schemas, {.create = create, .drop = drop}};

}  // namespace schema::postgres
