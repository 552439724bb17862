#include "fleet/preflight.hpp"

#include <set>

#include "fleet/part.hpp"

namespace schema::fleet {

namespace {

const Resource& top_of(const Resource& r) { return r.parent ? top_of(*r.parent) : r; }

/// A list as the text of an array.
std::string array_text(const std::set<std::string>& items) {
  std::string out = "{";
  for (auto& item : items) {
    out += out.size() > 1 ? ",\"" : "\"";
    for (char c : item) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out + "}";
}

class Preflight {
 public:
  Preflight(postgres::Connection& db, const FleetPlan& plan, const Rollout& rollout, Diagnostics& out)
      : db_(db), plan_(plan), rollout_(rollout), out_(out) {}

  void run() {
    if (db_.query("SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool")
            .boolean(0, 0)) {
      out_.error("read-only", {}, "the database takes no changes: it is a standby, or read-only by its settings");
      return;
    }
    connections();
    new_schemas();
    owners();
  }

 private:
  void connections() {
    auto rows = db_.query(
        "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - "
        "(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')");
    auto wanted = rollout_.parallel.value_or(Rollout::kParallel);
    if (auto free = rows.integer(0, 0); free < wanted)
      out_.error("no-connections", {},
                 fmt::format("the rollout needs {} more connections, and the server has {} left", wanted, free),
                 "lower parallel in the rollout block, or wait until others have gone");
  }

  void new_schemas() {
    size_t missing = 0;
    for (auto& group : plan_.groups) missing += group->missing ? group->tenants.size() : 0;
    if (missing == 0 || db_.query("SELECT has_database_privilege(current_database(), 'CREATE')").boolean(0, 0)) return;
    out_.error("no-permission", {},
               fmt::format("{} new tenants need a schema, and this role may not create one", missing),
               "GRANT CREATE ON DATABASE to the role that applies");
  }

  /// Only a member of the owner may change what is his.
  void owners() {
    std::map<std::string, std::string> first;
    for (auto& group : plan_.groups)
      for (auto& owner : owners_in(*group))
        for (auto tenant : group->tenants) {
          auto named = owner;
          if (group->placeholder) group->placeholder->to(*tenant).apply(named);
          first.try_emplace(named, tenant->name);
        }
    std::set<std::string> names;
    for (auto& [owner, tenant] : first) names.insert(owner);
    auto rows = db_.query(
        "SELECT r.rolname FROM pg_roles r WHERE r.rolname = ANY($1::text[]) AND NOT pg_has_role(r.oid, 'USAGE') ORDER "
        "BY 1",
        {array_text(names)});
    for (int i = 0; i < rows.rows(); ++i) {
      auto owner = rows.text(i, 0);
      out_.error(
          "no-permission", {},
          fmt::format(
              "role \"{}\" owns what is to be changed, for example of tenant \"{}\", and this role is no member of it",
              owner, first[owner]),
          "connect as the owner, or GRANT the owner to the role that applies");
    }
  }

  /// Of what the group's plan changes or drops.
  std::set<std::string> owners_in(const Group& group) const {
    std::set<std::string> owners;
    for (auto& step : group.plan.steps) {
      auto now = group.current.find(top_of(*step.resource).address);
      if (now && now->owner) owners.insert(*now->owner);
    }
    return owners;
  }

  postgres::Connection& db_;
  const FleetPlan& plan_;
  const Rollout& rollout_;
  Diagnostics& out_;
};

}  // namespace

void preflight(postgres::Connection& db, const FleetPlan& plan, const Rollout& rollout, Diagnostics& out) {
  Preflight(db, plan, rollout, out).run();
}

}  // namespace schema::fleet
