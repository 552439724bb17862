#include "text/width.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace schema {

namespace {

struct Span {
  uint32_t first, last;
};

/// Unicode's East_Asian_Width W and F, in broad strokes.
constexpr Span kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},  {0xAC00, 0xD7A3},
                          {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},  {0xFFE0, 0xFFE6},
                          {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};
/// Accents that stand over the letter before, joiners, and what chooses a picture.
constexpr Span kNone[] = {{0x300, 0x36F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};

template <size_t n>
bool is_in(const Span (&spans)[n], uint32_t code) {
  return std::any_of(std::begin(spans), std::end(spans),
                     [&](auto& span) { return span.first <= code && code <= span.last; });
}

bool continues(char c) { return (c & 0xC0) == 0x80; }

}  // namespace

Character character_at(std::string_view text, size_t at) {
  auto first = static_cast<unsigned char>(text[at]);
  uint32_t code = first < 0x80 ? first : first < 0xE0 ? first & 0x1F : first < 0xF0 ? first & 0x0F : first & 0x07;
  size_t end = at + 1;
  for (; end < text.size() && continues(text[end]); ++end) code = code << 6 | (text[end] & 0x3F);
  return {is_in(kNone, code) ? 0u : is_in(kWide, code) ? 2u : 1u, end};
}

size_t width(std::string_view text) {
  size_t columns = 0;
  for (size_t at = 0; at < text.size();) {
    auto next = character_at(text, at);
    columns += next.columns;
    at = next.end;
  }
  return columns;
}

}  // namespace schema
