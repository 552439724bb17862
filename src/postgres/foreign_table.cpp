#include "kinds/foreign_table.hpp"

#include "postgres/foreign.hpp"
#include "postgres/table_body.hpp"

namespace schema {
extern const Kind foreign_table_kind;
}

namespace schema::postgres {

namespace {

void inspect_foreign_tables(Inspector& db) {
  db.query(R"(
    SELECT c.oid, n.nspname, c.relname, pg_get_userbyid(c.relowner), $comment(pg_class, c.oid, 0), s.srvname, f.ftoptions,
           c.relhassubclass, c.reltype
      FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_foreign_server s ON s.oid = f.ftserver
     WHERE $user(pg_class, c.oid) ORDER BY n.nspname, c.relname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto t = make<ForeignTable>(foreign_table_kind, std::move(schema), row.text());
             t->owner = row.text();
             t->comment = row.optional_text();
             t->server = row.text();
             t->options = row.options();
             t->has_heirs = row.boolean();
             auto row_type = row.oid();
             db.stands_for(Class::type, row_type, 0, db.add(std::move(t), Class::relation, oid));
           });
}

std::string target(const Resource& r) { return "FOREIGN TABLE " + qualified(r); }

std::string granted(const Resource& r) { return "TABLE " + qualified(r); }

void create(const Creation& c, Script& out) {
  auto& t = as<ForeignTable>(c.resource);
  auto& s = out.add("CREATE " + target(t));
  write_table_body(c, t, s);
  s << "\nSERVER " << sql::quote_ident(t.server);
  write_foreign_options({t.options, {}}, s);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).locks(Lock::access_exclusive); }

bool alter(const Change& change, Script& out) {
  auto& from = as<ForeignTable>(change.from);
  auto& to = as<ForeignTable>(change.to);
  alter_foreign_options("ALTER " + target(to), {from.options, {}}, {to.options, {}}, Lock::access_exclusive, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::access_exclusive);
}

}  // namespace

extern const Support foreign_table_support;
const Support foreign_table_support = {
    inspect_foreign_tables,
    {.create = create, .drop = drop, .alter = alter, .target = target, .comment_lock = Lock::share_update_exclusive, .granted = granted, .rename = rename}};

}  // namespace schema::postgres
