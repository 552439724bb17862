#pragma once
#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "sql/lex.hpp"
#include "sql/plpgsql.hpp"

namespace schema::sql {

/// Reads PL/pgSQL blocks and statements by recursive descent; SQL inside is only cut out, at parenthesis depth 0.
class PlpgsqlReader {
 public:
  explicit PlpgsqlReader(std::string_view body);
  Plpgsql read();

 private:
  /// Thrown at the first structural error, caught in read().
  struct Failure {
    SyntaxError error;
  };

  // Tokens.
  const Token& now() const { return tokens_[at_]; }
  const Token& peek(size_t n = 1) const { return tokens_[std::min(at_ + n, tokens_.size() - 1)]; }
  bool word(std::string_view lower) const { return is_word(body_, now(), lower); }
  bool any_word(std::initializer_list<std::string_view> lower) const;
  bool symbol(std::string_view text) const { return is_symbol(body_, now(), text); }
  bool take_word(std::string_view lower);
  bool take_symbol(std::string_view text);
  void expect_word(std::string_view lower);
  void expect_symbol(std::string_view text);
  void advance();
  bool at_name() const;
  bool at_assignment() const;
  [[noreturn]] void fail(std::string_view expected) const;

  // Pieces of SQL. Each stops at, and does not take, a token at depth 0 that is one of the words or symbols, or a
  // semicolon.
  using Stops = std::initializer_list<std::string_view>;
  bool at_stop(Stops stops) const;
  void skip_to(Stops stops);
  bool is_value(const Token& token) const;
  void cut(FragmentKind kind, size_t first, size_t last);
  void expression(Stops stops);
  void optional_expression(Stops stops);
  void sql_statement(Stops stops);
  void cursor_arguments();
  void skip_target();
  void skip_targets();
  void end_statement() { expect_symbol(";"); }

  // Blocks.
  void compiler_options();
  void block();
  void declarations();
  void declaration();
  void cursor_declaration();
  void statements();
  void exception_handlers();
  void end_of(std::string_view lower);

  // Statements.
  bool structured_statement();
  bool simple_statement();
  void statement();
  void label();
  void assignment();
  void if_statement();
  void case_statement();
  void loop_body();
  bool at_cursor() const;
  void for_statement();
  void foreach_statement();
  void return_statement();
  void raise_statement();
  void execute_statement();
  void open_statement();
  void perform_statement();
  void dynamic_query(Stops stops);
  void query_or_dynamic(Stops stops);

  std::string_view body_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  size_t depth_ = 0;
  Plpgsql out_;
};

}  // namespace schema::sql
