#include "kinds/role.hpp"

#include "redshift/support.hpp"

namespace schema {
extern const Kind role_kind;
}

/// A role that can log in is a user of Redshift; one that cannot is a role.
namespace schema::redshift {

namespace {

constexpr Lack kLacks[] = {
    {"create_role", "grant it the system permission by hand: GRANT CREATE ROLE TO ROLE ..."},
    {"replication", "leave it out"},
    {"bypass_rls", "grant it by hand: GRANT IGNORE RLS TO ROLE ..."},
    {"database_settings", "write settings, which hold in every database"},
};

void read_details(Inspector& db) {
  db.query_if_allowed("SELECT user_name, connection_limit, syslog_access, session_timeout FROM svv_user_info", [&](Row& row) {
    auto found = db.catalog().find(make_address(role_kind, "", row.text(), nullptr));
    if (!found) return;
    auto& r = as<Role>(*found);
    auto limit = row.text(), access = row.text();
    if (!limit.empty() && limit != "UNLIMITED") r.conn_limit = std::atoll(limit.c_str());
    if (access == "UNRESTRICTED") r.syslog_access.text = "unrestricted";
    r.session_timeout = row.optional_integer();
    if (r.session_timeout == 0) r.session_timeout.reset();
  });
}

void inspect(Inspector& db) {
  db.query(R"(
    SELECT usename, usesysid, CASE WHEN usecreatedb THEN 't' ELSE 'f' END, CASE WHEN usesuper THEN 't' ELSE 'f' END, valuntil, useconfig
      FROM pg_user WHERE usename <> 'rdsdb' ORDER BY usename)",
           [&](Row& row) {
             auto r = make<Role>(role_kind, "", row.text());
             auto oid = row.oid();
             r->login = true;
             r->create_db = row.boolean();
             r->superuser = row.boolean();
             r->valid_until = row.text();
             if (r->valid_until == "infinity") r->valid_until.clear();
             r->settings = row.options();
             db.add(std::move(r), Class::role, oid);
           });
  db.query_if_allowed("SELECT role_name FROM svv_roles WHERE left(role_name, 4) <> 'sys:' AND left(role_name, 3) <> 'ds:'", [&](Row& row) {
    auto name = row.text();
    auto address = make_address(role_kind, "", name, nullptr);
    if (db.catalog().find(address)) return db.catalog().unread.push_back(fmt::format("role {}: a user has the same name", name));
    db.add(make<Role>(role_kind, "", name));
  });
  read_details(db);
}

std::string target(const Resource& r) { return (as<Role>(r).login ? "USER " : "ROLE ") + identifier(r.name); }

std::string user_options(const Role& from, const Role& to) {
  std::string s;
  if (from.create_db != to.create_db) s += to.create_db ? " CREATEDB" : " NOCREATEDB";
  if (from.superuser != to.superuser) s += to.superuser ? " CREATEUSER" : " NOCREATEUSER";
  if (from.valid_until != to.valid_until) s += " VALID UNTIL " + literal(to.valid_until.empty() ? "infinity" : to.valid_until);
  if (from.conn_limit != to.conn_limit) s += " CONNECTION LIMIT " + (to.conn_limit ? std::to_string(*to.conn_limit) : "UNLIMITED");
  if (from.syslog_access != to.syslog_access) s += to.syslog_access.text == "unrestricted" ? " SYSLOG ACCESS UNRESTRICTED" : " SYSLOG ACCESS RESTRICTED";
  if (from.session_timeout != to.session_timeout && to.session_timeout) s += fmt::format(" SESSION TIMEOUT {}", *to.session_timeout);
  return s;
}

void write_settings(const Role& from, const Role& to, Script& out) {
  for (auto& [name, value] : to.settings)
    if (auto it = from.settings.find(name); it == from.settings.end() || it->second != value)
      out.add(fmt::format("ALTER {} SET {} TO {}", target(to), name, literal(value)));
  for (auto& [name, value] : from.settings)
    if (!to.settings.contains(name)) out.add(fmt::format("ALTER {} RESET {}", target(to), name));
}

void create(const Creation& c, Script& out) {
  auto& r = as<Role>(c.resource);
  auto& s = out.add("CREATE " + target(r));
  if (!r.login) return;
  s << " PASSWORD ";
  if (r.password.empty())
    s << "DISABLE";
  else
    s.secret(literal(r.password));
  s << user_options(Role(), r);
  write_settings(Role(), r, out);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).hazard("RO101", "drops it from every database of the cluster", true); }

bool alter(const Change& change, Script& out) {
  auto& from = as<Role>(change.from);
  auto& to = as<Role>(change.to);
  if (from.login != to.login) return false;
  if (auto options = user_options(from, to); !options.empty()) out.add(fmt::format("ALTER {}{}", target(to), options));
  if (from.session_timeout && !to.session_timeout) out.add(fmt::format("ALTER {} RESET SESSION TIMEOUT", target(to)));
  write_settings(from, to, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), identifier(to)));
}

void prepare(Resource& r, const Resource*, const Catalog&, Diagnostics& out) {
  auto& role = as<Role>(r);
  role.inherit = true;  // always so
  if (role.syslog_access.text == "restricted") role.syslog_access.text.clear();
  bool user = role.superuser || role.create_db || role.conn_limit || !role.valid_until.empty() || !role.password.empty() || !role.settings.empty();
  if (!role.login && user)
    out.error("not-in-redshift", r.where, fmt::format("{}: a role that cannot log in has no attributes of a user", r.address), "add login = true, which makes it a user");
  if (role.comment) out.error("not-in-redshift", r.where, fmt::format("{}: users and roles have no comments", r.address));
}

}  // namespace

extern const Support role_support;
const Support role_support = {
    .inspect = inspect,
    .render = {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename},
    .lacks = kLacks,
    .prepare = prepare,
};

}  // namespace schema::redshift
