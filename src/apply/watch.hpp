#pragma once
#include <vector>

#include "plan/fingerprint.hpp"
#include "postgres/connection.hpp"

namespace schema {

/// Event triggers of our own note who changes a database by DDL (`policy { watch = true }`), so that drift has names.

/// Makes them, if they are not there, and forgets what was noted: what is there now is known. False if the role may
/// not.
bool watch_changes(postgres::Connection&);
/// Takes them away.
void unwatch_changes(postgres::Connection&);

/// "ann, by psql from 10.0.0.7, on 2026-03-01 10:00:00+00: ALTER TABLE": one DDL command that was noted.
struct NotedChange {
  std::string object;  ///< "app.note", as the server names what it changed
  std::string at, by, application, client, command;

  std::string text() const;
};
/// All that were noted since the last apply; none if nobody watches.
std::vector<NotedChange> noted_changes(postgres::Connection&);
/// Those of them that are about this address: of the relation, routine or type that it lies in.
std::vector<const NotedChange*> about(const std::vector<NotedChange>&, const StateChange&);

}  // namespace schema
