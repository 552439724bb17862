#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A lexer for PostgreSQL's SQL that accepts any bytes: for texts that libpg_query refuses, for PL/pgSQL, and for
/// splitting files.
namespace schema::sql {

enum class TokenKind {
  end,
  word,    ///< an identifier or keyword without quotes
  quoted,  ///< "..." or U&"..."
  string,  ///< '...', E'...', $$...$$ and their relatives
  number,
  parameter,     ///< $1
  op,            ///< an operator, also := .. :: =>
  punctuation,   ///< one of ( ) [ ] , ; . : \ or any byte that means nothing
  unterminated,  ///< a quote or comment that never ends; reaches to the end of the text
};

struct Token {
  TokenKind kind = TokenKind::end;
  uint32_t begin = 0;
  uint32_t end = 0;
};

/// Reads one token after the other; white space and comments are passed over.
class Lexer {
 public:
  explicit Lexer(std::string_view text, uint32_t position = 0) : text_(text), position_(position) {}

  Token next();
  uint32_t position() const { return position_; }
  void seek(uint32_t position) { position_ = position; }

 private:
  char at(uint32_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  bool skip_space();
  Token token(TokenKind kind, uint32_t begin, uint32_t end);
  Token quoted(TokenKind kind, uint32_t begin, uint32_t quote, bool backslashes);
  Token dollar(uint32_t begin);
  Token word(uint32_t begin);
  Token number(uint32_t begin);
  Token op(uint32_t begin);

  std::string_view text_;
  uint32_t position_;
};

/// All tokens of the text, closed by one of kind `end`.
std::vector<Token> lex(std::string_view text);

/// True if the token is the keyword, whatever its case; `lower` is in lower case.
bool is_word(std::string_view text, const Token& token, std::string_view lower);

/// True if the token is this punctuation or operator.
bool is_symbol(std::string_view text, const Token& token, std::string_view symbol);

/// The name that a word or a quoted identifier means: folded to lower case, or without its quotes.
std::string identifier(std::string_view text, const Token& token);

/// The text, with a line break behind it where it ends in a comment, which would swallow what follows.
std::string closed(std::string_view text);
bool ends_in_comment(std::string_view text);

/// ASCII letters in lower case, all else as it is: how the server folds names in UTF-8.
std::string fold(std::string_view word);

bool is_identifier_start(char c);
bool is_identifier_part(char c);

}  // namespace schema::sql
