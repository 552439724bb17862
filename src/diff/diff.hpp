#pragma once
#include "model/field_type.hpp"

namespace schema {

/// The fields in which `to` differs from `from`, common ones included. Fields that the server derives, names (they made the
/// two meet) and what `to` leaves to others are no differences.
std::vector<const Field*> changed_fields(const Resource& from, const Resource& to);

/// Whether a field of it says how others change, and is no part of the state itself (OnChange::guides).
bool is_guided(const Resource&);

}  // namespace schema
