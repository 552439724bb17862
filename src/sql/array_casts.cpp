#include "sql/array_casts.hpp"

namespace schema::sql {

namespace {

constexpr std::string_view kOpen = " ((ARRAY[", kClose = "])::text[])", kElement = "::character varying";

/// The end of the array that begins at `at`, behind its bracket; npos if an element is not cast to varchar. The server
/// doubles every quote inside quotes.
size_t end_of_elements(std::string_view text, size_t at) {
  char quote = 0;
  for (int depth = 0; at < text.size(); ++at) {
    char c = text[at];
    if (quote) {
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '\'' || c == '"') quote = c;
    if (c == '(' || c == '[') ++depth;
    bool ends = depth == 0 && (c == ',' || c == ']');
    if (ends && !text.substr(0, at).ends_with(kElement)) return std::string_view::npos;
    if (ends && c == ']') return at;
    if (c == ')' || c == ']') --depth;
  }
  return std::string_view::npos;
}

/// Whether what stands before is "(kind)::text = ANY".
bool compares_text(std::string_view before) {
  if (!before.ends_with(" ANY") && !before.ends_with(" ALL")) return false;
  before.remove_suffix(4);
  auto space = before.rfind(' ');
  return space != std::string_view::npos && before.substr(0, space).ends_with("::text");
}

}  // namespace

std::string without_array_casts(std::string_view text) {
  std::string out;
  size_t done = 0;
  for (size_t at = text.find(kOpen); at != std::string_view::npos; at = text.find(kOpen, at + 1)) {
    if (!compares_text(text.substr(0, at))) continue;
    auto end = end_of_elements(text, at + kOpen.size());
    if (end == std::string_view::npos || !text.substr(end).starts_with(kClose)) continue;
    out += text.substr(done, at - done);
    out += " (";
    out += text.substr(at + 3, end + 1 - at - 3);
    out += ')';
    done = end + kClose.size();
  }
  return out.append(text.substr(done));
}

}  // namespace schema::sql
