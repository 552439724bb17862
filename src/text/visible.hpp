#pragma once
#include <string>
#include <string_view>

namespace schema {

/// The text with what a terminal would act on made readable: control characters, and the marks that turn the direction
/// of writing around. A name can hold all of them. Line ends stay only where `lines` says so.
std::string visible(std::string_view text, bool lines = false);

}  // namespace schema
