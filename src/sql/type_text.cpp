// Types as text: from SQL, and between the server's form and that of .schema files.
#include <algorithm>

#include "sql/interval_type.hpp"
#include "sql/lex.hpp"
#include "sql/type_names.hpp"
#include "sql/type_table.hpp"

namespace schema::sql {
namespace {

/// Reads `[pg_catalog.]name[(args)][rest of the name][[] | ARRAY]`.
class TypeReader {
 public:
  explicit TypeReader(std::string_view text) : text_(text), tokens_(lex(text)) {}

  std::optional<TypeSpec> read() {
    catalog_ = is_word(text_, now(), "pg_catalog") && is_symbol(text_, tokens_[1], ".");
    if (catalog_) at_ += 2;
    if (now().kind == TokenKind::quoted || (catalog_ && now().kind == TokenKind::word)) {
      internal_ = true;
      spec_.name = identifier(text_, tokens_[at_++]);
    } else {
      read_words();
    }
    if (!read_arguments()) return std::nullopt;
    if (!internal_) read_words();
    if (!read_array()) return std::nullopt;
    if (now().kind != TokenKind::end || spec_.name.empty()) return std::nullopt;
    return spec_;
  }

  /// The name is pg_type's, not one of the parser's: "char" is then not `char`.
  bool internal() const { return internal_; }

 private:
  const Token& now() const { return tokens_[at_]; }

  void read_words() {
    for (; now().kind == TokenKind::word && !is_word(text_, now(), "array"); ++at_) {
      spec_.name += (spec_.name.empty() ? "" : " ") + identifier(text_, now());
    }
  }

  bool read_arguments() {
    if (!is_symbol(text_, now(), "(")) return true;
    std::string arg;
    for (++at_; now().kind != TokenKind::end; ++at_) {
      const bool closes = is_symbol(text_, now(), ")");
      if (closes || is_symbol(text_, now(), ",")) {
        spec_.args.push_back(std::move(arg));
        arg.clear();
        if (closes) return ++at_, true;
      } else {
        arg += text_.substr(now().begin, now().end - now().begin);
      }
    }
    return false;
  }

  bool read_array() {
    if (is_word(text_, now(), "array")) {
      spec_.array = true;
      ++at_;
    }
    while (is_symbol(text_, now(), "[")) {
      spec_.array = true;
      ++at_;
      if (now().kind == TokenKind::number) ++at_;
      if (!is_symbol(text_, now(), "]")) return false;
      ++at_;
    }
    return true;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  bool catalog_ = false;
  bool internal_ = false;
  TypeSpec spec_;
};

/// A canonical type taken apart.
struct Parts {
  std::string base;
  std::string args;  ///< with their parentheses
  bool array = false;
};

Parts take_apart(std::string_view canonical) {
  Parts parts;
  parts.array = canonical.ends_with("[]");
  if (parts.array) canonical.remove_suffix(2);
  const size_t open = std::min(canonical.find('('), canonical.size());
  const size_t close = std::min(canonical.find(')', open), canonical.size());
  parts.base = canonical.substr(0, open);
  if (close < canonical.size()) {
    parts.args = canonical.substr(open, close + 1 - open);
    parts.base += canonical.substr(close + 1);
  }
  return parts;
}

std::string written_interval(const Parts& parts) {
  const IntervalLimits limits = interval_limits({parts.base.substr(std::string_view("interval").size())});
  const std::string digits = parts.args.empty() ? "" : parts.args.substr(1, parts.args.size() - 2);
  if (limits.fields.empty()) return "interval" + parts.args;
  return "interval(\"" + limits.fields + "\"" + (digits.empty() ? "" : ", " + digits) + ")";
}

std::string written_base(const Parts& parts) {
  if (parts.base == "interval" || parts.base.starts_with("interval ")) return written_interval(parts);
  for (const BuiltinType& type : builtin_types()) {
    if (type.canonical == parts.base) return type.word.empty() ? "" : std::string(type.word) + parts.args;
  }
  const auto& plain = plain_types();
  return std::find(plain.begin(), plain.end(), parts.base) == plain.end() ? "" : parts.base;
}

}  // namespace

std::optional<std::string> canonical_type(std::string_view sql_text) {
  TypeReader reader(sql_text);
  auto spec = reader.read();
  if (!spec) return std::nullopt;
  if (reader.internal() && spec->name == "char" && spec->args.empty()) return spec->array ? "\"char\"[]" : "\"char\"";
  if (reader.internal() && !is_builtin_type(spec->name)) return std::nullopt;
  // `year` and its like are short for an interval in .schema files only.
  const bool interval = spec->name == "interval" || spec->name.starts_with("interval ");
  if (!interval && fields_in_name(spec->name)) return std::nullopt;
  return canonical_type(*spec);
}

std::string written_type(std::string_view canonical) {
  const Parts parts = take_apart(canonical);
  std::string word = written_base(parts);
  if (const size_t comma = word.find(','); !word.empty() && comma != std::string::npos && word[comma + 1] != ' ') {
    word.insert(comma + 1, " ");
  }
  if (!word.empty() && parts.array) word += "[]";
  return word;
}

std::string without_type_arguments(std::string_view canonical) {
  const Parts parts = take_apart(canonical);
  return (parts.base.starts_with("interval ") ? "interval" : parts.base) + (parts.array ? "[]" : "");
}

}  // namespace schema::sql
