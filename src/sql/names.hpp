#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What SQL text names, found by libpg_query. Never used to decide whether two texts are equal.
namespace schema::sql {

enum class NameKind { relation, routine, type, operation, collation, ts_configuration, ts_dictionary };

/// A name that a text uses and that may mean a declared resource. CTE names, aliases, PL/pgSQL variables, relations
/// that the text itself creates, built-in types and what is qualified with a system schema are left out. A type may be
/// a table's row type.
struct Name {
  NameKind kind;
  std::string schema;  ///< empty if the text does not qualify it
  std::string name;    ///< as the server would fold it
  uint32_t begin = 0;  ///< byte range in the text; begin == end if unknown
  uint32_t end = 0;
};

struct SyntaxError {
  std::string message;
  uint32_t offset = 0;  ///< byte offset in the text
  bool certain = true;  ///< false if the text may be right on a server that is newer than the parser, or on Redshift
};

struct Names {
  std::vector<Name> names;           ///< in order of appearance, each (kind, schema, name) once
  std::vector<std::string> words;    ///< of an expression: every identifier, one of which may be a column
  std::optional<SyntaxError> error;  ///< the text does not parse; `names` holds what could be found
};

/// A view's or matview's query: one SELECT, VALUES, TABLE or WITH statement.
Names names_in_query(std::string_view sql);

/// An expression: a default, check, policy or index expression, WHEN of a trigger.
Names names_in_expression(std::string_view sql);

/// A type as written in SQL: `numeric(10,2)`, `dispatch.status[]`, `incident.id%type`.
Names names_in_type(std::string_view sql);

/// A routine's body in the given language (lower case). `sql`: statements, or BEGIN ATOMIC ... END; `plpgsql`: a block,
/// with declared types, %TYPE, %ROWTYPE and every static SQL statement. Any other language: nothing. Errors are syntax
/// errors in the body; for plpgsql also those in the SQL statements inside it where they can be told.
Names names_in_body(std::string_view body, std::string_view language);

}  // namespace schema::sql
