#pragma once
#include <string_view>

#include "schema/diagnostic.hpp"
#include "syntax/tree.hpp"

namespace schema::syntax {

/// Whether the text can be parsed at all: not too long, UTF-8, no NUL. Reports why not.
bool check_text(const SourceFile& file, Diagnostics& diagnostics);

/// The mistakes found in one text: those of the grammar, read off the tree, and those that the reader found.
class Problems {
 public:
  Problems(const SourceFile& file, std::string_view text, uint32_t shift) : file_(file), text_(text), shift_(shift) {}

  /// Where the reader puts its own.
  Diagnostics& found() { return found_; }
  /// Appends everything to `out` in the order of the file, without what only follows from an earlier mistake.
  void report(Node root, Diagnostics& out);

 private:
  Range range(uint32_t begin, uint32_t end) const;
  std::string_view text(Node node) const { return text_.substr(node.begin(), node.end() - node.begin()); }
  void find_errors(Node root);
  void unreadable(Node error);
  void missing(Node node);

  const SourceFile& file_;
  std::string_view text_;
  uint32_t shift_;
  Diagnostics found_;
};

}  // namespace schema::syntax
