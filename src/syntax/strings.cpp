#include <algorithm>
#include <charconv>
#include <utility>

#include "syntax/reader.hpp"
#include "syntax/template_text.hpp"

namespace schema::syntax {
namespace {

constexpr uint32_t highest_code_point = 0x10FFFF;

bool is_surrogate(uint32_t code) { return code >= 0xD800 && code <= 0xDFFF; }

void append_utf8(uint32_t code, std::string& out) {
  auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

char simple_escape(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
      return c;
    default:
      return 0;
  }
}

/// Whether what stands before the end of a string is an interpolation that is not closed itself.
bool ends_open(Children children) {
  Node last = children.size() > 1 ? children[children.size() - 2].node : Node();
  return last.kind() == Kind::interpolation_ && last.children().back().node.kind() == Kind::unclosed_;
}

}  // namespace

void append_run(std::string_view run, uint32_t file_offset, TemplatePart& out) {
  if (run.empty()) return;
  auto& segments = out.origin.segments;
  auto offset = static_cast<uint32_t>(out.text.size());
  bool continues =
      !segments.empty() && segments.back().file_offset + (offset - segments.back().text_offset) == file_offset;
  if (!continues) segments.push_back({offset, file_offset});
  out.text += run;
}

size_t Reader::append_unicode(std::string_view raw, uint32_t begin, TemplatePart& out) {
  size_t digits = raw[1] == 'u' ? 4 : 8;
  auto hex = raw.substr(2, digits);
  uint32_t code = 0;
  auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  bool whole = error == std::errc() && end == hex.data() + digits && hex.size() == digits;
  auto size = whole ? 2 + digits : 2;
  if (!whole || code > highest_code_point || is_surrogate(code) || code == 0) {
    problems_.error("invalid-escape", range(begin, begin + size), "this escape names no character",
                    "expected \\u and four hexadecimal digits, or \\U and eight");
    return size;
  }
  std::string bytes;
  append_utf8(code, bytes);
  append_run(bytes, excerpt_.place(begin), out);
  // The escape is longer than what it stands for: what follows starts a run of its own.
  return size;
}

size_t Reader::append_escape(std::string_view raw, uint32_t begin, TemplatePart& out) {
  char next = raw.size() > 1 ? raw[1] : 0;
  if (next == 'u' || next == 'U') return append_unicode(raw, begin, out);
  if (char c = simple_escape(next)) {
    append_run({&c, 1}, excerpt_.place(begin), out);
    return 2;
  }
  size_t size = 1;
  while (size < raw.size() && (size == 1 || (raw[size] & 0xC0) == 0x80)) size++;
  problems_.error("invalid-escape", range(begin, begin + size), "unknown escape in a string",
                  "expected \\n, \\r, \\t, \\\", \\\\, \\uNNNN or \\UNNNNNNNN; a backslash itself is written \\\\");
  append_run(raw.substr(0, size), excerpt_.place(begin), out);
  return size;
}

void Reader::append_quoted(std::string_view raw, uint32_t begin, TemplatePart& out) {
  for (size_t i = 0; i < raw.size();) {
    auto stop = std::min(raw.find_first_of("\\$", i), raw.size());
    append_run(raw.substr(i, stop - i), excerpt_.place(begin + i), out);
    i = stop;
    if (i == raw.size()) break;
    if (raw[i] == '\\') {
      i += append_escape(raw.substr(i), begin + i, out);
    } else if (raw.substr(i).starts_with("$${")) {
      append_run("$", excerpt_.place(begin + i), out);
      append_run("{", excerpt_.place(begin + i + 2), out);
      i += 3;
    } else {
      append_run("$", excerpt_.place(begin + i), out);
      i++;
    }
  }
}

TemplatePart Reader::interpolation(Node node) {
  TemplatePart result;
  result.origin.where = range(node);
  auto children = node.children();
  Node value = find(children, Field::value_);
  if (!value && !node.has_error()) {
    problems_.error("syntax", range(node), "this interpolation is empty", "expected an expression between ${ and }");
  }
  bool open = !children.empty() && children.back().node.kind() == Kind::unclosed_;
  auto outer = std::exchange(in_open_interpolation_, in_open_interpolation_ || open);
  result.expr = expression(value);
  in_open_interpolation_ = outer;
  return result;
}

Template Reader::string(Node node) {
  Template result;
  auto children = node.children();
  for (auto [child, field] : children) {
    if (child.kind() == Kind::unclosed_ && !ends_open(children) && !in_open_interpolation_) {
      problems_.error("unterminated-string", range(node), "this string is not closed on its line",
                      "expected `\"`; a text of several lines is written as a heredoc: <<-SQL");
    }
    if (child.kind() == Kind::text_) {
      TemplatePart part{{}, {range(node), {}}, nullptr};
      append_quoted(text(child), child.begin(), part);
      result.parts.push_back(std::move(part));
    } else if (child.kind() == Kind::interpolation_) {
      result.parts.push_back(interpolation(child));
    }
  }
  return result;
}

void Reader::check_tag_line(Node tag) {
  auto line_end = std::min(text_.find('\n', tag.end()), text_.size());
  auto rest = text_.substr(tag.end(), line_end - tag.end());
  auto first = rest.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return;
  problems_.error("syntax", range(tag.end() + first, line_end), "nothing may follow a heredoc's tag on its line",
                  "expected a new line; what comes after the heredoc stands below its closing tag");
}

Template Reader::heredoc(Node node) {
  Template result;
  auto children = node.children();
  result.heredoc_tag = text(find(children, Field::tag_));
  bool flush = text(find(children, Field::marker_)) == "<<-";
  check_tag_line(find(children, Field::tag_));
  auto pieces = heredoc_pieces(children, text_);
  size_t indent = flush ? common_indent(pieces) : 0;
  for (const auto& piece : pieces) {
    if (piece.node.kind() == Kind::interpolation_) {
      result.parts.push_back(interpolation(piece.node));
      continue;
    }
    TemplatePart part{{}, {range(node), {}}, nullptr};
    for (const auto& line : piece.lines) append_line(line, flush, indent, excerpt_.place(piece.begin), part);
    if (!part.text.empty()) result.parts.push_back(std::move(part));
  }
  return result;
}

}  // namespace schema::syntax
