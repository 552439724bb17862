#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "syntax/tree.hpp"

namespace schema::syntax {

/// One thing in a body or between brackets, with the comments that belong to it.
struct Entry {
  Node node;                  ///< an attribute, block or expression; a comment that has a line of its own
  std::vector<Node> before;   ///< block comments in front of it on its line
  std::vector<Node> after;    ///< comments behind it on its line
  bool blank_before = false;  ///< a blank line sets it apart
  bool joins = false;         ///< stands on the line of the entry before
  bool expanded = false;      ///< `...` follows

  bool is_comment() const { return node.kind() == Kind::comment_; }
};

/// What stands between two brackets (or in a whole file).
struct Entries {
  std::vector<Node> header;  ///< comments on the line of the opening bracket
  std::vector<Entry> items;
  bool broken = false;     ///< a new line follows the opening bracket
  bool commented = false;  ///< some comment needs a line end
};

/// Splits the children from the opening bracket to the closing one.
Entries collect(Children children, size_t first, std::string_view source);

/// Writes a tree without errors in canonical layout. Widths are judged before padding, so that a second run decides
/// alike.
class Layout {
 public:
  explicit Layout(std::string_view source) : source_(source) {}

  std::string file(Node root);

 private:
  enum class Run { none, assignment, block };

  /// A finished line of a body (or several, for what has a body or a broken value of its own).
  struct Line {
    std::string text;
    std::string comment;
    bool blank_before = false;
    Run run = Run::none;  ///< what it is aligned with
    size_t head = 0;      ///< the bytes of `text` before the `=` or `{` that is aligned
  };
  using Flat = std::optional<std::string>;

  std::string_view text(Node node) const { return source_.substr(node.begin(), node.end() - node.begin()); }
  std::string comment(Node node) const;

  // layout_body.cpp
  void body(const Entries& entries);
  std::vector<std::vector<Entry>> rows(const Entries& entries, bool split) const;
  Line line(const std::vector<Entry>& row);
  Run run_of(const Entry& entry) const;
  std::string head(Node node) const;
  std::string item(const Entry& entry);
  void block(Node node);
  void assigned(Node node);
  void append(std::vector<Line> lines);
  Flat flat_block(Node node) const;
  bool is_one_line(Node block) const;

  // layout_align.cpp
  static void align_heads(std::vector<Line>& lines);
  static void align_comments(std::vector<Line>& lines);

  // layout_expression.cpp
  void expression(Node node);
  void sequence(Node node, Children children);
  void flow(Node node, Children children);
  void broken_sequence(Node node, const Entries& entries);
  const Flat& flat(Node node) const;
  Flat flatten(Node node) const;
  Flat flat_sequence(Node node, Children children) const;
  Flat flat_flow(Node node, Children children) const;
  Flat flat_entries(const Entries& entries) const;
  Flat flat_comments(const std::vector<Node>& comments, bool before) const;

  // layout_heredoc.cpp
  void heredoc(Node node);

  // layout.cpp
  void write(std::string_view text);
  void new_line(size_t indent);
  size_t column() const;
  /// What `write_all` writes; it begins in the column `indent_`.
  template <typename WriteAll>
  std::string captured(WriteAll write_all) {
    auto outer = std::exchange(out_, {});
    write_all();
    line_must_end_ = false;
    return std::exchange(out_, std::move(outer));
  }

  std::string_view source_;
  std::string out_;
  mutable std::unordered_map<const void*, Flat> flat_;  ///< by node, as each is asked for on several levels
  size_t indent_ = 0;           ///< in columns
  bool line_must_end_ = false;  ///< a heredoc's tag was the last thing written
};

constexpr size_t max_width = 120;
constexpr size_t indent_step = 2;

/// Characters, not bytes.
size_t width(std::string_view text);

}  // namespace schema::syntax
