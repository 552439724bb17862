#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace schema::lang {

std::string to_base64(std::string_view bytes);
/// Nothing if the text is no base 64.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace schema::lang
