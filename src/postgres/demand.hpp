#pragma once
#include <cstdint>
#include <map>
#include <string>

namespace schema::postgres {

/// What changes of many tenants are going to ask of a server, to be looked at before anything runs.
struct Demand {
  int64_t connections = 0;
  size_t new_schemas = 0;
  size_t new_tables = 0;  ///< less those that go
  /// Who owns what is changed, each with a tenant whose it is.
  std::map<std::string, std::string> owners;
};

}  // namespace schema::postgres
