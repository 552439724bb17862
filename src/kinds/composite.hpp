#pragma once
#include "model/field_type.hpp"

namespace schema {

/// One attribute of a composite type.
struct CompositeField {
  std::string name;
  Type type;
  Name collate;
  std::optional<std::string> comment;
  static std::span<const Field> fields();
};

/// A row type without a table.
struct Composite final : Resource {
  std::vector<CompositeField> attributes;
  Options moved;  ///< new names of attributes, by the old ones
};

}  // namespace schema
