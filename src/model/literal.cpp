#include "model/literal.hpp"

#include "sql/quote.hpp"

namespace schema {

namespace {

bool is_plain_number(std::string_view t) {
  if (t.empty() || t.find_first_not_of("0123456789.") != std::string_view::npos) return false;
  return std::count(t.begin(), t.end(), '.') <= 1 && std::isdigit(static_cast<unsigned char>(t.front()));
}

/// "character varying(20)" without its modifiers: what a constant is cast to.
std::string without_modifiers(std::string_view type) {
  auto open = type.find('(');
  auto close = type.find(')', open);
  if (open == std::string_view::npos || close == std::string_view::npos || type.starts_with('"')) return std::string(type);
  return std::string(type.substr(0, open)) + std::string(type.substr(close + 1));
}

struct Constant {
  std::string text;
  std::string_view cast;  ///< the type behind ::
};

/// 'text'::type, and nothing else.
std::optional<Constant> parse_constant(std::string_view sql) {
  if (!sql.starts_with('\'')) return {};
  Constant c;
  for (size_t i = 1; i < sql.size(); ++i) {
    if (sql[i] == '\\') return {};
    if (sql[i] != '\'') {
      c.text += sql[i];
    } else if (i + 1 < sql.size() && sql[i + 1] == '\'') {
      c.text += sql[i++];
    } else {
      auto rest = sql.substr(i + 1);
      if (!rest.starts_with("::")) return {};
      c.cast = rest.substr(2);
      return c;
    }
  }
  return {};
}

bool is_negative_number(const Constant& c) {
  bool numeric = c.cast == "integer" || c.cast == "bigint" || c.cast == "numeric";
  return numeric && is_plain_number(c.text.starts_with('-') ? std::string_view(c.text).substr(1) : c.text) &&
         number_literal(c.text) == sql::quote_literal(c.text) + "::" + std::string(c.cast);
}

}  // namespace

std::string number_literal(std::string_view number) {
  bool negative = number.starts_with('-');
  auto digits = negative ? number.substr(1) : number;
  if (!is_plain_number(digits)) return std::string(number);
  bool whole = digits.find('.') == std::string_view::npos;
  bool small = whole && (digits.size() < 10 || (digits.size() == 10 && digits <= "2147483647"));
  bool big = whole && (digits.size() < 19 || (digits.size() == 19 && digits <= "9223372036854775807"));
  if (!negative && (small || !whole)) return std::string(number);
  return fmt::format("'{}'::{}", number, small ? "integer" : big ? "bigint" : "numeric");
}

void literal_to_sql(Sql& sql, const Type& type) {
  if (sql.literal != Literal::pending) return;
  auto cast = without_modifiers(type.text);
  sql.text = sql::quote_literal(sql.text) + (cast.empty() ? "" : "::" + cast);
  sql.literal = Literal::yes;
}

void mark_literal(Sql& sql, const Type& type) {
  if (is_plain_number(sql.text) || sql.text == "true" || sql.text == "false") {
    sql.literal = Literal::yes;
  } else if (auto c = parse_constant(sql.text)) {
    if (c->cast == without_modifiers(type.text) || is_negative_number(*c)) sql.literal = Literal::yes;
  }
}

lang::Value literal_value(const Sql& sql) {
  if (sql.literal == Literal::pending) return lang::make_text(sql.text);
  if (sql.literal == Literal::yes) {
    if (sql.text == "true" || sql.text == "false") return lang::Value(sql.text == "true");
    if (is_plain_number(sql.text)) return lang::Value(lang::Number{sql.text});
    if (auto c = parse_constant(sql.text)) return is_negative_number(*c) ? lang::Value(lang::Number{c->text}) : lang::make_text(c->text);
  }
  return lang::Value(lang::RawSql{{sql.text, sql.origin, {}}});
}

}  // namespace schema
