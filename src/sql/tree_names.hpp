#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sql/names.hpp"

namespace schema::sql {

/// What a parse tree holds of interest.
struct TreeNames {
  std::vector<Name> names;              ///< every use; CTE names and system schemas are left out
  std::vector<std::string> created;     ///< unqualified relations that the statements create
  std::vector<std::string> statements;  ///< the node type of each statement: SelectStmt, CallStmt
};

/// Walks the JSON tree that parse_statements made of `sql`.
TreeNames names_in_tree(const std::string& tree, std::string_view sql);

/// The name that starts at the first token of `text`, at most three parts with dots between.
struct WrittenName {
  std::string schema;
  std::string name;
  uint32_t end = 0;  ///< the byte after the last part; 0 if there is no name
};
WrittenName read_name(std::string_view text, uint32_t begin);

bool is_system_schema(std::string_view schema);

}  // namespace schema::sql
