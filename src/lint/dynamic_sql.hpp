#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schema::lint {

/// A place in a PL/pgSQL body where text that a caller gave becomes part of an SQL statement.
struct Injection {
  uint32_t begin, end;  ///< of what is spliced in
  std::string name;     ///< of the argument or variable
};

/// Follows the arguments of these names (and $1, $2...) through assignments to EXECUTE. What goes through quote_ident,
/// quote_literal, %I or %L, through a cast to a type that is no text, or comes with USING does no harm.
std::vector<Injection> find_injections(std::string_view body, const std::set<std::string>& arguments);

}  // namespace schema::lint
