#include "kinds/default_permission.hpp"

#include "kinds/privileges.hpp"
#include "postgres/privileges.hpp"

namespace schema {
extern const Kind default_permission_kind;
extern const Kind schema_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

/// acldefault()'s letter for a row's kind of object. Only where no schema is named do the defaults begin with the
/// built-in ones; within a schema they come on top.
std::string built_in() {
  std::string cases;
  for (auto& object : default_objects()) cases += fmt::format(" WHEN '{}' THEN '{}'", object.letter, object.acl_letter);
  return fmt::format(
      "CASE WHEN d.defaclnamespace = 0 THEN acldefault((CASE d.defaclobjtype{} END)::\"char\", d.defaclrole) END",
      cases);
}

std::string_view word_of(std::string_view letter) {
  for (auto& object : default_objects())
    if (letter.size() == 1 && object.letter == letter[0]) return object.word;
  return letter;
}

void inspect_default_permissions(Inspector& db) {
  auto objects = fmt::format(
      "SELECT 826::oid AS class, d.oid, 0 AS sub, NULL AS system, d.defaclrole AS owner, d.defaclacl AS acl, {} AS base FROM pg_default_acl d",
      built_in());
  db.query(fmt::format(R"(
    SELECT pg_get_userbyid(d.defaclrole), n.nspname, d.defaclobjtype, r.role, r.words, r.grantable, r.initial,
           pg_get_userbyid(d.defaclrole) = current_user
      FROM ({}) r JOIN pg_default_acl d ON d.oid = r.oid LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
     ORDER BY 1, 2, 3, 4)",
                       changed_rights(objects)),
           [&](Row& row) {
             auto p = make<DefaultPermission>(default_permission_kind, "", "");
             p->for_role = row.text();
             p->schema = row.text();
             if (!p->schema.empty()) p->in = reference(schema_kind, "", p->schema);
             p->on.text = word_of(row.view());
             p->to = row.text();
             p->privileges = to_words(row.list());
             p->grantable = to_words(row.list());
             p->initial = to_words(row.list());
             p->ours = row.boolean();
             p->name = default_permission_kind.default_name(*p);
             db.add(std::move(p));
           });
}

Grant grant_of(const DefaultPermission& p) {
  auto prefix = "ALTER DEFAULT PRIVILEGES FOR ROLE " + sql::quote_ident(p.for_role) + " ";
  if (p.in.to) prefix += "IN SCHEMA " + sql::quote_ident(p.in.to->name) + " ";
  return {prefix, p.on.text, "", grantee_sql(p.to)};
}

/// What the grantee has without it.
Rights at_first(const DefaultPermission& p, int server_version) {
  if (p.in.to) return {};
  auto& object = *default_object(p.on.text);
  if (p.to == "PUBLIC") return {privilege_words(object.public_privileges, server_version), {}};
  if (p.to == p.for_role) return {privilege_words(object.privileges, server_version), {}};
  return {};
}

void create(const Creation& c, Script& out) {
  auto& p = as<DefaultPermission>(c.resource);
  grant_of(p).change(at_first(p, c.server_version), {p.privileges, p.grantable}, out);
}

void drop(const Resource& r, Script& out) {
  auto& p = as<DefaultPermission>(r);
  grant_of(p).change({p.privileges, p.grantable}, {p.initial, {}}, out);
}

bool alter(const Change& change, Script& out) {
  auto& from = as<DefaultPermission>(change.from);
  auto& to = as<DefaultPermission>(change.to);
  grant_of(to).change({from.privileges, from.grantable}, {to.privileges, to.grantable}, out);
  return true;
}

void check(const Resource& r, int, Diagnostics& out) {
  if (!default_object(as<DefaultPermission>(r).on.text))
    out.error("other-backend", r.where, fmt::format("{}: only redshift tells procedures from functions here", r.address),
              "use functions");
}

}  // namespace

extern const Support default_permission_support;
const Support default_permission_support = {
    .inspect = inspect_default_permissions,
    .render = {.create = create, .drop = drop, .alter = alter},
    .check_version = check,
};

}  // namespace schema::postgres
