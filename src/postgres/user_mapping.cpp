#include "postgres/foreign.hpp"
#include "postgres/privileges.hpp"

namespace schema {
extern const Kind user_mapping_kind;
}

namespace schema::postgres {

namespace {

/// The server shows the options only to who may see them.
void inspect_user_mappings(Inspector& db) {
  db.query(R"(
    SELECT m.umid, m.srvid, CASE m.umuser WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(m.umuser) END, m.umoptions
      FROM pg_user_mappings m ORDER BY 2, 3)",
           [&](Row& row) {
             auto oid = row.oid();
             auto server = db.find(Class::server, row.oid());
             if (!server) return;
             auto m = make<UserMapping>(user_mapping_kind, "", row.text(), server);
             m->role = m->name;
             read_foreign_options(row, *m);
             db.add(std::move(m), Class::user_mapping, oid);
           });
}

std::string named(const Resource& r) {
  return fmt::format("USER MAPPING FOR {} SERVER {}", grantee_sql(as<UserMapping>(r).role),
                     sql::quote_ident(r.parent->name));
}

void create(const Creation& c, Script& out) {
  write_foreign_options(as<UserMapping>(c.resource), out.add("CREATE " + named(c.resource)));
}

void drop(const Resource& r, Script& out) { out.add("DROP " + named(r)); }

bool alter(const Change& change, Script& out) {
  alter_foreign_options("ALTER " + named(change.to), as<UserMapping>(change.from), as<UserMapping>(change.to), Lock::none,
                        out);
  return true;
}

}  // namespace

extern const Support user_mapping_support;
const Support user_mapping_support = {inspect_user_mappings, {.create = create, .drop = drop, .alter = alter}};

}  // namespace schema::postgres
