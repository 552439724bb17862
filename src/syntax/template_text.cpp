#include "syntax/template_text.hpp"

#include <algorithm>

namespace schema::syntax {
namespace {

constexpr std::string_view white_space = " \t\r\v\f";

std::vector<HeredocLine> split(std::string_view text, bool at_line_start, bool before_expression) {
  std::vector<HeredocLine> lines;
  for (size_t begin = 0; begin < text.size();) {
    auto end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back({text.substr(begin, end - begin), static_cast<uint32_t>(begin), at_line_start, false});
    begin = end;
    at_line_start = true;
  }
  if (!lines.empty() && !lines.back().text.ends_with('\n')) lines.back().before_expression = before_expression;
  return lines;
}

}  // namespace

size_t HeredocLine::indent() const { return std::min(text.find_first_not_of(white_space), text.size()); }

bool HeredocLine::blank() const {
  if (before_expression) return false;
  auto rest = text.substr(indent());
  return rest.empty() || rest == "\n";
}

std::vector<HeredocPiece> heredoc_pieces(Children children, std::string_view source) {
  std::vector<HeredocPiece> pieces;
  bool first = true;
  for (size_t i = 0; i < children.size(); i++) {
    Node node = children[i].node;
    if (node.kind() == Kind::interpolation_) pieces.push_back({node, node.begin(), {}});
    if (node.kind() != Kind::text_) continue;
    auto begin = node.begin();
    auto text = source.substr(begin, node.end() - begin);
    if (first) {
      auto skipped = std::min(text.find('\n'), text.size() - 1) + 1;
      text.remove_prefix(skipped);
      begin += skipped;
    }
    bool more = i + 1 < children.size() && children[i + 1].node.kind() == Kind::interpolation_;
    pieces.push_back({node, begin, split(text, first, more)});
    first = false;
  }
  return pieces;
}

size_t common_indent(const std::vector<HeredocPiece>& pieces) {
  size_t least = std::string_view::npos;
  bool at_line_start = true;
  for (const auto& piece : pieces) {
    if (piece.node.kind() == Kind::interpolation_) {
      if (at_line_start) least = 0;
      at_line_start = false;
    }
    for (const auto& line : piece.lines) {
      if (line.at_line_start && !line.blank()) least = std::min(least, line.indent());
    }
    if (!piece.lines.empty()) at_line_start = piece.lines.back().text.ends_with('\n');
  }
  return least == std::string_view::npos ? 0 : least;
}

void append_line(const HeredocLine& line, bool flush, size_t indent, uint32_t piece_offset, TemplatePart& out) {
  auto text = line.text;
  auto offset = piece_offset + line.offset;
  auto drop = [&](size_t count) {
    text.remove_prefix(count);
    offset += static_cast<uint32_t>(count);
  };
  if (flush && line.at_line_start) drop(line.blank() ? line.indent() : std::min(indent, line.indent()));
  while (!text.empty()) {
    auto escape = text.find("$${");
    auto line_end = text.ends_with("\r\n") ? text.size() - 2 : std::string_view::npos;
    auto stop = std::min({escape, line_end, text.size()});
    append_run(text.substr(0, stop), offset, out);
    drop(stop);
    if (stop == escape) {
      append_run(text.substr(0, 1), offset, out);
      drop(2);
      append_run(text.substr(0, 1), offset, out);
      drop(1);
    } else if (stop == line_end) {
      drop(1);
      append_run(text, offset, out);
      drop(1);
    }
  }
}

}  // namespace schema::syntax
