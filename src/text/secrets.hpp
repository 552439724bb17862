#pragma once
#include <string>
#include <string_view>

namespace schema {

/// Whether what has this name is for nobody's eyes: a password, a token.
bool is_secret_name(std::string_view name);

/// A line of a file as it may be shown: passwords in URLs and texts that a secret name is given are stars, as many as
/// they have bytes.
std::string masked(std::string_view line);

}  // namespace schema
