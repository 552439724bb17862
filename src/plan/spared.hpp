#pragma once
#include "plan/pairs.hpp"

namespace schema {

/// Who is changed so that it no longer needs what goes is changed before that goes, and so may stay. Whether it cannot,
/// and goes first: its new definition waits for a change that the old one is in the way of, or would mean what goes as
/// long as that is there.
bool goes_with(const Pairs&, size_t dependent, size_t gone);

}  // namespace schema
