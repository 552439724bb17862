#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A table. Its columns, constraints and indexes are resources of their own below it.
struct Table : Resource {
  bool unlogged = false;
  Options storage_params;
  std::string access_method;  ///< empty: heap
  std::string tablespace;     ///< empty: the database's default
};

}  // namespace schema
