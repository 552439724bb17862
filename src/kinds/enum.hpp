#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A type with a fixed, ordered list of labels.
struct Enum : Resource {
  std::vector<std::string> values;
};

}  // namespace schema
