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

}  // namespace

std::vector<Excerpt> cut(const SourceFile& file) {
  constexpr std::string_view kEnd = "\n}\n\n";
  std::string_view text = file.text();
  auto size = piece_size(text.size());
  std::vector<Excerpt> pieces;
  size_t begin = 0;
  while (text.size() - begin >= 2 * size) {
    auto at = text.find(kEnd, begin + size);
    if (at == std::string_view::npos) break;
    auto end = at + kEnd.size() - 1;
    pieces.push_back({file, text.substr(begin, end - begin), static_cast<int64_t>(begin)});
    begin = end;
  }
  pieces.push_back({file, text.substr(begin), static_cast<int64_t>(begin)});
  return pieces;
}

}  // namespace schema::syntax
