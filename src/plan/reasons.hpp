#pragma once
#include "plan/plan.hpp"

namespace schema {

/// Why this happens to the pair, in one sentence.
std::string reason(const Pairs&, size_t pair);

/// How the change that started it all came to the pair.
CausePath cause_path(const Pairs&, size_t pair);

/// Old and new values of the fields that differ, as a file would write them.
std::vector<FieldChange> field_changes(const Pair&);

}  // namespace schema
