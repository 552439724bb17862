#include <algorithm>
#include <cctype>

#include "syntax/errors.hpp"

namespace schema::syntax {
namespace {

bool is_token(Node node, std::string_view spelling) {
  return node && node.kind() == Kind::token && node.type() == spelling;
}

std::string in_sequence(Node before, std::string_view close) {
  auto end = "`" + std::string(close) + "`";
  bool wants_value = before.kind() == Kind::token;
  return wants_value ? "expected a value or " + end : "expected `,` or " + end;
}

std::string in_body(Node before, bool same_line) {
  bool after_item = same_line && (before.kind() == Kind::attribute_ || before.kind() == Kind::block_);
  return after_item ? "expected a new line, or a comma inside of a one-line block"
                    : "expected an attribute (`name = value`) or a block (`type \"name\" { ... }`)";
}

}  // namespace

std::string expectation(Kind parent, Node before, bool same_line) {
  switch (parent) {
    case Kind::attribute_:
    case Kind::object_item_:
      if (is_token(before, "=") || is_token(before, ":")) return "expected a value";
      return before.kind() == Kind::identifier_ ? "expected `=`" : "expected a new line";
    case Kind::block_:
      return "expected a label or `{`";
    case Kind::list_:
      return in_sequence(before, "]");
    case Kind::call_:
      return in_sequence(before, ")");
    case Kind::object_:
      return before.kind() == Kind::object_item_ ? "expected `,`, a new line or `}`" : "expected `key = value` or `}`";
    case Kind::parenthesized_:
      return before.kind() == Kind::token ? "expected a value" : "expected `)`";
    case Kind::index_:
      return "expected `]`";
    case Kind::interpolation_:
      return before.kind() == Kind::token ? "expected a value" : "expected `}`";
    case Kind::for_list_:
      return "expected `[for item in list : value if condition]`";
    case Kind::for_object_:
      return "expected `{for key, item in map : key => value if condition}`";
    case Kind::unary_:
    case Kind::binary_:
    case Kind::conditional_:
      return "expected a value";
    case Kind::get_attribute_:
      return "expected a name";
    default:
      return in_body(before, same_line);
  }
}

std::string sql_help(std::string_view word) {
  static constexpr std::string_view kStatements[] = {"create", "alter",  "drop", "insert", "select",
                                                     "update", "delete", "set",  "grant",  "begin"};
  std::string lower(word);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  bool known = std::find(std::begin(kStatements), std::end(kStatements), lower) != std::end(kStatements);
  return known ? "SQL stands in a file NAME.sql; here a table is written table \"name\" { ... }" : "";
}

std::string habit(std::string_view token) {
  if (token.starts_with("'")) return "strings are written in double quotes";
  if (token.starts_with("\xE2\x80\x9C") || token.starts_with("\xE2\x80\x9D")) return "expected a plain double quote";
  if (token.starts_with("\xC2\xA0")) return "this is a no-break space; expected a plain one";
  if (token.starts_with(";"))
    return "no `;` is needed: a new line ends an attribute, or a comma inside of a one-line block";
  if (token.starts_with("<<")) return "expected a tag and a new line after it, as in <<-SQL";
  if (token.starts_with("/")) return "a text with a `/` stands in quotes";
  if (token.starts_with("--")) return "a comment starts with `#` or `//`";
  if (token.starts_with("%{")) return "there are no template directives; expected a `for` expression or a conditional";
  return {};
}

}  // namespace schema::syntax
