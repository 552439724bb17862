#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A type with a fixed, ordered list of labels.
struct Enum final : Resource {
  std::vector<std::string> values;
  Options moved;  ///< what becomes of values that are there no more
};

/// The value that takes the place of one that goes; null if the files name none.
const std::string* successor(const Enum&, const std::string& value);

}  // namespace schema
