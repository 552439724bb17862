#include "apply/lock.hpp"

#include <chrono>

#include "apply/blockers.hpp"
#include "apply/duration.hpp"

namespace schema {

namespace {

/// The key of the lock: any number that nobody else would choose.
constexpr std::string_view kLockKey = "7308332045735587441";

/// Between two looks at it.
constexpr const char* kPause = "SELECT pg_sleep(0.1)";

std::vector<std::string> holders(postgres::Connection& db) {
  return sessions(db, fmt::format("pid IN (SELECT pid FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND "
                                  "granted AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = "
                                  "current_database()) AND classid = ({0} >> 32)::bigint::oid AND objid = ({0} & "
                                  "4294967295)::bigint::oid)",
                                  kLockKey));
}

}  // namespace

bool lock_database(postgres::Connection& db, const std::function<bool()>& waiting, const std::string& wait) {
  auto taken = [&] { return db.query(fmt::format("SELECT pg_try_advisory_lock({})", kLockKey)).boolean(0, 0); };
  if (taken()) return true;
  if (!waiting()) return false;
  // Who waited inside of pg_advisory_lock() would have a snapshot all that time, and the other apply waits for old
  // snapshots when it builds an index concurrently. The server sleeps, so that Ctrl-C ends it like any statement.
  auto until = std::chrono::steady_clock::now() + parse_duration(wait).value_or(std::chrono::milliseconds(0));
  while (std::chrono::steady_clock::now() < until) {
    db.query(kPause);
    if (taken()) return true;
  }
  throw LockedOut{holders(db)};
}

}  // namespace schema
