#include "postgres/partition_text.hpp"

#include "postgres/expression_text.hpp"
#include "postgres/support.hpp"
#include "sql/lex.hpp"

namespace schema::postgres {

namespace {

/// Reads a text token by token.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), tokens_(sql::lex(text)) {}

  bool word(std::string_view lower) const { return sql::is_word(text_, now(), lower); }
  bool symbol(std::string_view symbol) const { return sql::is_symbol(text_, now(), symbol); }
  bool at_end() const { return now().kind == sql::TokenKind::end; }
  bool is_name() const { return now().kind == sql::TokenKind::word || now().kind == sql::TokenKind::quoted; }
  void next() { ++at_; }
  uint32_t begin() const { return now().begin; }
  std::string name() { return sql::identifier(text_, tokens_[at_++]); }
  std::string_view between(uint32_t begin, uint32_t end) const { return text_.substr(begin, end - begin); }
  uint32_t last_end() const { return tokens_[at_ - 1].end; }

  /// Past the parenthesis that closes the one here.
  void skip_parentheses() {
    int depth = 0;
    do {
      depth += symbol("(") ? 1 : symbol(")") ? -1 : 0;
      next();
    } while (depth > 0 && !at_end());
  }

  /// schema.name or name.
  Name qualified() {
    Name found{"", name()};
    if (!symbol(".")) return found;
    next();
    found.schema = std::exchange(found.name, name());
    return found;
  }

 private:
  const sql::Token& now() const { return tokens_[std::min(at_, tokens_.size() - 1)]; }

  std::string_view text_;
  std::vector<sql::Token> tokens_;
  size_t at_ = 0;
};

/// A column, a call, or an expression in parentheses, with its collation and operator class.
PartitionPart read_part(Reader& in) {
  PartitionPart part;
  auto begin = in.begin();
  if (in.symbol("(")) {
    in.skip_parentheses();
  } else {
    part.column.name = in.name();
    while (in.symbol(".")) in.next(), in.next();
    if (in.symbol("(")) in.skip_parentheses(), part.column.name.clear();
  }
  if (part.column.name.empty()) part.expr.text = bare_expression(in.between(begin, in.last_end()));
  if (in.word("collate")) in.next(), part.collate = in.qualified();
  if (in.is_name()) part.ops = in.qualified();
  return part;
}

/// The values of a list in parentheses.
std::vector<Sql> read_values(Reader& in) {
  std::vector<Sql> values;
  in.next();
  while (!in.symbol(")") && !in.at_end()) {
    auto begin = in.begin();
    while (!in.symbol(",") && !in.symbol(")") && !in.at_end()) {
      if (in.symbol("("))
        in.skip_parentheses();
      else
        in.next();
    }
    values.push_back({std::string(in.between(begin, in.last_end())), nullptr, {}});
    if (in.symbol(",")) in.next();
  }
  in.next();
  return values;
}

/// "modulus 2, remainder 0" in parentheses.
HashBound read_hash(std::string_view text) {
  HashBound bound;
  std::sscanf(std::string(text).c_str(), "%*[^0-9]%ld%*[^0-9]%ld", &bound.modulus.emplace(),
              &bound.remainder.emplace());
  return bound;
}

void write_values(const std::vector<Sql>& values, Statement& s) {
  std::string_view separator = "(";
  for (auto& value : values) s << std::exchange(separator, ", ") << value;
  s << ")";
}

}  // namespace

PartitionKey read_partition_key(std::string_view text) {
  PartitionKey key;
  Reader in(text);
  key.type.text = in.name();
  in.next();
  while (!in.symbol(")") && !in.at_end()) {
    key.parts.push_back(read_part(in));
    if (in.symbol(",")) in.next();
  }
  return key;
}

Bound read_bound(std::string_view text) {
  Bound bound;
  Reader in(text);
  in.next();  // FOR or DEFAULT
  in.next();  // VALUES
  if (in.word("from")) {
    in.next();
    auto from = read_values(in);
    in.next();  // TO
    bound.range = RangeBound{std::move(from), read_values(in)};
  } else if (in.word("in")) {
    in.next();
    bound.list = ListBound{read_values(in)};
  } else if (in.word("with")) {
    bound.hash = read_hash(text);
  }
  return bound;
}

void write_partition_key(const PartitionKey& key, Statement& s) {
  auto type = key.type.text;
  std::transform(type.begin(), type.end(), type.begin(), [](unsigned char c) { return std::toupper(c); });
  s << " PARTITION BY " << type;
  std::string_view separator = " (";
  for (auto& part : key.parts) {
    s << std::exchange(separator, ", ");
    if (part.expr.empty())
      s << sql::quote_ident(part.column.name);
    else
      s << "(" << part.expr << ")";
    if (!part.collate.empty()) s << " COLLATE " << name_sql(part.collate);
    if (!part.ops.empty()) s << " " << name_sql(part.ops);
  }
  s << ")";
}

void write_bound(const Bound& bound, Statement& s) {
  if (bound.range) {
    write_values(bound.range->from, s << "FOR VALUES FROM ");
    write_values(bound.range->to, s << " TO ");
  } else if (bound.list) {
    write_values(bound.list->in, s << "FOR VALUES IN ");
  } else if (bound.hash) {
    s << fmt::format("FOR VALUES WITH (MODULUS {}, REMAINDER {})", bound.hash->modulus.value_or(0),
                     bound.hash->remainder.value_or(0));
  } else {
    s << "DEFAULT";
  }
}

}  // namespace schema::postgres
