#include "lang/unicode.hpp"

#include <locale.h>
#include <wctype.h>

namespace schema::lang {

namespace {

/// Letters and cases as the C library's UTF-8 locale knows them; the program's own locale stays untouched.
locale_t utf8_locale() {
  static locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale ? locale : LC_GLOBAL_LOCALE;
}

constexpr char32_t kBad = 0xFFFD;

/// Reads one character and moves the text on; bytes that are no UTF-8 give kBad one by one.
char32_t next(std::string_view& text) {
  auto first = static_cast<unsigned char>(text[0]);
  int extra = first < 0x80 ? 0 : first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : -1;
  char32_t out = extra == 0 ? first : first & (0x3F >> extra);
  if (extra < 0 || text.size() <= static_cast<size_t>(extra) || first > 0xF4) {
    text.remove_prefix(1);
    return kBad;
  }
  for (int i = 1; i <= extra; ++i) {
    auto c = static_cast<unsigned char>(text[static_cast<size_t>(i)]);
    if ((c & 0xC0) != 0x80) {
      text.remove_prefix(1);
      return kBad;
    }
    out = (out << 6) | (c & 0x3F);
  }
  constexpr char32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
  bool valid = out >= kLeast[extra] && out <= 0x10FFFF && (out < 0xD800 || out > 0xDFFF);
  text.remove_prefix(valid ? static_cast<size_t>(extra) + 1 : 1);
  return valid ? out : kBad;
}

}  // namespace

std::u32string to_characters(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) out += next(text);
  return out;
}

namespace {

constexpr char32_t kJoiner = 0x200D;

bool is_between(char32_t c, char32_t low, char32_t high) { return c >= low && c <= high; }

/// A character that belongs to the one before it: accents, variation selectors, joiners, skin tones, tags.
bool extends(char32_t c) {
  if (c < 0x300) return false;
  if (c == kJoiner || is_between(c, 0xFE00, 0xFE0F) || is_between(c, 0x1F3FB, 0x1F3FF) ||
      is_between(c, 0xE0020, 0xE007F))
    return true;
  bool mark = is_between(c, 0x300, 0x36F) || is_between(c, 0x483, 0x489) || is_between(c, 0x591, 0x5BD) ||
              is_between(c, 0x610, 0x61A) || is_between(c, 0x64B, 0x65F) || is_between(c, 0x900, 0x903) ||
              is_between(c, 0x93A, 0x94F) || is_between(c, 0xE31, 0xE3A) || is_between(c, 0xE47, 0xE4E) ||
              is_between(c, 0x1AB0, 0x1AFF) || is_between(c, 0x1DC0, 0x1DFF) || is_between(c, 0x20D0, 0x20FF) ||
              is_between(c, 0xFE20, 0xFE2F) || is_between(c, 0x1160, 0x11FF);
  return mark && c != 0x93D;
}

bool is_flag_letter(char32_t c) { return is_between(c, 0x1F1E6, 0x1F1FF); }

bool is_picture(char32_t c) {
  return is_between(c, 0x1F300, 0x1FAFF) || is_between(c, 0x2600, 0x27BF) || is_between(c, 0x2190, 0x21FF);
}

bool continues(const std::u32string& cluster, char32_t c) {
  auto last = cluster.back();
  if (last == '\r') return c == '\n';
  if (last == '\n') return false;
  if (extends(c)) return true;
  if (last == kJoiner) return is_picture(c);
  return cluster.size() == 1 && is_flag_letter(last) && is_flag_letter(c);
}

}  // namespace

std::vector<std::u32string> to_clusters(std::string_view text) {
  std::vector<std::u32string> out;
  for (auto c : to_characters(text)) {
    if (out.empty() || !continues(out.back(), c)) out.emplace_back();
    out.back() += c;
  }
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  int extra = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr unsigned kLead[] = {0, 0xC0, 0xE0, 0xF0};
  out += static_cast<char>(kLead[extra] | (c >> (6 * extra)));
  for (int i = extra - 1; i >= 0; --i) out += static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3F));
}

std::string to_utf8(std::u32string_view characters) {
  std::string out;
  for (auto c : characters) append_utf8(out, c);
  return out;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    bool written = text.starts_with("\xEF\xBF\xBD");
    if (next(text) == kBad && !written) return false;
  }
  return true;
}

char32_t to_upper(char32_t c) { return static_cast<char32_t>(towupper_l(static_cast<wint_t>(c), utf8_locale())); }
char32_t to_lower(char32_t c) { return static_cast<char32_t>(towlower_l(static_cast<wint_t>(c), utf8_locale())); }
bool is_letter(char32_t c) { return iswalpha_l(static_cast<wint_t>(c), utf8_locale()); }
bool is_space(char32_t c) { return c == 0xA0 || iswspace_l(static_cast<wint_t>(c), utf8_locale()); }

}  // namespace schema::lang
