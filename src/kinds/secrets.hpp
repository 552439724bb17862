#pragma once
#include "schema/resource.hpp"

namespace schema {

/// Moves the options that have secret names out of the others.
void take_secrets(Options& options, Options& secrets);

}  // namespace schema
