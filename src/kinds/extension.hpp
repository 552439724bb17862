#pragma once
#include "model/field_type.hpp"

namespace schema {

/// An installed extension. Its member objects are its own: they are never resources.
struct Extension final : Resource {
  Ref in;                     ///< the schema that holds its objects; empty: wherever they are
  std::string version;        ///< empty: whatever is installed
  std::vector<Ref> required;  ///< extensions that must be there before
};

}  // namespace schema
