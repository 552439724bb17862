#include "lint/ignores.hpp"

#include <algorithm>

namespace schema::lint {

namespace {

constexpr std::string_view kMark = "schema:ignore";
constexpr std::string_view kSpace = " \t\r";

std::string_view trimmed(std::string_view text) {
  auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

/// Where the comment starts whose first word is the mark; npos if there is none. SQL's comments count as well: a body
/// is part of a file.
size_t comment_start(std::string_view line) {
  auto mark = line.find(kMark);
  if (mark == std::string_view::npos) return mark;
  auto before = line.substr(0, line.substr(0, mark).find_last_not_of(kSpace) + 1);
  for (std::string_view opening : {"#", "//", "--", "/*"})
    if (before.ends_with(opening)) return before.size() - opening.size();
  return std::string_view::npos;
}

/// A line with nothing but a comment, or nothing at all.
bool is_blank(std::string_view line) {
  line = trimmed(line);
  return line.empty() || line.starts_with("#") || line.starts_with("//") || line.starts_with("--");
}

class Reader {
 public:
  Reader(const SourceFile& file, std::vector<Ignore>& into) : file_(file), into_(into) {}

  void read() {
    auto& text = file_.text();
    for (size_t at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at + 1))
      line(file_.position(static_cast<uint32_t>(at)).line);
  }

 private:
  std::string_view text_of(uint32_t line) const { return file_.line_at(file_.line_start(line)); }

  void line(uint32_t number) {
    auto text = text_of(number);
    auto start = comment_start(text);
    if (start == std::string_view::npos) return;
    Ignore ignore;
    auto begin = file_.line_start(number);
    ignore.where = {&file_, begin + static_cast<uint32_t>(start), begin + static_cast<uint32_t>(text.size())};
    ignore.line = is_blank(text) ? next_line(number) : number;
    words(text.substr(text.find(kMark) + kMark.size()), ignore);
    into_.push_back(std::move(ignore));
  }

  uint32_t next_line(uint32_t number) const {
    auto last = file_.position(static_cast<uint32_t>(file_.text().size())).line;
    do ++number;
    while (number < last && is_blank(text_of(number)));
    return number;
  }

  /// "DS102, PK101 the reason".
  static void words(std::string_view rest, Ignore& ignore) {
    rest = trimmed(rest);
    if (rest.ends_with("*/")) rest = trimmed(rest.substr(0, rest.size() - 2));
    for (bool more = true; more && !rest.empty();) {
      auto end = std::min(rest.find_first_of(" \t,"), rest.size());
      ignore.codes.emplace_back(rest.substr(0, end));
      rest = trimmed(rest.substr(end));
      more = rest.starts_with(",");
      if (more) rest = trimmed(rest.substr(1));
    }
    ignore.reason = rest;
  }

  const SourceFile& file_;
  std::vector<Ignore>& into_;
};

bool at_line(const Range& where, const Ignore& ignore) {
  return where.file == ignore.where.file && where.file->position(where.begin).line == ignore.line;
}

bool covers(const Ignore& ignore, const Finding& finding) {
  if (std::find(ignore.codes.begin(), ignore.codes.end(), finding.code) == ignore.codes.end()) return false;
  if (at_line(finding.where, ignore)) return true;
  for (auto r = finding.resource; r; r = r->parent)
    if (at_line(r->where, ignore)) return true;
  return false;
}

}  // namespace

std::vector<Ignore> find_ignores(const Sources& sources) {
  std::vector<Ignore> all;
  for (auto& file : sources.files()) Reader(file, all).read();
  return all;
}

Ignore* ignore_of(const Finding& finding, std::vector<Ignore>& all) {
  for (auto& ignore : all)
    if (covers(ignore, finding)) return &ignore;
  return nullptr;
}

}  // namespace schema::lint
