#pragma once
#include <map>

#include "postgres/connection.hpp"

namespace schema::fleet {

/// What is kept in the database of a rollout: a row for each part of a tenant's script, written by the transaction that
/// does it. So it is known of each part whether it was done, also when the connection breaks while it commits.
class Journal {
 public:
  /// Makes the table if it is not there; false if the role may not. A read-only server throws ServerError.
  static bool prepare(postgres::Connection&);

  /// How far the tenants of the last run came that are not finished: parts done, of how many. Nothing if the role may
  /// not know.
  struct Unfinished {
    size_t done = 0, parts = 0;
    std::string run;
  };
  static std::map<std::string, Unfinished> unfinished(postgres::Connection&);

  /// Begins a run: what earlier ones left is forgotten.
  static void begin(postgres::Connection&);

  /// The statement that says that a part is done.
  static std::string done(const std::string& run, const std::string& tenant, size_t part, size_t parts);
  /// How many parts of the tenant's script are done in this run.
  static size_t parts_done(postgres::Connection&, const std::string& run, const std::string& tenant);
};

}  // namespace schema::fleet
