#pragma once
#include <string>
#include <string_view>

/// The only place that turns names and texts into SQL.
namespace schema::sql {

/// The name as an SQL identifier: in double quotes unless the server's own quote_identifier would leave it bare
/// (lower-case letters, digits and _, not a keyword above UNRESERVED).
std::string quote_ident(std::string_view name);

/// `schema.name`, each part quoted if it needs it; only the name if `schema` is empty.
std::string quote_qualified(std::string_view schema, std::string_view name);

/// 'text' with quotes doubled; E'...' if it holds a backslash, so that it means the same under any
/// standard_conforming_strings.
std::string quote_literal(std::string_view text);

/// $$body$$, or $tag$body$tag$ with a tag that the body does not hold.
std::string dollar_quote(std::string_view body);

}  // namespace schema::sql
