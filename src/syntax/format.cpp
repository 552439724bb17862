#include "syntax/format.hpp"

#include <fmt/format.h>

#include "syntax/check_text.hpp"
#include "syntax/layout.hpp"
#include "syntax/parse.hpp"
#include "syntax/pieces.hpp"

namespace schema::syntax {
namespace {

std::optional<std::string> format_excerpt(const Excerpt& excerpt, Diagnostics& out) {
  Tree tree(excerpt.text);
  size_t before = out.error_count();
  read(excerpt, tree, out);
  if (out.error_count() > before) return std::nullopt;
  return Layout(excerpt.text).file(tree.root());
}

/// Only whole files tell whether an attribute stands there twice.
std::optional<std::string> format_piece(const Excerpt& piece) {
  Diagnostics found;
  auto formatted = format_excerpt(piece, found);
  if (!found.all().empty()) return {};
  return formatted;
}

}  // namespace

std::optional<std::string> format(const SourceFile& file, Diagnostics& diagnostics) {
  if (!check_text(file, diagnostics)) return std::nullopt;
  auto pieces = in_pieces(file, format_piece);
  if (!pieces) return format_excerpt({file, file.text()}, diagnostics);
  std::erase(*pieces, "");
  return fmt::format("{}", fmt::join(*pieces, "\n"));  // each ends its own last line
}

}  // namespace schema::syntax
