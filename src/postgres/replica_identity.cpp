#include "kinds/replica_identity.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind replica_identity_kind;
}

namespace schema::postgres {

namespace {

/// An index that is gone leaves the table without any identity.
void inspect_identities(Inspector& db) {
  db.query(R"(
    SELECT c.oid, c.relreplident, i.indexrelid
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisreplident
     WHERE c.relkind IN ('r', 'p', 'm') AND c.relreplident <> 'd' AND $user(pg_class, c.oid)
     ORDER BY n.nspname, c.relname)",
           [&](Row& row) {
             auto table = db.find(Class::relation, row.oid());
             if (!table) return;
             auto letter = row.text();
             auto index = db.find(Class::relation, row.oid());
             auto made = make<ReplicaIdentity>(replica_identity_kind, "", "", table);
             made->identity.address = letter == "f" ? "full" : "nothing";
             if (letter == "i" && index) {
               made->identity.address = index->address;
               made->needs.push_back({index, false});
             }
             db.add(std::move(made));
           });
}

void set_identity(const Resource& r, std::string_view identity, Script& out) {
  out.add(fmt::format("ALTER TABLE {} REPLICA IDENTITY {}", table_of(r), identity)).locks(Lock::access_exclusive);
}

void set_wanted(const Resource& r, Script& out) {
  auto& identity = as<ReplicaIdentity>(r).identity;
  if (identity.to)
    set_identity(r, "USING INDEX " + sql::quote_ident(identity.to->name), out);
  else
    set_identity(r, identity.address == "full" ? "FULL" : "NOTHING", out);
}

void create(const Creation& c, Script& out) { set_wanted(c.resource, out); }

void drop(const Resource& r, Script& out) { set_identity(r, "DEFAULT", out); }

bool alter(const Change& change, Script& out) { return set_wanted(change.to, out), true; }

}  // namespace

extern const Support replica_identity_support;
const Support replica_identity_support = {inspect_identities, {.create = create, .drop = drop, .alter = alter}};

}  // namespace schema::postgres
