#include "postgres/demand.hpp"

#include "postgres/backend.hpp"

namespace schema::postgres {

namespace {

/// A list as the text of an array.
std::string array_text(const std::map<std::string, std::string>& items) {
  std::string out = "{";
  for (auto& [item, unused] : items) {
    out += out.size() > 1 ? ",\"" : "\"";
    for (char c : item) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out + "}";
}

void check_connections(Connection& db, int64_t wanted, Diagnostics& out) {
  auto rows = db.query(
      "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - "
      "(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')");
  if (auto free = rows.integer(0, 0); free < wanted)
    out.error("no-connections", {},
              fmt::format("the rollout needs {} more connections, and the server has {} left", wanted, free),
              "lower parallel in the rollout block, or wait until others have gone");
}

void check_new_schemas(Connection& db, size_t count, Diagnostics& out) {
  if (count == 0 || db.query("SELECT has_database_privilege(current_database(), 'CREATE')").boolean(0, 0)) return;
  out.error("no-permission", {}, fmt::format("{} new tenants need a schema, and this role may not create one", count),
            "GRANT CREATE ON DATABASE to the role that applies");
}

/// Only a member of the owner may change what is his.
void check_owners(Connection& db, const std::map<std::string, std::string>& owners, Diagnostics& out) {
  auto rows = db.query(
      "SELECT r.rolname FROM pg_roles r WHERE r.rolname = ANY($1::text[]) AND NOT pg_has_role(r.oid, 'USAGE') ORDER BY "
      "1",
      {array_text(owners)});
  for (int i = 0; i < rows.rows(); ++i) {
    auto owner = rows.text(i, 0);
    out.error(
        "no-permission", {},
        fmt::format(
            "role \"{}\" owns what is to be changed, for example of tenant \"{}\", and this role is no member of it",
            owner, owners.at(owner)),
        "connect as the owner, or GRANT the owner to the role that applies");
  }
}

}  // namespace

void Postgres::check_demand(Connection& db, const Demand& demand, Diagnostics& out) const {
  if (db.query("SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool").boolean(0, 0)) {
    out.error("read-only", {}, "the database takes no changes: it is a standby, or read-only by its settings");
    return;
  }
  check_connections(db, demand.connections, out);
  check_new_schemas(db, demand.new_schemas, out);
  check_owners(db, demand.owners, out);
}

}  // namespace schema::postgres
