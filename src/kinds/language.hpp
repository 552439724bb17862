#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A language that routines can be written in.
struct Language final : Resource {
  bool trusted = false;
  Name handler, inline_handler, validator;
};

/// How a language sees the values of a type.
struct TypeTransform final : Resource {
  Type type;
  std::string language;
  Name from_sql, to_sql;
};

/// A way to store tables or indexes.
struct AccessMethod final : Resource {
  Word type;
  Name handler;
};

}  // namespace schema
