#pragma once
#include <map>
#include <string>
#include <vector>

#include "postgres/connection.hpp"

namespace schema {

/// What a column holds.
struct ColumnRows {
  std::string name;
  std::string type;      ///< with its modifiers
  std::string digest;    ///< of its values
  long long filled = 0;  ///< how many are not NULL
};

/// The rows of a table, told apart from others by what does not change when it is renamed or rewritten.
struct TableRows {
  std::string name;  ///< schema.table, as it was
  std::string root;  ///< the oid of the partitioned table that it is a part of; its own if it is none
  long long count = 0;
  std::map<std::string, ColumnRows> columns;  ///< by number
};

/// By the table's oid.
using Rows = std::map<std::string, TableRows>;

/// Fills the tables of a database with a few rows each that fit types, keys, checks and references as far as that can
/// be guessed.
void fill_with_samples(postgres::Connection&);

/// What the tables hold.
Rows read_rows(postgres::Connection&);

/// Of tables and columns that are there before and after (or were made anew under the name), those that hold less, or
/// other values of the type that they had; one sentence each.
std::vector<std::string> lost_rows(const Rows& before, const Rows& after);

}  // namespace schema
