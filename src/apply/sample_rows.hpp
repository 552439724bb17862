#pragma once
#include <map>
#include <string>
#include <vector>

#include "postgres/connection.hpp"

namespace schema {

/// The rows of a table, told apart from others by what does not change when it is renamed or rewritten.
struct TableRows {
  std::string name;  ///< schema.table, as it was
  long long count = 0;
  std::map<std::string, std::string> columns;  ///< number and type of a column: its name and a digest of its values
};

/// Fills the tables of a database with a few rows each that fit types, keys, checks and references as far as that can
/// be guessed. Names the tables for which no row could be made.
std::vector<std::string> fill_with_samples(postgres::Connection&);

/// What the tables hold, by oid.
std::map<std::string, TableRows> read_rows(postgres::Connection&);

/// Of tables and columns that are there before and after, with the type that they had, those whose values are not the
/// same any more; one sentence each.
std::vector<std::string> lost_rows(const std::map<std::string, TableRows>& before,
                                   const std::map<std::string, TableRows>& after);

}  // namespace schema
