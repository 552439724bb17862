#include "syntax/layout.hpp"
#include "syntax/template_text.hpp"

namespace schema::syntax {
namespace {

void append_without_returns(std::string_view text, std::string& out) {
  if (text.ends_with("\r\n")) {
    out += text.substr(0, text.size() - 2);
    out += '\n';
  } else {
    out += text;
  }
}

}  // namespace

/// `<<-` moves with its line: the text one step further in, the tag below the line's start. `<<` stays as it is.
void Layout::heredoc(Node node) {
  auto children = node.children();
  bool flush = text(find(children, Field::marker_)) == "<<-";
  auto pieces = heredoc_pieces(children, source_);
  size_t common = flush ? common_indent(pieces) : 0;
  std::string margin(flush ? indent_ + indent_step : 0, ' ');

  write(text(find(children, Field::marker_)));
  out_ += text(find(children, Field::tag_));
  out_ += '\n';
  bool at_line_start = true;
  for (const auto& piece : pieces) {
    if (piece.node.kind() == Kind::interpolation_) {
      if (at_line_start) out_ += margin;
      out_ += text(piece.node);
      at_line_start = false;
    }
    for (const auto& line : piece.lines) {
      if (flush && line.at_line_start && line.blank()) {
        out_ += '\n';
      } else if (flush && line.at_line_start) {
        out_ += margin;
        append_without_returns(line.text.substr(common), out_);
      } else {
        append_without_returns(line.text, out_);
      }
      at_line_start = out_.ends_with('\n');
    }
  }

  Node tag = find(children, Field::end_);
  auto line = source_.substr(0, tag.begin()).rfind('\n') + 1;
  out_ += flush ? std::string(indent_, ' ') : std::string(source_.substr(line, tag.begin() - line));
  out_ += text(tag);
  line_must_end_ = true;
}

}  // namespace schema::syntax
