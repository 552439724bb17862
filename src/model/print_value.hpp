#pragma once
#include <string>

#include "lang/value.hpp"

namespace schema {

/// The value as a .schema file writes it, on one line: "text", 5, [column.a, column.b], enum.status[], sql("now()").
std::string print_value(const lang::Value&);

/// The text in double quotes, with escapes.
std::string print_string(std::string_view text);

/// The name as it may stand in a body: bare if it is an identifier, else in quotes.
std::string print_key(std::string_view name);

}  // namespace schema
