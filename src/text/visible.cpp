#include "text/visible.hpp"

#include <fmt/format.h>

namespace schema {

namespace {

/// The bytes of a character that is not to be shown as it is, as its code point; 0 if it is harmless.
unsigned acted_on(std::string_view text, size_t i, bool lines) {
  auto byte = [&](size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  auto first = byte(i);
  if (first == '\n' || first == '\t') return lines ? 0 : first;
  if (first < 0x20 || first == 0x7F) return first ? first : 0xFFFD;
  if (first == 0xC2 && byte(i + 1) >= 0x80 && byte(i + 1) < 0xA0) return byte(i + 1);
  if (first == 0xD8 && byte(i + 1) == 0x9C) return 0x61C;
  if (first < 0xE0 || first >= 0xF0) return 0;
  auto code = ((first & 0x0F) << 12) | ((byte(i + 1) & 0x3F) << 6) | (byte(i + 2) & 0x3F);
  bool direction =
      code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  // Two names that differ by one of these look the same. (Joiners, 200C and 200D, are letters' business.)
  bool unseen = code == 0x200B || code == 0x2028 || code == 0x2029 || (code >= 0x2060 && code <= 0x2064) || code == 0xFEFF;
  return direction || unseen ? code : 0;
}

}  // namespace

std::string visible(std::string_view text, bool lines) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    auto code = acted_on(text, i, lines);
    if (!code) {
      out += text[i];
      continue;
    }
    if (code == '\n' || code == '\t')
      out += code == '\n' ? "\\n" : "\\t";
    else
      out += fmt::format("\\u{{{:x}}}", code);
    i += code >= 0x800 && code != 0xFFFD ? 2 : code >= 0x80 && code != 0xFFFD ? 1 : 0;
  }
  return out;
}

}  // namespace schema
