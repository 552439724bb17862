#pragma once
#include "plan/pairs.hpp"

namespace schema {

/// Whether the user as it shall be belongs to the other one, or uses it, or what that is a part of: the files tell of a view
/// where the server tells of the view's column.
bool still_needs(const Pair& user, const Pair& used);

}  // namespace schema
