#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "schema/diagnostic.hpp"
#include "syntax/excerpt.hpp"
#include "syntax/tree.hpp"

namespace schema::syntax {

/// The mistakes found in one text: those of the grammar, read off the tree, and those that the reader found.
class Problems {
 public:
  explicit Problems(const Excerpt& excerpt) : excerpt_(excerpt), text_(excerpt.text) {}

  /// Where the reader puts its own.
  Diagnostics& found() { return found_; }
  /// Appends everything to `out` in the order of the file, without what only follows from an earlier mistake.
  void report(Node root, Diagnostics& out);

 private:
  /// A place in the tree that the parser had to repair, among its siblings.
  struct Spot {
    Node node;
    Node parent;
    Node before;  ///< the sibling before it that is no comment
    Node after;
  };

  Range range(uint32_t begin, uint32_t end) const { return excerpt_.range(begin, end); }
  Range range(Node node) const { return range(node.begin(), node.end()); }
  std::string_view text(Node node) const { return text_.substr(node.begin(), node.end() - node.begin()); }

  // errors.cpp
  void find_errors(Node root);
  void unreadable(const Spot& spot);
  void missing(const Spot& spot);
  bool report_unclosed_bracket(const Spot& spot);
  bool report_missing_comma(const Spot& spot);
  bool report_unfinished_line(const Spot& spot);
  bool report_semicolon(const Spot& spot);
  bool report_sql(const Spot& spot);
  Range first_token(Node error) const;

  // unclosed.cpp
  void find_open_comment(Node root);
  void find_stray_braces(Node root);
  void find_unclosed(Node root);
  void report_open_text(Node node);
  void report_open_blocks(const std::vector<Node>& blocks);
  std::vector<Node> badly_indented(Node block) const;
  uint32_t indent_at(uint32_t offset) const;
  bool broken_after(uint32_t begin) const;

  const Excerpt& excerpt_;
  std::string_view text_;
  Diagnostics found_;
};

/// Whether mistakes with this code throw the reading of what follows off.
bool is_structural(std::string_view code);

/// What the grammar would have read after `before` in a node of that kind: "expected `,` or `]`".
std::string expectation(Kind parent, Node before, bool same_line);

/// What to do where a word begins a statement of SQL; empty if it begins none.
std::string sql_help(std::string_view word);

/// A word on text that people write by habit from elsewhere, such as a single quote; empty if none.
std::string habit(std::string_view token);

}  // namespace schema::syntax
