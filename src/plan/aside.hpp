#pragma once
#include "plan/pairs.hpp"

namespace schema {

/// What is set aside lives on until its values are in the new one, and so must the old types that it is made of.
void spread_aside(Pairs&);

}  // namespace schema
