#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A name for a type; without a definition of its own it is a shell.
struct ScalarType final : Resource {};

/// What makes a type of the name: how its values are read, kept and written.
struct TypeDefinition final : Resource {
  Name input, output, receive, send;
  Name typmod_in, typmod_out, analyze, subscript;
  std::optional<int64_t> length;  ///< in bytes; unset: any
  bool by_value = false;
  Word alignment{"int4"};
  Word storage{"plain"};
  std::string category;  ///< a letter; empty: U, user-defined
  bool preferred = false;
  std::optional<std::string> default_value;
  Type element;
  std::string delimiter;  ///< between the elements of an array; empty: a comma
  bool collatable = false;
};

}  // namespace schema
