#include "redshift/texts.hpp"

#include <algorithm>
#include <set>

#include "sql/lex.hpp"

namespace schema::redshift {

namespace {

using sql::Token;
using sql::TokenKind;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), tokens_(sql::lex(text)) { find_ctes(); }

  std::vector<NamePlace> places() {
    std::vector<bool> stack;  // whether a FROM list goes on behind the parenthesis
    bool in_list = false;
    for (size_t i = 0; i < tokens_.size();) {
      if (symbol(i, "(")) {
        stack.push_back(in_list);
        in_list = false;
      } else if (symbol(i, ")")) {
        in_list = !stack.empty() && stack.back();
        if (!stack.empty()) stack.pop_back();
      } else if (word(i, "from") && !inside_function(i) && !(i > 0 && word(i - 1, "distinct"))) {
        in_list = true;
        i = relation(i + 1);
        continue;
      } else if (word(i, "join") || (in_list && symbol(i, ","))) {
        i = relation(i + 1);
        continue;
      } else if (ends_list(i)) {
        in_list = false;
      } else if (auto end = called(i)) {
        i = end;
        continue;
      }
      ++i;
    }
    return std::move(found_);
  }

 private:
  bool word(size_t i, std::string_view lower) const { return i < tokens_.size() && sql::is_word(text_, tokens_[i], lower); }
  bool symbol(size_t i, std::string_view what) const { return i < tokens_.size() && sql::is_symbol(text_, tokens_[i], what); }
  bool name(size_t i) const { return i < tokens_.size() && (tokens_[i].kind == TokenKind::word || tokens_[i].kind == TokenKind::quoted); }
  std::string identifier(size_t i) const { return sql::identifier(text_, tokens_[i]); }

  /// extract(year FROM x), trim(both FROM x)
  bool inside_function(size_t i) const {
    int depth = 0;
    for (size_t k = i; k-- > 0;) {
      if (symbol(k, ")")) ++depth;
      if (!symbol(k, "(") || depth-- > 0) continue;
      return k > 0 && (word(k - 1, "extract") || word(k - 1, "substring") || word(k - 1, "trim") || word(k - 1, "overlay"));
    }
    return false;
  }

  bool ends_list(size_t i) const {
    static constexpr std::string_view words[] = {"where", "group", "order", "having", "limit", "select", "union", "except", "intersect", "minus", "qualify"};
    return std::any_of(std::begin(words), std::end(words), [&](auto w) { return word(i, w); });
  }

  void find_ctes() {
    for (size_t i = 0; i + 2 < tokens_.size(); ++i)
      if (name(i) && word(i + 1, "as") && symbol(i + 2, "(")) ctes_.insert(identifier(i));
  }

  size_t relation(size_t i) {
    if (!name(i) || word(i, "select") || word(i, "lateral")) return i;
    auto begin = i;
    std::string schema, last = identifier(i++);
    while (symbol(i, ".") && name(i + 1)) {
      schema = std::move(last);
      last = identifier(i + 1);
      i += 2;
    }
    if (symbol(i, "(") || (schema.empty() && ctes_.contains(last))) return i;
    found_.push_back({tokens_[begin].begin, tokens_[i - 1].begin, tokens_[i - 1].end, std::move(schema), std::move(last)});
    return i;
  }

  /// schema.function(
  size_t called(size_t i) {
    bool starts = name(i) && symbol(i + 1, ".") && name(i + 2) && symbol(i + 3, "(") && !(i > 0 && symbol(i - 1, "."));
    if (!starts) return 0;
    found_.push_back({tokens_[i].begin, tokens_[i + 2].begin, tokens_[i + 2].end, identifier(i), identifier(i + 2)});
    return i + 3;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::set<std::string> ctes_;
  std::vector<NamePlace> found_;
};

/// Where the view's query begins: behind the first AS outside of parentheses.
size_t query_begin(std::string_view text) {
  int depth = 0;
  for (auto& token : sql::lex(text)) {
    if (sql::is_symbol(text, token, "(")) ++depth;
    if (sql::is_symbol(text, token, ")")) --depth;
    if (depth == 0 && sql::is_word(text, token, "as")) return token.end;
  }
  return std::string_view::npos;
}

/// Where WITH NO SCHEMA BINDING begins; npos if it is not there.
size_t binding_begin(std::string_view text) {
  auto tokens = sql::lex(text);
  for (size_t i = 0; i + 3 < tokens.size(); ++i)
    if (sql::is_word(text, tokens[i], "with") && sql::is_word(text, tokens[i + 1], "no") && sql::is_word(text, tokens[i + 2], "schema") &&
        sql::is_word(text, tokens[i + 3], "binding"))
      return tokens[i].begin;
  return std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n;";
  auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

/// Without parentheses around the whole of it.
std::string_view unwrapped(std::string_view text) {
  auto tokens = sql::lex(text);
  if (tokens.size() < 3 || !sql::is_symbol(text, tokens[0], "(")) return text;
  int depth = 0;
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (sql::is_symbol(text, tokens[i], "(")) ++depth;
    if (sql::is_symbol(text, tokens[i], ")") && --depth == 0) return i + 2 == tokens.size() ? trimmed(text.substr(1, text.size() - 2)) : text;
  }
  return text;
}

}  // namespace

std::vector<NamePlace> name_places(std::string_view sql) { return Reader(sql).places(); }

std::string without_schema(std::string_view sql, std::string_view schema) {
  std::string out(sql);
  auto places = name_places(sql);
  for (auto it = places.rbegin(); it != places.rend(); ++it)
    if (it->schema == schema) out.erase(it->begin, it->last - it->begin);
  return out;
}

std::string with_schema(std::string_view sql, std::string_view schema) {
  std::string out(sql);
  auto places = name_places(sql);
  for (auto it = places.rbegin(); it != places.rend(); ++it)
    if (it->schema.empty() && !it->name.starts_with("pg_") && !it->name.starts_with("svv_")) out.insert(it->begin, std::string(schema) + ".");
  return out;
}

bool same_tokens(std::string_view a, std::string_view b) {
  auto left = sql::lex(a), right = sql::lex(b);
  auto text = [](std::string_view sql, const Token& t) {
    auto raw = sql.substr(t.begin, t.end - t.begin);
    return t.kind == TokenKind::word ? sql::fold(raw) : std::string(raw);
  };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](auto& x, auto& y) { return x.kind == y.kind && text(a, x) == text(b, y); });
}

bool is_late_binding(std::string_view statement) { return binding_begin(statement) != std::string_view::npos; }

std::optional<std::string> query_of_create(std::string_view statement) {
  auto tokens = sql::lex(statement);
  if (!sql::is_word(statement, tokens[0], "create")) return {};
  auto end = binding_begin(statement);
  auto text = statement.substr(0, end);
  auto begin = query_begin(text);
  if (begin == std::string_view::npos) return {};
  return std::string(unwrapped(trimmed(text.substr(begin))));
}

}  // namespace schema::redshift
