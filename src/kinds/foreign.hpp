#pragma once
#include "model/field_type.hpp"

namespace schema {

/// Options of a foreign thing. Those that hold passwords are apart: they are given to a new one, and set where a file
/// names them; they are never shown.
struct ForeignOptions {
  Options options, secrets;
};

/// A driver for data that lives elsewhere.
struct ForeignDataWrapper final : Resource, ForeignOptions {
  Name handler, validator;
};

/// A place where data lives.
struct ForeignServer final : Resource, ForeignOptions {
  std::string wrapper, type, version;
};

/// Who a local role is on a server.
struct UserMapping final : Resource, ForeignOptions {
  Ref server;  ///< when it is written at top level
  std::string role;
};

}  // namespace schema
