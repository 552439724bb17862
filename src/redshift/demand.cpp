#include "redshift/backend.hpp"
#include "redshift/quote.hpp"

namespace schema::redshift {

namespace {

/// Of a database; it cannot be raised (Management Guide: amazon-redshift-limits).
constexpr size_t kSchemas = 9900;

/// How many tables a cluster may have, by what its nodes are. No catalog tells which they are.
struct Quota {
  size_t tables;
  std::string_view nodes;
};
constexpr Quota kQuotas[] = {
    {9900, "large, xlarge and a single xlplus node"},
    {20000, "several xlplus nodes"},
    {200000, "all nodes, and serverless,"},
};

size_t count(postgres::Connection& db, const std::string& query) {
  return static_cast<size_t>(db.query("SELECT count(*) FROM " + query).integer(0, 0));
}

void check_schemas(postgres::Connection& db, size_t more, Diagnostics& out) {
  if (more == 0) return;
  auto all = more + count(db, "pg_namespace WHERE left(nspname, 8) <> 'pg_temp_'");
  if (all > kSchemas)
    out.error("too-many-schemas", {},
              fmt::format("there would be {} schemas, and a database of Redshift has at most {}", all, kSchemas),
              "put some of the tenants into another database");
  if (db.query("SELECT has_database_privilege(current_database(), 'CREATE')").boolean(0, 0)) return;
  out.error("no-permission", {}, fmt::format("{} new tenants need a schema, and this user may not create one", more),
            "GRANT CREATE ON DATABASE to the user that applies");
}

/// Materialized views count, with the table that holds their rows.
void check_tables(postgres::Connection& db, size_t more, Diagnostics& out) {
  if (more == 0) return;
  auto now = count(db, "pg_class WHERE relkind = 'r'"), then = now + more;
  const Quota* passed = nullptr;
  for (auto& quota : kQuotas)
    if (now <= quota.tables && then > quota.tables) passed = &quota;
  if (!passed) return;
  auto text = fmt::format(
      "the database would have {} tables; clusters of {} have at most {}, those of other databases included", then,
      passed->nodes, passed->tables);
  if (passed == std::end(kQuotas) - 1)
    out.error("too-many-tables", {}, text, "spread the tenants over clusters");
  else
    out.warning("too-many-tables", {}, text, "look at the node type first: what comes later would fail");
}

/// Roles can be given ALTER TABLE and more, so that this is no proof.
void check_owners(postgres::Connection& db, const std::map<std::string, std::string>& owners, Diagnostics& out) {
  auto me = db.query("SELECT current_user").text(0, 0);
  auto super = db.query("SELECT usename FROM pg_user WHERE usesuper AND usename = " + literal(me));
  if (super.rows() > 0) return;
  for (auto& [owner, tenant] : owners)
    if (owner != me)
      out.warning(
          "not-owner", {},
          fmt::format("user \"{}\" owns what is to be changed, for example of tenant \"{}\", and {} is no superuser",
                      owner, tenant, me),
          "it is refused unless a role gives what is needed: connect as the owner");
}

}  // namespace

void Redshift::check_demand(postgres::Connection& db, const postgres::Demand& demand, Diagnostics& out) const {
  check_schemas(db, demand.new_schemas, out);
  check_tables(db, demand.new_tables, out);
  check_owners(db, demand.owners, out);
}

}  // namespace schema::redshift
