#pragma once
#include "cli/context.hpp"

namespace schema::cli {

/// The text as the user leaves it in the editor that $VISUAL or $EDITOR names; nothing (and reported) if there is none
/// or it fails. No shell takes part: the name is split at blanks.
std::optional<std::string> edit_text(Context&, const std::string& text, const std::string& extension);

}  // namespace schema::cli
