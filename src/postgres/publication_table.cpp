#include "kinds/publication.hpp"
#include "postgres/expression_text.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind publication_table_kind;
extern const Kind table_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

/// A filter's names are told with their schemas: it belongs to a publication, which is in none.
void inspect_publication_tables(Inspector& db) {
  auto limits = db.version() >= 150000
                    ? "CASE WHEN m.prqual IS NOT NULL AND $own THEN pg_get_expr(m.prqual, m.prrelid) END, "
                      "$columns(m.prrelid, m.prattrs)"
                    : "NULL, NULL";
  db.query(fmt::format(R"(
    SELECT m.oid, m.prpubid, m.prrelid, {}
      FROM pg_publication_rel m JOIN pg_namespace n ON n.nspname = 'pg_catalog' JOIN pg_class c ON c.oid = m.prrelid
      JOIN pg_namespace cn ON cn.oid = c.relnamespace
     ORDER BY m.prpubid, cn.nspname, c.relname)",
                       limits),
           [&](Row& row) {
             auto oid = row.oid();
             auto publication = db.find(Class::publication, row.oid());
             auto table = db.find(Class::relation, row.oid());
             if (!publication || !table) return;
             auto m =
                 make<PublicationTable>(publication_table_kind, "", table->schema + "." + table->name, publication);
             m->table.address = table->address;
             m->where.text = bare_expression(row.view());
             m->columns = row.list();
             db.add(std::move(m), Class::publication_relation, oid);
           });
}

std::string alter_publication(const Resource& r, std::string_view verb) {
  return fmt::format("ALTER PUBLICATION {} {} TABLE ONLY {}", sql::quote_ident(r.parent->name), verb,
                     qualified(*as<PublicationTable>(r).table.to));
}

void create(const Creation& c, Script& out) {
  auto& m = as<PublicationTable>(c.resource);
  auto& s = out.add(alter_publication(m, "ADD")).locks(Lock::share_update_exclusive);
  for (auto& column : m.columns) s << (&column == m.columns.data() ? " (" : ", ") << sql::quote_ident(column);
  if (!m.columns.empty()) s << ")";
  if (!m.where.empty()) s << " WHERE (" << m.where << ")";
}

void drop(const Resource& r, Script& out) {
  out.add(alter_publication(r, "DROP")).locks(Lock::share_update_exclusive);
}

/// There is no other way to change one table of several.
bool alter(const Change& change, Script& out) {
  drop(change.from, out);
  create({change.to}, out);
  return true;
}

}  // namespace

extern const Support publication_table_support;
const Support publication_table_support = {inspect_publication_tables,
                                           {.create = create, .drop = drop, .alter = alter}};

}  // namespace schema::postgres
