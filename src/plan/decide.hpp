#pragma once
#include "plan/pairs.hpp"

namespace schema {

/// Decides every pair's fate: what differs, then what must make room for it, over the dependencies of the current
/// state.
void decide(Pairs&, const Backend&, int server_version);

}  // namespace schema
