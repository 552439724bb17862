#include "apply/lock.hpp"

#include "apply/blockers.hpp"
#include "sql/quote.hpp"

namespace schema {

namespace {

/// The key of the lock: any number that nobody else would choose.
constexpr std::string_view kLockKey = "7308332045735587441";

std::vector<std::string> holders(postgres::Connection& db) {
  return sessions(db, fmt::format("pid IN (SELECT pid FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND "
                                  "granted AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = "
                                  "current_database()) AND classid = ({0} >> 32)::bigint::oid AND objid = ({0} & "
                                  "4294967295)::bigint::oid)",
                                  kLockKey));
}

}  // namespace

bool lock_database(postgres::Connection& db, const std::function<bool()>& waiting, const std::string& wait) {
  if (db.query(fmt::format("SELECT pg_try_advisory_lock({})", kLockKey)).boolean(0, 0)) return true;
  if (!waiting()) return false;
  try {
    db.execute("SET lock_timeout = " + sql::quote_literal(wait));
    db.query(fmt::format("SELECT pg_advisory_lock({})", kLockKey));
    db.execute("RESET lock_timeout");
    return true;
  } catch (const postgres::ServerError& error) {
    if (error.sqlstate != "55P03") throw;
  }
  throw LockedOut{holders(db)};
}

}  // namespace schema
