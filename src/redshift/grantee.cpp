#include "redshift/grantee.hpp"

#include "kinds/role.hpp"
#include "redshift/quote.hpp"

namespace schema {
extern const Kind role_kind;
extern const Kind group_kind;
}  // namespace schema

namespace schema::redshift {

std::string grantee(std::string_view type, std::string_view name) {
  if (type == "public") return "PUBLIC";
  return type == "user" ? std::string(name) : fmt::format("{} {}", type, name);
}

std::string grantee_sql(std::string_view grantee) {
  if (grantee == "PUBLIC") return "PUBLIC";
  if (grantee.starts_with("role ")) return "ROLE " + identifier(grantee.substr(5));
  if (grantee.starts_with("group ")) return "GROUP " + identifier(grantee.substr(6));
  return identifier(grantee);
}

std::string resolved_grantee(const std::string& written, const Catalog& desired) {
  if (written == "PUBLIC" || written.starts_with("role ") || written.starts_with("group ")) return written;
  auto role = desired.find(make_address(role_kind, "", written, nullptr));
  if (role) return as<Role>(*role).login ? written : "role " + written;
  return desired.find(make_address(group_kind, "", written, nullptr)) ? "group " + written : written;
}

Resource* find_grantee(std::string_view grantee, const Catalog& catalog) {
  bool group = grantee.starts_with("group ");
  if (grantee.starts_with("role ")) grantee.remove_prefix(5);
  if (group) grantee.remove_prefix(6);
  return catalog.find(make_address(group ? group_kind : role_kind, "", grantee, nullptr));
}

}  // namespace schema::redshift
