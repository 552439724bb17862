#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A type with a fixed, ordered list of labels.
struct Enum final : Resource {
  std::vector<std::string> values;
};

}  // namespace schema
