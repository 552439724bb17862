#pragma once
#include "plan/pairs.hpp"

namespace schema {

/// Whether the user as it shall be uses the other one, or what that is a part of: the files tell of a view where the server
/// tells of the view's column.
bool still_needs(const Pair& user, const Pair& used);

}  // namespace schema
