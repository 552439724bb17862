#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/names.hpp"

namespace schema::sql {

enum class FragmentKind {
  statement,   ///< a whole SQL statement
  expression,  ///< what could follow SELECT
  arguments,   ///< the arguments of a cursor, with their parentheses
  type,
};

/// A piece of SQL inside a PL/pgSQL body. Its text is as long as the original, byte for byte, so that places carry
/// over; what only PL/pgSQL knows (INTO targets, PERFORM) is replaced.
struct Fragment {
  FragmentKind kind;
  uint32_t begin;
  std::string text;
};

/// A body taken apart.
struct Plpgsql {
  std::vector<Fragment> fragments;
  std::optional<SyntaxError> error;  ///< the block structure is wrong; the fragments before it are there
};

/// Takes a body apart at the same borders as the server does. We do not use pg_query_parse_plpgsql: it needs the whole
/// CREATE FUNCTION with its arguments and types, and gives no positions.
Plpgsql read_plpgsql(std::string_view body);

}  // namespace schema::sql
