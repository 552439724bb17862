#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The server's built-in types: the many ways to write them, and the one that it prints.
namespace schema::sql {

/// A type as somebody wrote it.
struct TypeSpec {
  std::string name;               ///< as in a .schema file (double_precision) or in SQL (double precision)
  std::vector<std::string> args;  ///< what stood in parentheses: 255; 10, 2; "day to second"
  bool array = false;             ///< with [] behind it; how many times means nothing to the server
};

/// The text that the server's format_type prints: `character varying(255)`, `timestamp(3) with time zone`, `integer[]`.
/// Nothing if the name is no built-in type. Arguments that do not fit the type are kept as they are; see
/// type_argument_error.
std::optional<std::string> canonical_type(const TypeSpec& spec);

/// The same for SQL text: `varchar(20)[]`, `timestamp(3) with time zone`, `pg_catalog.int4`, `"char"`.
std::optional<std::string> canonical_type(std::string_view sql_text);

/// The same for the types that only Redshift has: super, varbyte(n), geometry, geography, hllsketch; and nvarchar.
std::optional<std::string> redshift_type(const TypeSpec& spec);

/// What is wrong with the arguments of a built-in type, in one sentence; nothing if they fit or the type is not built
/// in.
std::optional<std::string> type_argument_error(const TypeSpec& spec);

/// How a .schema file writes a canonical type: `varchar(255)`, `timestamptz(3)`, `double_precision`, `text[]`. Empty
/// for what has no such form: other types, and "char".
std::string written_type(std::string_view canonical);

/// A canonical type without its arguments, as format_type prints it in a routine's signature: `numeric`, `text[]`.
std::string without_type_arguments(std::string_view canonical);

/// All names of built-in types that a .schema file may use, the canonical ones first.
const std::vector<std::string_view>& type_words();

/// True for a built-in type's name as pg_type or the parser knows it, folded.
bool is_builtin_type(std::string_view name);

/// The integer type behind serial, bigserial, smallserial and their aliases; nothing for any other name.
std::optional<std::string_view> serial_base(std::string_view name);

}  // namespace schema::sql
