#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace schema::sql {

/// What a type takes in parentheses.
enum class TypeArguments {
  none,
  length,            ///< one length, may be left out
  length_default_1,  ///< one length, 1 if left out
  precision_scale,
  fraction,  ///< digits of a second, 0 to 6, printed after the type's first word
  interval,  ///< fields and digits of a second
};

/// A built-in type.
struct BuiltinType {
  std::string_view word;       ///< as a .schema file writes it; empty if only sql("...") can
  std::string_view canonical;  ///< as format_type prints it, without arguments
  TypeArguments arguments = TypeArguments::none;
};

/// Another name of a type, with _ for spaces.
struct TypeAlias {
  std::string_view alias;
  std::string_view word;
};

const std::vector<BuiltinType>& builtin_types();
/// The types whose name is the same everywhere and that take nothing in parentheses.
const std::vector<std::string_view>& plain_types();
const std::vector<TypeAlias>& type_aliases();

}  // namespace schema::sql
