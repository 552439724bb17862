#pragma once
#include <string_view>

#include "schema/diagnostic.hpp"
#include "syntax/ast.hpp"
#include "syntax/excerpt.hpp"
#include "syntax/tree.hpp"

namespace schema::syntax {

/// Bodies and expressions nested deeper than this are refused, so that no later stage can run out of stack.
constexpr size_t max_depth = 256;

using ExprNode = decltype(Expr::node);

/// Turns the concrete tree of one text into the syntax tree and reports what is wrong in it.
class Reader {
 public:
  Reader(const Excerpt& excerpt, Diagnostics& problems) : excerpt_(excerpt), text_(excerpt.text), problems_(problems) {}

  /// The items below a source file, block body or error.
  Body body(Node node);
  /// Never null: what could not be read becomes a null literal.
  ExprPtr expression(Node node);

 private:
  Range range(Node node) const { return range(node.begin(), node.end()); }
  Range range(uint32_t begin, uint32_t end) const { return excerpt_.range(begin, end); }
  std::string_view text(Node node) const { return text_.substr(node.begin(), node.end() - node.begin()); }

  // blocks.cpp
  void read_items(Node node, Body& body);
  void add_attribute(Node node, Body& body);
  void add_block(Node node, Body& body);
  void adopt_stray_body(Node node, Body& body);
  Label label(Node node);
  Body block_body(Node node);
  void check_separators(Children children);
  void check_duplicates(const Body& body);
  void check_assignment(Children children);

  // expressions.cpp
  ExprNode read(Node node);
  CallExpr read_call(Children children);
  ListExpr read_list(Children children);
  ObjectExpr read_object(Children children);
  ForExpr read_for(Children children);
  ExprNode read_chain(Node node);
  ExprNode read_step(ExprPtr object, Node step);
  ExprPtr apply_steps(ExprPtr value, std::vector<Node>& steps);
  ExprPtr object_key(Node node);
  void check_object_separators(Children children);
  ExprPtr part(Children children, Field field);
  bool too_deep(Node node, size_t more = 1);

  // strings.cpp
  Template string(Node node);
  Template heredoc(Node node);
  void check_tag_line(Node tag);
  TemplatePart interpolation(Node node);
  void append_quoted(std::string_view raw, uint32_t begin, TemplatePart& out);
  size_t append_escape(std::string_view raw, uint32_t begin, TemplatePart& out);
  size_t append_unicode(std::string_view raw, uint32_t begin, TemplatePart& out);

  const Excerpt& excerpt_;
  std::string_view text_;
  Diagnostics& problems_;
  size_t depth_ = 0;
  bool reported_depth_ = false;
  bool in_open_interpolation_ = false;  ///< then what looks like a string's begin is the outer string's end
};

}  // namespace schema::syntax
