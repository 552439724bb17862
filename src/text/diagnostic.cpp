#include "schema/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/secrets.hpp"
#include "text/visible.hpp"
#include "text/width.hpp"

namespace schema {

Diagnostic& Diagnostics::error(std::string code, Range where, std::string message, std::string help) {
  add({Severity::error, std::move(code), where, std::move(message), std::move(help), {}});
  return all_.back();
}

Diagnostic& Diagnostics::warning(std::string code, Range where, std::string message, std::string help) {
  add({Severity::warning, std::move(code), where, std::move(message), std::move(help), {}});
  return all_.back();
}

void Diagnostics::add(Diagnostic d) {
  // Nobody reads more; the last place is for whatever comes then.
  constexpr size_t kMost = 1000;
  if (d.severity == Severity::error) ++errors_;
  if (all_.size() > kMost) all_.pop_back();
  all_.push_back(std::move(d));
}

namespace {

struct Style {
  bool color;
  std::string operator()(std::string_view code, std::string_view text) const {
    return color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
};

constexpr const char* kBold = "1";
constexpr const char* kBlue = "34";

std::string_view word(Severity s) {
  return s == Severity::error ? "error" : s == Severity::warning ? "warning" : "note";
}

const char* color_of(Severity s) { return s == Severity::error ? "1;31" : s == Severity::warning ? "1;33" : "1;36"; }

/// Spaces (and the line's own tabs) up to the caret, so that it lines up whatever the tab width is.
std::string indent_to(std::string_view line, size_t bytes) {
  std::string out;
  line = line.substr(0, bytes);
  for (size_t at = 0; at < line.size();) {
    auto next = character_at(line, at);
    out += line[at] == '\t' ? "\t" : std::string(next.columns, ' ');
    at = next.end;
  }
  return out;
}

bool inside_character(std::string_view text, size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// The beginning and the end of a message that names something very long.
std::string shortened(const std::string& message) {
  constexpr size_t kMost = 500, kBegin = 300, kEnd = 100;
  if (message.size() <= kMost) return message;
  size_t begin = kBegin, end = message.size() - kEnd;
  while (inside_character(message, begin)) --begin;
  while (inside_character(message, end)) ++end;
  return message.substr(0, begin) + "..." + message.substr(end);
}

/// A very long line (a generated file) is shown around the caret only.
constexpr size_t kMaxLine = 160;

std::string excerpt(Range where, Style style, const char* caret_color) {
  auto position = where.file->position(where.begin);
  auto whole = masked(where.file->line_at(where.begin));
  std::string_view line = whole;
  size_t start = where.begin - where.file->line_start(position.line);
  size_t length = std::max<size_t>(1, std::min<size_t>(where.end - where.begin, line.size() - std::min(line.size(), start)));
  if (line.size() > kMaxLine) {
    size_t from = start > kMaxLine / 2 ? start - kMaxLine / 2 : 0, to = std::min(from + kMaxLine, line.size());
    while (inside_character(line, from)) ++from;
    while (inside_character(line, to)) --to;
    line = line.substr(from, to - from);
    start -= from;
    length = std::min(length, line.size() - std::min(start, line.size()));
  }
  auto number = std::to_string(position.line);
  std::string margin(number.size(), ' ');
  auto carets = std::string(std::max<size_t>(1, width(line.substr(std::min(start, line.size()), length))), '^');
  return fmt::format("{} {}\n{} {} {}\n{} {} {}{}\n", margin, style(kBlue, "|"), style(kBlue, number), style(kBlue, "|"),
                     visible(line, true), margin, style(kBlue, "|"), indent_to(line, start), style(caret_color, carets));
}

}  // namespace

std::string render(const Diagnostic& d, bool color) {
  Style style{color};
  auto out = fmt::format("{}{}: {}\n", style(color_of(d.severity), word(d.severity)),
                         style(kBold, d.code.empty() ? "" : "[" + d.code + "]"),
                         style(kBold, visible(shortened(d.message))));
  if (d.where) {
    out += fmt::format("{} {}\n", style(kBlue, "-->"), visible(d.where.to_string()));
    out += excerpt(d.where, style, color_of(d.severity));
  }
  if (!d.help.empty()) out += fmt::format("  {} {}\n", style(kBlue, "="), visible(d.help, true));
  for (auto& related : d.related) {
    out += fmt::format("  {} {}{}\n", style(kBlue, "="), related.where ? related.where.to_string() + ": " : "",
                       visible(related.message, true));
  }
  return out;
}

}  // namespace schema
