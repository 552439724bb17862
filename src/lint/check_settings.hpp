#pragma once
#include "lang/evaluate.hpp"

namespace schema::lint {

/// Reports codes, levels and regular expressions in a `policy` block that mean nothing.
void check_settings(const lang::Block& policy, Diagnostics&);

}  // namespace schema::lint
