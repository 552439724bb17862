#include "cli/wrap.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "text/width.hpp"

namespace schema::cli {

namespace {

/// Where the words of a note begin, behind its label.
constexpr size_t kLabel = 6, kWords = 15;
/// Less is no width for text.
constexpr size_t kLeast = 40;

bool is_note(std::string_view line) {
  return line.size() > kWords && line.find_first_not_of(' ') == kLabel && line[kWords - 1] == ' ';
}

/// The byte behind the colour code or character that starts at `i`, and how wide it is.
size_t next(std::string_view text, size_t i, size_t& width) {
  if (text[i] == '\x1b') {
    auto end = text.find('m', i);
    return end == std::string_view::npos ? text.size() : end + 1;
  }
  auto character = character_at(text, i);
  width += character.columns;
  return character.end;
}

std::string wrap_note(std::string_view line, size_t width) {
  std::string out;
  size_t column = 0, start = 0, blank = 0;
  for (size_t i = 0; i < line.size();) {
    if (line[i] == ' ' && column >= kWords) blank = i;
    i = next(line, i, column);
    if (column <= width || blank <= start) continue;
    out += line.substr(start, blank - start);
    out += "\n" + std::string(kWords, ' ');
    start = i = blank + 1;
    column = kWords;
  }
  return out += line.substr(start);
}

}  // namespace

size_t terminal_width(std::FILE* stream) {
  if (!isatty(fileno(stream))) return 0;
  if (auto columns = std::getenv("COLUMNS")) return std::strtoul(columns, nullptr, 10);
  winsize size{};
  return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

size_t plan_width(std::FILE* stream) {
  auto width = terminal_width(stream);
  return width ? std::clamp<size_t>(width, 60, 160) : 80;
}

std::string wrapped(const std::string& text, size_t width) {
  if (width < kLeast) return text;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    auto end = std::min(text.find('\n', at), text.size());
    auto line = std::string_view(text).substr(at, end - at);
    out += is_note(line) ? wrap_note(line, width) : std::string(line);
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

}  // namespace schema::cli
