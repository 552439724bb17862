#pragma once
#include "model/field_type.hpp"

namespace schema {

/// How text goes from one encoding to another.
struct Conversion final : Resource {
  std::string from, to;
  Name function;
  bool is_default = false;
};

}  // namespace schema
