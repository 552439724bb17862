#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A group of users of a Redshift cluster, to which privileges are granted.
struct UserGroup final : Resource {
  std::vector<std::string> users;
};

}  // namespace schema
