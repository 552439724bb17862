#include "syntax/errors.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace schema::syntax {

Range Problems::range(uint32_t begin, uint32_t end) const {
  auto to_file = [&](uint32_t offset) { return offset < shift_ ? 0 : offset - shift_; };
  return {&file_, to_file(begin), to_file(end)};
}

bool check_text(const SourceFile& file, Diagnostics& diagnostics) {
  (void)file, (void)diagnostics;
  return true;
}

void Problems::find_errors(Node root) {
  Cursor cursor(root);
  for (bool inside = true; inside;) {
    Node node = cursor.node();
    if (node.kind() == Kind::error) unreadable(node);
    if (node.missing()) missing(node);
    if (node.has_error() && node.kind() != Kind::error && cursor.down()) continue;
    while (inside && !cursor.right()) inside = cursor.up();
  }
}

void Problems::unreadable(Node error) { found_.error("syntax", range(error.begin(), error.end()), "unexpected text"); }

void Problems::missing(Node node) {
  found_.error("syntax", range(node.begin(), node.end()), fmt::format("expected `{}`", node.type()));
}

void Problems::report(Node root, Diagnostics& out) {
  if (root.has_error()) find_errors(root);
  for (const auto& problem : found_.all()) out.add(problem);
}

}  // namespace schema::syntax
