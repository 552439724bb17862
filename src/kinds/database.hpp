#pragma once
#include "model/field_type.hpp"

namespace schema {

/// The database that is looked at, whatever it is called.
struct Database final : Resource {
  Options settings;
  std::optional<int64_t> conn_limit;
  std::string real_name;
};

}  // namespace schema
