#pragma once
#include <string_view>

namespace schema {

/// What to write for an attribute that other tools (or SQL) have and this language says differently; empty if it is none.
std::string_view said_otherwise(std::string_view word);
/// The same of a block.
std::string_view block_said_otherwise(std::string_view word);

}  // namespace schema
