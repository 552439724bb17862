#pragma once
#include <map>
#include <string>
#include <vector>

#include "lang/value.hpp"

/// Many schemas of one database, one a tenant, made from the same files: planned together, changed one by one.
namespace schema::fleet {

/// How a tenant's plan is found.
enum class Lane : uint8_t {
  plain,   ///< with those whose names need no quotes, in the name of a placeholder
  quoted,  ///< with those whose names need quotes, in the name of another one
  alone,   ///< by itself: its name means something in the files, or the files look at it
};

/// One tenant: what the variable that names its schema says, and the schemas that follow.
struct Tenant {
  std::string name;
  std::map<std::string, lang::Value> vars;
  std::vector<std::string> schemas;  ///< real names
  size_t sort = 0;                   ///< of tenants whose other variables are the same
  Lane lane = Lane::alone;
  bool leaving = false;  ///< its schemas are to go
};

}  // namespace schema::fleet
