#include "kinds/group.hpp"
#include "kinds/role.hpp"
#include "redshift/support.hpp"

namespace schema {
extern const Kind membership_kind;
extern const Kind group_kind;
extern const Kind role_kind;
}  // namespace schema

/// Roles that are granted to users and roles, and groups of users.
namespace schema::redshift {

namespace {

constexpr Lack kLacks[] = {
    {"inherit", "leave it out: a role's rights are always inherited"},
    {"set", "leave it out: there is no SET ROLE"},
    {"grantor", "leave it out"},
};

void inspect_memberships(Inspector& db) {
  auto add = [&](const std::string& member, const std::string& role, bool admin) {
    auto parent = db.catalog().find(make_address(role_kind, "", member, nullptr));
    if (!parent || role.starts_with("ds:")) return;
    auto m = make<Membership>(membership_kind, "", "", parent);
    m->role = role;
    m->admin = admin;
    m->name = membership_kind.default_name(*m);
    auto& made = db.add(std::move(m));
    if (auto granted = db.catalog().find(make_address(role_kind, "", role, nullptr))) made.needs.push_back({granted, false});
  };
  db.query_if_allowed("SELECT user_name, role_name, admin_option FROM svv_user_grants ORDER BY user_name, role_name", [&](Row& row) {
    auto user = row.text(), role = row.text();
    add(user, role, row.boolean());
  });
  db.query_if_allowed("SELECT role_name, granted_role_name FROM svv_role_grants ORDER BY role_name, granted_role_name", [&](Row& row) {
    auto member = row.text();
    add(member, row.text(), false);
  });
}

std::string member_sql(const Resource& member) { return (as<Role>(member).login ? "" : "ROLE ") + identifier(member.name); }

void grant(const Membership& m, Script& out) {
  out.add(fmt::format("GRANT ROLE {} TO {}{}", identifier(m.role), member_sql(*m.parent), m.admin ? " WITH ADMIN OPTION" : ""));
}

void create_membership(const Creation& c, Script& out) { grant(as<Membership>(c.resource), out); }

void revoke(const Resource& r, Script& out) {
  out.add(fmt::format("REVOKE ROLE {} FROM {}", identifier(as<Membership>(r).role), member_sql(*r.parent)));
}

bool alter_membership(const Change& change, Script& out) {
  auto& to = as<Membership>(change.to);
  if (!to.admin)
    out.add(fmt::format("REVOKE ADMIN OPTION FOR ROLE {} FROM {}", identifier(to.role), member_sql(*to.parent)));
  else
    grant(to, out);
  return true;
}

// Groups ---------------------------------------------------------------------------------------------------------------

void inspect_groups(Inspector& db) {
  std::unordered_map<std::string, std::string> users;
  db.query("SELECT usesysid, usename FROM pg_user", [&](Row& row) {
    auto id = row.text();
    users[id] = row.text();
  });
  db.query("SELECT groname, array_to_string(grolist, ',') FROM pg_group ORDER BY groname", [&](Row& row) {
    auto g = make<UserGroup>(group_kind, "", row.text());
    auto ids = row.text();
    for (size_t at = 0; at < ids.size();) {
      auto end = std::min(ids.find(',', at), ids.size());
      if (auto user = users.find(ids.substr(at, end - at)); user != users.end()) g->users.push_back(user->second);
      at = end + 1;
    }
    std::sort(g->users.begin(), g->users.end());
    db.add(std::move(g));
  });
}

std::string group_target(const Resource& r) { return "GROUP " + identifier(r.name); }

std::string user_list(const std::vector<std::string>& users) {
  std::string out;
  for (auto& user : users) out += (out.empty() ? "" : ", ") + identifier(user);
  return out;
}

void create_group(const Creation& c, Script& out) {
  auto& g = as<UserGroup>(c.resource);
  auto& s = out.add("CREATE " + group_target(g));
  if (!g.users.empty()) s << " WITH USER " << user_list(g.users);
}

void drop_group(const Resource& r, Script& out) { out.add("DROP " + group_target(r)).hazard("RO101", "drops it from every database of the cluster", true); }

bool alter_group(const Change& change, Script& out) {
  auto& from = as<UserGroup>(change.from).users;
  auto& to = as<UserGroup>(change.to).users;
  std::vector<std::string> gone, come;
  std::set_difference(from.begin(), from.end(), to.begin(), to.end(), std::back_inserter(gone));
  std::set_difference(to.begin(), to.end(), from.begin(), from.end(), std::back_inserter(come));
  if (!come.empty()) out.add(fmt::format("ALTER {} ADD USER {}", group_target(change.to), user_list(come)));
  if (!gone.empty()) out.add(fmt::format("ALTER {} DROP USER {}", group_target(change.to), user_list(gone)));
  return true;
}

void rename_group(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", group_target(from), identifier(to)));
}

void prepare_group(Resource& r, const Resource*, const Catalog& all, Diagnostics&) {
  for (auto& user : as<UserGroup>(r).users)
    if (auto found = all.find(make_address(role_kind, "", user, nullptr))) r.needs.push_back({found, false});
}

}  // namespace

extern const Support membership_support;
const Support membership_support = {
    .inspect = inspect_memberships,
    .render = {.create = create_membership, .drop = revoke, .alter = alter_membership},
    .lacks = kLacks,
};

extern const Support group_support;
const Support group_support = {
    .inspect = inspect_groups,
    .render = {.create = create_group, .drop = drop_group, .alter = alter_group, .target = group_target, .rename = rename_group},
    .prepare = prepare_group,
};

}  // namespace schema::redshift
