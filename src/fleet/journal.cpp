#include "fleet/journal.hpp"

#include <fmt/format.h>

#include "sql/quote.hpp"

namespace schema::fleet {

bool Journal::exists(postgres::Connection& db) {
  return db.query("SELECT to_regclass('schema_state.fleet') IS NOT NULL").boolean(0, 0);
}

void Journal::prepare(postgres::Connection& db) {
  if (exists(db)) return;
  db.execute(
      "CREATE SCHEMA IF NOT EXISTS schema_state; "
      "CREATE TABLE IF NOT EXISTS schema_state.fleet (run text NOT NULL, tenant text NOT NULL, part integer NOT NULL, "
      "parts integer NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp())");
}

std::map<std::string, Journal::Unfinished> Journal::unfinished(postgres::Connection& db) {
  std::map<std::string, Unfinished> out;
  auto rows = db.query(
      "SELECT tenant, max(part), max(parts), max(run) FROM schema_state.fleet GROUP BY tenant HAVING max(part) < "
      "max(parts)");
  for (int i = 0; i < rows.rows(); ++i)
    out[rows.text(i, 0)] = {static_cast<size_t>(rows.integer(i, 1)), static_cast<size_t>(rows.integer(i, 2)),
                            rows.text(i, 3)};
  return out;
}

void Journal::begin(postgres::Connection& db) { db.execute("TRUNCATE schema_state.fleet"); }

std::string Journal::done(const std::string& run, const std::string& tenant, size_t part, size_t parts) {
  return fmt::format("INSERT INTO schema_state.fleet (run, tenant, part, parts) VALUES ({}, {}, {}, {})",
                     sql::quote_literal(run), sql::quote_literal(tenant), part, parts);
}

size_t Journal::parts_done(postgres::Connection& db, const std::string& run, const std::string& tenant) {
  auto rows =
      db.query("SELECT coalesce(max(part), 0) FROM schema_state.fleet WHERE run = $1 AND tenant = $2", {run, tenant});
  return static_cast<size_t>(rows.integer(0, 0));
}

}  // namespace schema::fleet
