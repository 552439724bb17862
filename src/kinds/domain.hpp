#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A type with constraints of its own over another type.
struct Domain final : Resource {
  Type type;
  bool null = true;
  Name collate;
  Sql default_value;
};

/// A CHECK constraint of a domain.
struct DomainCheck final : Resource {
  Sql expr;
  bool not_valid = false;
};

}  // namespace schema
