#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A namespace of the database.
struct Schema : Resource {};

}  // namespace schema
