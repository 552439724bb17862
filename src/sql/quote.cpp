#include "sql/quote.hpp"

#include <algorithm>

#include "sql/keywords.hpp"

namespace schema::sql {
namespace {

bool stands_bare(std::string_view name) {
  const auto starts = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto continues = [&](char c) { return starts(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && starts(name.front()) && std::all_of(name.begin(), name.end(), continues) &&
         !is_reserved_keyword(name);
}

/// The text between two marks, with each mark and each `also` inside doubled.
std::string enclosed(std::string_view text, char mark, char also) {
  std::string out(1, mark);
  for (char c : text) {
    if (c == mark || c == also) out += c;
    out += c;
  }
  return out += mark;
}

}  // namespace

std::string quote_ident(std::string_view name) {
  return stands_bare(name) ? std::string(name) : enclosed(name, '"', '"');
}

std::string quote_qualified(std::string_view schema, std::string_view name) {
  return schema.empty() ? quote_ident(name) : quote_ident(schema) + "." + quote_ident(name);
}

std::string quote_literal(std::string_view text) {
  const bool escapes = text.find('\\') != std::string_view::npos;
  return (escapes ? "E" : "") + enclosed(text, '\'', escapes ? '\\' : '\'');
}

std::string dollar_quote(std::string_view body) {
  for (int i = 0;; ++i) {
    const std::string tag = i == 0 ? "$$" : i == 1 ? "$body$" : "$body" + std::to_string(i) + "$";
    // Looked for in the closed text: the end of the body may form a tag with the start of the closing one.
    std::string closed = std::string(body) + tag;
    if (closed.find(tag) == body.size()) return tag + closed;
  }
}

}  // namespace schema::sql
