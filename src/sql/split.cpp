#include "sql/split.hpp"

#include <string>

#include "sql/lex.hpp"

namespace schema::sql {
namespace {

/// Follows one statement as psql does, to know which semicolon ends it.
class Tracker {
 public:
  void see(std::string_view text, const Token& token) {
    if (is_symbol(text, token, "(")) ++parentheses_;
    if (is_symbol(text, token, ")") && parentheses_ > 0) --parentheses_;
    if (token.kind == TokenKind::word) see_word(identifier(text, token));
    ++tokens_;
  }

  bool ends_at_semicolon() const { return parentheses_ == 0 && begins_ == 0; }
  bool empty() const { return tokens_ == 0; }
  bool copies_from_stdin() const { return copy_ && from_stdin_; }

 private:
  void see_word(const std::string& word) {
    if (tokens_ == 0) copy_ = word == "copy";
    if (parentheses_ > 0) return;
    if (words_ < 4) {
      routine_ = routine_ || (creates_ && (word == "function" || word == "procedure"));
      creates_ = creates_ || (words_ == 0 && word == "create");
      ++words_;
    }
    from_stdin_ = from_stdin_ || (last_ == "from" && word == "stdin");
    // Only BEGIN ATOMIC can stand in the statement that creates a routine.
    if (routine_ && (word == "begin" || (word == "case" && begins_ > 0))) ++begins_;
    if (word == "end" && begins_ > 0) --begins_;
    last_ = word;
  }

  size_t tokens_ = 0;
  size_t words_ = 0;
  size_t parentheses_ = 0;
  size_t begins_ = 0;
  bool creates_ = false;
  bool routine_ = false;
  bool copy_ = false;
  bool from_stdin_ = false;
  std::string last_;
};

uint32_t line_end(std::string_view text, uint32_t from) {
  return static_cast<uint32_t>(std::min(text.find('\n', from), text.size()));
}

uint32_t next_line(std::string_view text, uint32_t from) {
  const uint32_t end = line_end(text, from);
  return end < text.size() ? end + 1 : end;
}

/// The line without its line break.
std::string_view line_at(std::string_view text, uint32_t begin) {
  std::string_view line = text.substr(begin, line_end(text, begin) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text), lexer_(text) {}

  std::vector<Statement> split() {
    for (;;) {
      const Token token = lexer_.next();
      if (token.kind == TokenKind::end) break;
      if (is_symbol(text_, token, "\\")) {
        finish();
        meta(token);
      } else if (is_symbol(text_, token, ";") && tracker_.ends_at_semicolon()) {
        finish();
      } else {
        if (tracker_.empty()) now_ = {StatementKind::sql, token.begin};
        now_.end = token.end;
        tracker_.see(text_, token);
      }
    }
    finish();
    return std::move(statements_);
  }

 private:
  void finish() {
    if (tracker_.empty()) return;
    if (tracker_.copies_from_stdin()) copy_data();
    statements_.push_back(now_);
    tracker_ = {};
  }

  void copy_data() {
    now_.kind = StatementKind::copy;
    now_.data_begin = now_.data_end = next_line(text_, lexer_.position());
    while (now_.data_end < text_.size() && line_at(text_, now_.data_end) != "\\.") {
      now_.data_end = next_line(text_, now_.data_end);
    }
    lexer_.seek(next_line(text_, now_.data_end));
  }

  void meta(const Token& token) {
    const auto end = static_cast<uint32_t>(token.begin + line_at(text_, token.begin).size());
    statements_.push_back({StatementKind::meta, token.begin, end});
    lexer_.seek(end);
  }

  std::string_view text_;
  Lexer lexer_;
  Tracker tracker_;
  Statement now_;
  std::vector<Statement> statements_;
};

}  // namespace

std::vector<Statement> split_statements(std::string_view text) { return Splitter(text).split(); }

}  // namespace schema::sql
