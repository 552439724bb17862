#include <algorithm>

#include "syntax/layout.hpp"

namespace schema::syntax {
namespace {

bool is_multi_line(const std::string& text) { return text.find('\n') != std::string::npos; }

/// Calls `align(begin, end)` for each run of neighbours, where `joins(i)` says whether a line belongs to the one
/// before.
template <typename Joins, typename Align>
void for_each_run(size_t count, Joins joins, Align align) {
  for (size_t begin = 0; begin < count;) {
    size_t end = begin + 1;
    while (end < count && joins(end)) end++;
    align(begin, end);
    begin = end;
  }
}

}  // namespace

/// The `=` of neighbouring assignments and the `{` of neighbouring one-line blocks stand below each other. A value of
/// several lines is the last of its run.
void Layout::align_heads(std::vector<Line>& lines) {
  auto joins = [&](size_t i) {
    const Line& line = lines[i];
    const Line& before = lines[i - 1];
    return line.run != Run::none && line.run == before.run && !line.blank_before && !is_multi_line(before.text);
  };
  for_each_run(lines.size(), joins, [&](size_t begin, size_t end) {
    auto head_width = [&](const Line& line) { return width(std::string_view(line.text).substr(0, line.head)); };
    size_t widest = 0;
    for (size_t i = begin; i < end; i++) widest = std::max(widest, head_width(lines[i]));
    for (size_t i = begin; i < end; i++) lines[i].text.insert(lines[i].head, widest - head_width(lines[i]), ' ');
  });
}

/// Comments at the ends of neighbouring lines stand below each other.
void Layout::align_comments(std::vector<Line>& lines) {
  auto joins = [&](size_t i) {
    const Line& before = lines[i - 1];
    return !lines[i].comment.empty() && !before.comment.empty() && !lines[i].blank_before &&
           !is_multi_line(lines[i].text) && !is_multi_line(before.text);
  };
  auto last_width = [](const Line& line) {
    return width(std::string_view(line.text).substr(line.text.rfind('\n') + 1));
  };
  for_each_run(lines.size(), joins, [&](size_t begin, size_t end) {
    size_t widest = 0;
    for (size_t i = begin; i < end; i++) widest = std::max(widest, last_width(lines[i]));
    for (size_t i = begin; i < end; i++) {
      if (lines[i].comment.empty()) continue;
      lines[i].text.append(widest - last_width(lines[i]) + 1, ' ');
      lines[i].text += lines[i].comment;
    }
  });
}

}  // namespace schema::syntax
