#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A namespace of the database.
struct Schema : Resource {
  std::string objects_owner;  ///< of what is in it and names no owner; empty: not managed
};

}  // namespace schema
