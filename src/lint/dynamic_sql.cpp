#include "lint/dynamic_sql.hpp"

#include <algorithm>
#include <optional>

#include "sql/lex.hpp"

namespace schema::lint {

namespace {

using sql::Token;
using sql::TokenKind;

class Reader {
 public:
  Reader(std::string_view body, std::set<std::string> tainted)
      : body_(body), tokens_(sql::lex(body)), tainted_(std::move(tainted)) {}

  std::vector<Injection> read() {
    for (size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (!starts_statement(i)) continue;
      if (is_word(i, "execute")) execute(i + 1);
      if (is_word(i, "return") && is_word(i + 1, "query") && is_word(i + 2, "execute")) execute(i + 3);
      if (is_word(i, "for")) loop(i + 1);
      assignment(i);
    }
    return std::move(found_);
  }

 private:
  const Token& token(size_t i) const { return tokens_[std::min(i, tokens_.size() - 1)]; }
  bool is_word(size_t i, std::string_view word) const { return sql::is_word(body_, token(i), word); }
  bool is_symbol(size_t i, std::string_view symbol) const { return sql::is_symbol(body_, token(i), symbol); }
  bool ends(size_t i) const { return token(i).kind == TokenKind::end; }
  std::string name(size_t i) const {
    auto& t = token(i);
    if (t.kind == TokenKind::parameter) return std::string(body_.substr(t.begin, t.end - t.begin));
    return t.kind == TokenKind::word || t.kind == TokenKind::quoted ? sql::identifier(body_, t) : std::string();
  }

  bool starts_statement(size_t i) const {
    if (i == 0) return true;
    auto before = i - 1;
    return is_symbol(before, ";") || is_word(before, "then") || is_word(before, "else") || is_word(before, "loop") ||
           is_word(before, "begin") || is_word(before, "declare") || is_symbol(before, ">>");
  }

  /// The first token from `i` on, outside of parentheses, that is one of the words or a semicolon.
  size_t end_of(size_t i, std::initializer_list<std::string_view> words) const {
    for (int depth = 0; !ends(i); ++i) {
      if (is_symbol(i, "(")) ++depth;
      if (is_symbol(i, ")")) --depth;
      if (depth > 0) continue;
      if (is_symbol(i, ";") || std::any_of(words.begin(), words.end(), [&](auto w) { return is_word(i, w); })) break;
    }
    return i;
  }

  void execute(size_t i) {
    if (auto at = harmful(i, end_of(i, {"using", "into"})))
      found_.push_back({token(*at).begin, token(*at).end, name(*at)});
  }

  void loop(size_t i) {
    auto in = end_of(i, {"in"});
    if (!is_word(in, "in") || !is_word(in + 1, "execute")) return;
    if (auto at = harmful(in + 2, end_of(in + 2, {"using", "loop"})))
      found_.push_back({token(*at).begin, token(*at).end, name(*at)});
  }

  /// `x := ...`, also where it is declared.
  void assignment(size_t i) {
    auto variable = name(i);
    if (variable.empty()) return;
    auto end = end_of(i, {});
    for (auto at = i + 1; at < end; ++at) {
      if (!is_symbol(at, ":=") && !is_symbol(at, "=") && !is_word(at, "default")) continue;
      if (at > i + 1 && !is_declaration(i, at)) return;
      if (harmful(at + 1, end))
        tainted_.insert(variable);
      else if (at == i + 1)
        tainted_.erase(variable);
      return;
    }
  }

  /// Only a type, no expression, stands between a variable and its first value.
  bool is_declaration(size_t i, size_t at) const {
    for (; i < at; ++i)
      if (token(i).kind == TokenKind::string || is_word(i, "if") || is_word(i, "when") || is_word(i, "update"))
        return false;
    return true;
  }

  size_t closing(size_t open, size_t end) const {
    int depth = 0;
    for (auto i = open; i < end; ++i) {
      if (is_symbol(i, "(")) ++depth;
      if (is_symbol(i, ")") && --depth == 0) return i;
    }
    return end;
  }

  /// The first token between the two that brings in what a caller wrote.
  std::optional<size_t> harmful(size_t begin, size_t end) const {
    for (auto i = begin; i < end; ++i) {
      bool call = is_symbol(i + 1, "(");
      if (call && is_safe_call(i)) {
        i = closing(i + 1, end);
      } else if (call && is_word(i, "format")) {
        auto close = closing(i + 1, end);
        if (auto at = harmful_format(i + 2, close)) return at;
        i = close;
      } else if (tainted_.contains(name(i)) && !is_symbol(i + 1, "(") && !cast_away(i)) {
        return i;
      }
    }
    return {};
  }

  bool is_safe_call(size_t i) const {
    for (auto word :
         {"quote_ident", "quote_literal", "quote_nullable", "length", "to_regclass", "to_regtype", "to_regproc"})
      if (is_word(i, word)) return true;
    return false;
  }

  /// `x::regclass`: only what is one survives.
  bool cast_away(size_t i) const {
    if (!is_symbol(i + 1, "::")) return false;
    for (auto text : {"text", "varchar", "char", "bpchar", "name", "character", "json", "jsonb", "unknown"})
      if (is_word(i + 2, text)) return false;
    return true;
  }

  /// The arguments of format() from the first token to the closing parenthesis.
  std::optional<size_t> harmful_format(size_t begin, size_t close) const {
    std::vector<std::pair<size_t, size_t>> arguments;
    for (auto i = begin; i < close; ++i) {
      auto start = i;
      for (int depth = 0; i < close && (depth > 0 || !is_symbol(i, ",")); ++i)
        depth += is_symbol(i, "(") ? 1 : is_symbol(i, ")") ? -1 : 0;
      arguments.emplace_back(start, i);
    }
    if (arguments.empty()) return {};
    auto [first, last] = arguments[0];
    if (last != first + 1 || token(first).kind != TokenKind::string) return harmful(begin, close);
    auto text = body_.substr(token(first).begin, token(first).end - token(first).begin);
    size_t next = 1;
    for (size_t i = 0; i + 1 < text.size(); ++i) {
      if (text[i] != '%') continue;
      auto at = i + 1;
      size_t number = 0;
      while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        number = number * 10 + static_cast<size_t>(text[at++] - '0');
      bool numbered = at < text.size() && text[at] == '$';
      if (numbered) ++at;
      i = at;
      if (at >= text.size() || text[at] == '%') continue;
      auto argument = numbered ? number : next;
      next = argument + 1;
      if (text[at] != 's' || argument >= arguments.size()) continue;
      if (auto found = harmful(arguments[argument].first, arguments[argument].second)) return found;
    }
    return {};
  }

  std::string_view body_;
  std::vector<Token> tokens_;
  std::set<std::string> tainted_;
  std::vector<Injection> found_;
};

}  // namespace

std::vector<Injection> find_injections(std::string_view body, const std::set<std::string>& arguments) {
  return Reader(body, arguments).read();
}

}  // namespace schema::lint
