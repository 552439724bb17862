#include "kinds/role.hpp"

#include "kinds/settings.hpp"
#include "postgres/settings.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind role_kind;
}

namespace schema::postgres {

namespace {

/// The roles that the server brings (pg_...) are its own. pg_roles shows no password to anybody.
void inspect_roles(Inspector& db) {
  db.query(R"(
    SELECT r.oid, r.rolname, (SELECT description FROM pg_shdescription d WHERE d.classoid = 1260 AND d.objoid = r.oid),
           r.rolsuper, r.rolcreatedb, r.rolcreaterole, r.rolcanlogin, r.rolreplication, r.rolbypassrls, r.rolinherit,
           nullif(r.rolconnlimit, -1), r.rolvaliduntil,
           (SELECT s.setconfig FROM pg_db_role_setting s WHERE s.setrole = r.oid AND s.setdatabase = 0),
           (SELECT s.setconfig FROM pg_db_role_setting s JOIN pg_database b ON b.oid = s.setdatabase
             WHERE s.setrole = r.oid AND b.datname = current_database()), current_database()
      FROM pg_roles r WHERE r.rolname !~ '^pg_' ORDER BY r.rolname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto r = make<Role>(role_kind, "", row.text());
             r->comment = row.optional_text();
             for (auto flag : {&r->superuser, &r->create_db, &r->create_role, &r->login, &r->replication,
                               &r->bypass_rls, &r->inherit})
               *flag = row.boolean();
             r->conn_limit = row.optional_integer();
             r->valid_until = row.text();
             r->settings = row.options();
             r->database_settings = row.options();
             normalize_settings(r->settings);
             normalize_settings(r->database_settings);
             r->database = row.text();
             db.add(std::move(r), Class::role, oid);
           });
}

std::string target(const Resource& r) { return "ROLE " + sql::quote_ident(r.name); }

/// The options in which the two differ.
void write_options(const Role& from, const Role& to, Statement& s) {
  auto flag = [&](bool Role::*member, std::string_view yes, std::string_view no) {
    if (from.*member != to.*member) s << " " << (to.*member ? yes : no);
  };
  flag(&Role::superuser, "SUPERUSER", "NOSUPERUSER");
  flag(&Role::create_db, "CREATEDB", "NOCREATEDB");
  flag(&Role::create_role, "CREATEROLE", "NOCREATEROLE");
  flag(&Role::inherit, "INHERIT", "NOINHERIT");
  flag(&Role::login, "LOGIN", "NOLOGIN");
  flag(&Role::replication, "REPLICATION", "NOREPLICATION");
  flag(&Role::bypass_rls, "BYPASSRLS", "NOBYPASSRLS");
  if (from.conn_limit != to.conn_limit) s << " CONNECTION LIMIT " << std::to_string(to.conn_limit.value_or(-1));
  if (from.valid_until != to.valid_until)
    s << " VALID UNTIL " << sql::quote_literal(to.valid_until.empty() ? "infinity" : to.valid_until);
}

void write_settings(const Role& from, const Role& to, Script& out) {
  auto prefix = fmt::format("ALTER {} ", target(to));
  alter_settings(prefix, from.settings, to.settings, out);
  auto here = fmt::format("{}IN DATABASE {} ", prefix, sql::quote_ident(to.database));
  alter_settings(here, from.database_settings, to.database_settings, out);
}

void create(const Creation& c, Script& out) {
  auto& role = as<Role>(c.resource);
  auto& s = out.add("CREATE " + target(role));
  write_options(Role(), role, s);
  if (!role.password.empty()) (s << " PASSWORD ").secret(sql::quote_literal(role.password));
  write_settings(Role(), role, out);
}

void drop(const Resource& r, Script& out) {
  out.add("DROP " + target(r)).hazard("RO101", "drops the role from every database of the server", true);
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Role>(change.from);
  auto& to = as<Role>(change.to);
  Statement options;
  write_options(from, to, options);
  if (!options.sql.empty()) out.add(fmt::format("ALTER {}{}", target(to), options.sql));
  write_settings(from, to, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support role_support;
const Support role_support = {inspect_roles,
                              {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
