#pragma once
#include <map>
#include <span>

#include "postgres/driver.hpp"

namespace schema::fleet {

/// What is kept in the database of a rollout: a row for each part of a tenant's script, written by the transaction that
/// does it. So it is known of each part whether it was done, also when the connection breaks while it commits. (Where
/// writers wait for each other, a script of a single transaction has its row a little later: docs/decisions/0019.)
class Journal {
 public:
  Journal(const postgres::Driver& driver, postgres::Connection& db) : driver_(driver), db_(db) {}

  /// Makes the table if it is not there; false if the role may not. A read-only server throws ServerError.
  bool prepare();

  /// How far the tenants of the last run came that are not finished: parts done, of how many. Nothing if the role may
  /// not know.
  struct Unfinished {
    size_t done = 0, parts = 0;
    std::string run;
  };
  std::map<std::string, Unfinished> unfinished();

  /// Begins a run: what earlier ones left is forgotten.
  void begin();

  /// The statement that says that a part of these tenants' scripts is done.
  std::string done(const std::string& run, std::span<const std::string> tenants, size_t part, size_t parts) const;
  /// How many parts of the tenant's script are done in this run.
  size_t parts_done(const std::string& run, const std::string& tenant);

 private:
  const postgres::Driver& driver_;
  postgres::Connection& db_;
};

}  // namespace schema::fleet
