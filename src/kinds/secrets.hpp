#pragma once
#include "schema/resource.hpp"

namespace schema {

/// Whether an option of this name holds what nobody shall read: a password, a key.
bool is_secret_option(std::string_view name);

/// Moves the secret options out of the others.
void take_secrets(Options& options, Options& secrets);

}  // namespace schema
