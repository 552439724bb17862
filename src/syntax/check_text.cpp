#include "syntax/check_text.hpp"

#include <fmt/format.h>

namespace schema::syntax {
namespace {

constexpr size_t max_megabytes = 16;
constexpr size_t max_size = max_megabytes << 20;

/// The length of the character that starts the text, or 0 if this is not UTF-8.
size_t character_size(std::string_view text) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  auto lead = byte(0);
  if (lead < 0x80) return 1;
  size_t size = lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  if (size == 0 || size > text.size()) return 0;
  for (size_t i = 1; i < size; i++) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates, and what lies beyond Unicode show in the second byte.
  bool bad = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF0 && byte(1) < 0x90) ||
             (lead == 0xF4 && byte(1) > 0x8F);
  return bad ? 0 : size;
}

/// Nesting as the bytes show it, with no regard to strings. Old tree-sitter libraries corrupt memory when they recover
/// from an error below some 65,000 open rules, so a text that could come near is not given to them.
constexpr int max_open = 10'000;

/// Counts what can leave rules open: brackets, and prefix operators and conditionals with only words between them.
class Nesting {
 public:
  bool too_deep(char c) {
    bool opens = c == '(' || c == '[' || c == '{';
    bool closes = c == ')' || c == ']' || c == '}';
    if (opens) brackets_++;
    if (closes && brackets_ > 0) brackets_--;
    if (c == '-' || c == '!' || c == '?') {
      operators_++;
    } else if (!is_word(c)) {
      operators_ = 0;
    }
    return brackets_ > max_open || operators_ > max_open;
  }

 private:
  static bool is_word(char c) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || c == ' ' || (c >= '\t' && c <= '\r') || static_cast<signed char>(c) < 0 || c == '_' || c == '.';
  }

  int brackets_ = 0;
  int operators_ = 0;
};

}  // namespace

bool check_text(const SourceFile& file, Diagnostics& diagnostics) {
  std::string_view text = file.text();
  if (text.size() > max_size) {
    diagnostics.error("file-too-large", {&file, 0, 0}, fmt::format("this file has {} bytes", text.size()),
                      fmt::format("at most {} MB are read; split the file", max_megabytes));
    return false;
  }
  Nesting nesting;
  for (size_t i = 0; i < text.size();) {
    size_t size = character_size(text.substr(i, 4));
    Range where{&file, static_cast<uint32_t>(i), static_cast<uint32_t>(i + 1)};
    if (size == 0) {
      diagnostics.error("invalid-utf8", where, "this byte is not UTF-8", "save the file as UTF-8");
      return false;
    }
    if (text[i] == 0) {
      diagnostics.error("nul-byte", where, "a NUL byte cannot stand in a schema file", "remove it");
      return false;
    }
    if (nesting.too_deep(text[i])) {
      diagnostics.error("too-deep", where, "this is nested too deeply");
      return false;
    }
    i += size;
  }
  return true;
}

}  // namespace schema::syntax
