#pragma once
#include <string_view>
#include <vector>

#include "syntax/ast.hpp"
#include "syntax/tree.hpp"

namespace schema::syntax {

/// One line, or the rest of one, of a heredoc's literal text, with its line end.
struct HeredocLine {
  std::string_view text;
  uint32_t offset;         ///< of the line in its piece
  bool at_line_start;      ///< nothing stands before it on its line
  bool before_expression;  ///< an interpolation follows on the same line

  /// White space only, up to the end of the line.
  bool blank() const;
  /// The characters of white space at the start.
  size_t indent() const;
};

/// What a heredoc holds between its tags: literal text cut into lines, or an interpolation.
struct HeredocPiece {
  Node node;
  uint32_t begin;  ///< where the text starts, behind the newline that ends the opening line
  std::vector<HeredocLine> lines;
};

std::vector<HeredocPiece> heredoc_pieces(Children children, std::string_view source);

/// The indentation that `<<-` takes off each line: the least of all lines that hold anything.
size_t common_indent(const std::vector<HeredocPiece>& pieces);

/// Appends text that stands unchanged at `file_offset`.
void append_run(std::string_view run, uint32_t file_offset, TemplatePart& out);

/// Appends a line: `$${` becomes `${`, a carriage return before the line end goes, `indent` characters are taken off.
void append_line(const HeredocLine& line, bool flush, size_t indent, uint32_t piece_offset, TemplatePart& out);

}  // namespace schema::syntax
