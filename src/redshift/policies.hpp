#pragma once
#include "plan/renderer.hpp"

namespace schema::redshift {

/// Detaches the masking policies from a table that was renamed.
void detach_maskings(const Resource& from, std::string_view aside, Script&);

}  // namespace schema::redshift
