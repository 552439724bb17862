#pragma once
#include <string>
#include <string_view>

#include "schema/resource.hpp"

/// Who gets privileges: a user by the plain name, "role NAME", "group NAME" or PUBLIC.
namespace schema::redshift {

/// From the words of the SVV_*_PRIVILEGES views: "role", "analyst".
std::string grantee(std::string_view type, std::string_view name);

/// As GRANT names it: ROLE analyst.
std::string grantee_sql(std::string_view grantee);

/// `to = role.analyst` means the role, `to = role.ann` the user, if that is what they are in the files or the database.
std::string resolved_grantee(const std::string& written, const Catalog& desired);

/// The user, role or group that it is, or null.
Resource* find_grantee(std::string_view grantee, const Catalog&);

}  // namespace schema::redshift
