#pragma once
#include <compare>
#include <cstdint>

#include "fleet/words.hpp"
#include "model/field_type.hpp"

namespace schema::fleet {

/// What resources say, as 128 bits that two different states do not share.
struct Fingerprint {
  uint64_t high = 0, low = 0;
  auto operator<=>(const Fingerprint&) const = default;
};

/// Adds a resource with all below it and what it needs, names replaced: equal for two tenants whose resources are the
/// same but for the tenant's name. The order in which resources are added does not matter.
void add_resource(Fingerprint& total, const Resource& top, const Renaming&);

/// Adds that something outside needs a resource.
void add_dependent(Fingerprint& total, const Resource& user, const Resource& used, const Renaming&);

std::string to_string(const Fingerprint&);

}  // namespace schema::fleet
