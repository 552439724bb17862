#include "syntax/pieces.hpp"

namespace schema::syntax {
namespace {

/// Small enough that one piece's tree stays in the processor's cache and its memory serves the next one's.
constexpr size_t kPiece = 64 * 1024;
/// Not worth a thread.
constexpr size_t kLeast = 16 * 1024;

size_t piece_size(size_t whole) {
  auto share = whole / std::max(1u, std::thread::hardware_concurrency());
  return std::clamp(share, kLeast, kPiece);
}

/// The end of an item that a blank line and a line without indent follow, from `begin` on; npos if there is none.
size_t end_of_item(std::string_view text, size_t begin) {
  constexpr std::string_view kEnd = "}\n\n";
  for (auto at = text.find(kEnd, begin); at != std::string_view::npos; at = text.find(kEnd, at + 1)) {
    auto next = at + kEnd.size();
    if (next < text.size() && std::string_view(" \t\r\n}").find(text[next]) == std::string_view::npos) return next - 1;
  }
  return std::string_view::npos;
}

}  // namespace

std::vector<Excerpt> cut(const SourceFile& file) {
  std::string_view text = file.text();
  auto size = piece_size(text.size());
  std::vector<Excerpt> pieces;
  size_t begin = 0;
  while (text.size() - begin >= 2 * size) {
    auto end = end_of_item(text, begin + size);
    if (end == std::string_view::npos) break;
    pieces.push_back({file, text.substr(begin, end - begin), static_cast<int64_t>(begin)});
    begin = end;
  }
  pieces.push_back({file, text.substr(begin), static_cast<int64_t>(begin)});
  return pieces;
}

}  // namespace schema::syntax
