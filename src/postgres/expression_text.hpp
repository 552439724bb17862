#pragma once
#include <string>
#include <string_view>

namespace schema::postgres {

/// An expression as the server prints it, without the parentheses around the whole of it: "(a > 0)" is "a > 0". For
/// places whose syntax brings parentheses of its own.
std::string bare_expression(std::string_view text);

}  // namespace schema::postgres
