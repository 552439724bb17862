#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A function that runs on commands that change the schema.
struct EventTrigger final : Resource {
  Word on;
  std::vector<std::string> tags;
  Name execute;
  Word enabled{"origin"};
};

}  // namespace schema
