#include "redshift/quote.hpp"

#include <unordered_set>

#include "sql/lex.hpp"
#include "sql/quote.hpp"

namespace schema::redshift {

namespace {

/// Reserved words that PostgreSQL does not have (Developer Guide: r_pg_keywords).
bool is_reserved(std::string_view name) {
  static const std::unordered_set<std::string_view> words = {
      "aes128",      "aes256",        "allowoverwrite", "authorization", "az64",        "backup",         "binary",      "blanksasnull",
      "bytedict",    "bzip2",         "credentials",    "current_user_id", "deflate",   "defrag",         "delta",       "delta32k",
      "disable",     "emptyasnull",   "enable",         "encode",        "encrypt",     "encryption",     "explicit",    "globaldict256",
      "globaldict64k", "gzip",        "identity",       "ignore",        "interval",    "language",       "lun",         "luns",
      "lzo",         "lzop",          "minus",          "mostly16",      "mostly32",    "mostly8",        "new",         "nulls",
      "off",         "offline",       "oid",            "old",           "open",        "overlaps",       "parallel",    "partition",
      "percent",     "permissions",   "pivot",          "raw",           "readratio",   "recover",        "rejectlog",   "resort",
      "respect",     "restore",       "snapshot",       "sysdate",       "system",      "tag",            "tdes",        "text255",
      "text32k",     "timestamp",     "top",            "truncatecolumns", "unnest",    "unpivot",        "wallet",      "without"};
  return words.contains(name);
}

}  // namespace

std::string literal(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\'' || c == '\\') out += c;
    out += c;
  }
  return out + "'";
}

std::string identifier(std::string_view name) {
  auto quoted = sql::quote_ident(name);
  return !quoted.starts_with('"') && is_reserved(name) ? "\"" + quoted + "\"" : quoted;
}

std::string qualified(std::string_view schema, std::string_view name) {
  return schema.empty() ? identifier(name) : identifier(schema) + "." + identifier(name);
}

std::string column_list(const std::vector<ColumnName>& columns) {
  std::string out;
  for (auto& c : columns) out += (out.empty() ? "" : ", ") + identifier(c.name);
  return out;
}

std::string quoted_body(const std::string& body) { return sql::dollar_quote(body); }

Sql portable(const Sql& text) {
  Sql out = text;
  auto tokens = sql::lex(text.text);
  for (size_t i = tokens.size(); i-- > 0;) {
    auto& token = tokens[i];
    bool escaped = token.kind == sql::TokenKind::string && (text.text[token.begin] == 'E' || text.text[token.begin] == 'e');
    if (!escaped) continue;
    out.text.erase(token.begin, 1);
    // Positions behind it do not fit the file any more.
    if (out.origin) out.origin = std::make_shared<TextOrigin>(TextOrigin{out.origin->where, {}});
  }
  return out;
}

}  // namespace schema::redshift
