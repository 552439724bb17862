#pragma once
#include "kinds/foreign.hpp"
#include "kinds/table.hpp"

namespace schema {

/// A table whose rows are on a foreign server.
struct ForeignTable final : Table {
  std::string server;
  Options options;
};

}  // namespace schema
