#include "sql/lex.hpp"

namespace schema::sql {
namespace {

constexpr std::string_view operator_characters = "+-*/<>=~!@#%^&|`?";
constexpr std::string_view never_before_sign = "~!@#%^&|`?";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_operator(char c) { return c != '\0' && operator_characters.find(c) != std::string_view::npos; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool is_identifier_start(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_' || (c & 0x80); }
bool is_identifier_part(char c) { return is_identifier_start(c) || is_digit(c) || c == '$'; }

/// False if a comment never ends; the position is then its start.
bool Lexer::skip_space() {
  for (;;) {
    while (position_ < text_.size() && is_space(text_[position_])) ++position_;
    if (at(position_) == '-' && at(position_ + 1) == '-') {
      while (position_ < text_.size() && text_[position_] != '\n' && text_[position_] != '\r') ++position_;
    } else if (at(position_) == '/' && at(position_ + 1) == '*') {
      uint32_t i = position_ + 2;
      for (uint32_t depth = 1; depth > 0;) {
        if (i >= text_.size()) return false;
        const bool opens = at(i) == '/' && at(i + 1) == '*';
        const bool closes = at(i) == '*' && at(i + 1) == '/';
        if (opens) ++depth;
        if (closes) --depth;
        i += opens || closes ? 2 : 1;
      }
      position_ = i;
    } else {
      return true;
    }
  }
}

Token Lexer::token(TokenKind kind, uint32_t begin, uint32_t end) {
  position_ = end;
  return {kind, begin, end};
}

Token Lexer::quoted(TokenKind kind, uint32_t begin, uint32_t quote, bool backslashes) {
  const char mark = text_[quote];
  for (uint32_t i = quote + 1; i < text_.size(); ++i) {
    if (backslashes && text_[i] == '\\') {
      ++i;
    } else if (text_[i] == mark) {
      if (at(i + 1) != mark) return token(kind, begin, i + 1);
      ++i;
    }
  }
  return token(TokenKind::unterminated, begin, static_cast<uint32_t>(text_.size()));
}

/// $1, $$...$$, $tag$...$tag$, or a lone $.
Token Lexer::dollar(uint32_t begin) {
  uint32_t i = begin + 1;
  if (is_digit(at(i))) {
    while (is_digit(at(i))) ++i;
    return token(TokenKind::parameter, begin, i);
  }
  while (at(i) != '$' && is_identifier_part(at(i))) ++i;
  if (at(i) != '$') return token(TokenKind::punctuation, begin, begin + 1);
  const std::string_view tag = text_.substr(begin, i + 1 - begin);
  const size_t close = text_.find(tag, i + 1);
  if (close == std::string_view::npos) {
    return token(TokenKind::unterminated, begin, static_cast<uint32_t>(text_.size()));
  }
  return token(TokenKind::string, begin, static_cast<uint32_t>(close + tag.size()));
}

Token Lexer::word(uint32_t begin) {
  const char first = lower(text_[begin]);
  const char second = at(begin + 1);
  if (second == '\'' && (first == 'e' || first == 'b' || first == 'x' || first == 'n')) {
    return quoted(TokenKind::string, begin, begin + 1, first == 'e');
  }
  if (first == 'u' && second == '&' && (at(begin + 2) == '\'' || at(begin + 2) == '"')) {
    return quoted(at(begin + 2) == '"' ? TokenKind::quoted : TokenKind::string, begin, begin + 2, false);
  }
  uint32_t i = begin + 1;
  while (i < text_.size() && is_identifier_part(text_[i])) ++i;
  return token(TokenKind::word, begin, i);
}

Token Lexer::number(uint32_t begin) {
  uint32_t i = begin;
  while (is_digit(at(i))) ++i;
  if (at(i) == '.' && at(i + 1) != '.') {  // 1..10 is a range
    ++i;
    while (is_digit(at(i))) ++i;
  }
  const uint32_t sign = at(i + 1) == '+' || at(i + 1) == '-' ? 1 : 0;
  if (lower(at(i)) == 'e' && is_digit(at(i + 1 + sign))) i += 1 + sign;
  while (i < text_.size() && is_identifier_part(text_[i])) ++i;  // 0x1f, 1_000 and what is wrong anyway
  return token(TokenKind::number, begin, i);
}

/// The longest run of operator characters, cut as the server does: before a comment, and before trailing signs unless a
/// character that only user operators have comes earlier (so `=-1` is `=` and `-1`).
Token Lexer::op(uint32_t begin) {
  uint32_t i = begin;
  while (is_operator(at(i))) {
    if (i > begin && ((at(i) == '-' && at(i + 1) == '-') || (at(i) == '/' && at(i + 1) == '*'))) break;
    ++i;
  }
  const std::string_view run = text_.substr(begin, i - begin);
  if (run.find_first_of(never_before_sign) == std::string_view::npos) {
    while (i > begin + 1 && (text_[i - 1] == '+' || text_[i - 1] == '-')) --i;
  }
  return token(TokenKind::op, begin, i);
}

Token Lexer::next() {
  if (!skip_space()) return token(TokenKind::unterminated, position_, static_cast<uint32_t>(text_.size()));
  const uint32_t begin = position_;
  if (begin >= text_.size()) return {TokenKind::end, begin, begin};
  const char c = text_[begin];
  const char second = at(begin + 1);
  if (c == '\'') return quoted(TokenKind::string, begin, begin, false);
  if (c == '"') return quoted(TokenKind::quoted, begin, begin, false);
  if (c == '$') return dollar(begin);
  if (is_identifier_start(c)) return word(begin);
  if (is_digit(c) || (c == '.' && is_digit(second))) return number(begin);
  if ((c == ':' && (second == '=' || second == ':')) || (c == '.' && second == '.')) {
    return token(TokenKind::op, begin, begin + 2);
  }
  if (is_operator(c)) return op(begin);
  return token(TokenKind::punctuation, begin, begin + 1);
}

std::vector<Token> lex(std::string_view text) {
  std::vector<Token> tokens;
  Lexer lexer(text);
  do {
    tokens.push_back(lexer.next());
  } while (tokens.back().kind != TokenKind::end);
  return tokens;
}

bool is_word(std::string_view text, const Token& token, std::string_view lower_word) {
  if (token.kind != TokenKind::word || token.end - token.begin != lower_word.size()) return false;
  for (size_t i = 0; i < lower_word.size(); ++i) {
    if (lower(text[token.begin + i]) != lower_word[i]) return false;
  }
  return true;
}

bool is_symbol(std::string_view text, const Token& token, std::string_view symbol) {
  return (token.kind == TokenKind::punctuation || token.kind == TokenKind::op) &&
         text.substr(token.begin, token.end - token.begin) == symbol;
}

bool ends_in_comment(std::string_view text) {
  auto comment = text.rfind("--");
  if (comment == std::string_view::npos || text.find('\n', comment) != std::string_view::npos) return false;
  uint32_t end = 0;
  Lexer lexer(text);
  for (auto token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) end = token.end;
  return end <= comment;
}

std::string closed(std::string_view text) { return std::string(text) + (ends_in_comment(text) ? "\n" : ""); }

std::string fold(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = lower(c);
  return out;
}

std::string identifier(std::string_view text, const Token& token) {
  const std::string_view raw = text.substr(token.begin, token.end - token.begin);
  if (token.kind != TokenKind::quoted) return fold(raw);
  std::string out;
  for (size_t i = raw.find('"') + 1; i + 1 < raw.size(); ++i) {
    out += raw[i];
    if (raw[i] == '"') ++i;
  }
  return out;
}

}  // namespace schema::sql
