#include "kinds/role.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind membership_kind;
}

namespace schema::postgres {

namespace {

constexpr int kOptionsSince = 160000;  ///< INHERIT, SET, and a row a grantor
constexpr Oid kFirstSuperuser = 10;

void inspect_memberships(Inspector& db) {
  auto options = db.version() >= kOptionsSince
                     ? "CASE WHEN m.inherit_option <> r.rolinherit THEN m.inherit_option END, m.set_option, "
                       "CASE WHEN m.grantor <> {} THEN pg_get_userbyid(m.grantor) END"
                     : "NULL, true, NULL";
  db.query(fmt::format(R"(
    SELECT m.member, pg_get_userbyid(m.roleid), m.admin_option, {}
      FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member ORDER BY 1, 2)",
                       fmt::format(fmt::runtime(options), kFirstSuperuser)),
           [&](Row& row) {
             auto member = db.find(Class::role, row.oid());
             if (!member) return;
             auto m = make<Membership>(membership_kind, "", "", member);
             m->role = row.text();
             m->admin = row.boolean();
             if (auto inherit = row.optional_text()) m->inherit = *inherit == "t";
             m->set = row.boolean();
             m->grantor = row.text();
             m->name = membership_kind.default_name(*m);
             db.add(std::move(m));
           });
}

std::string members(const Membership& m) {
  return fmt::format("{} TO {}", sql::quote_ident(m.role), sql::quote_ident(m.parent->name));
}

std::string granted_by(const Membership& m) {
  return m.grantor.empty() ? "" : " GRANTED BY " + sql::quote_ident(m.grantor);
}

std::string_view word(bool value) { return value ? "TRUE" : "FALSE"; }

void grant(const Membership& m, int server_version, Script& out) {
  auto& s = out.add("GRANT " + members(m));
  if (server_version >= kOptionsSince) {
    s << " WITH ADMIN " << word(m.admin) << ", SET " << word(m.set);
    s << ", INHERIT " << word(m.inherit.value_or(as<Role>(*m.parent).inherit));
  } else if (m.admin) {
    s << " WITH ADMIN OPTION";
  }
  s << granted_by(m);
}

void create(const Creation& c, Script& out) { grant(as<Membership>(c.resource), c.server_version, out); }

void drop(const Resource& r, Script& out) {
  auto& m = as<Membership>(r);
  out.add(
      fmt::format("REVOKE {} FROM {}{}", sql::quote_ident(m.role), sql::quote_ident(m.parent->name), granted_by(m)));
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Membership>(change.from);
  auto& to = as<Membership>(change.to);
  if (change.server_version < kOptionsSince && from.admin && !to.admin)
    out.add(fmt::format("REVOKE ADMIN OPTION FOR {} FROM {}", sql::quote_ident(to.role),
                        sql::quote_ident(to.parent->name)));
  else
    grant(to, change.server_version, out);
  return true;
}

}  // namespace

extern const Support membership_support;
const Support membership_support = {inspect_memberships, {.create = create, .drop = drop, .alter = alter}};

}  // namespace schema::postgres
