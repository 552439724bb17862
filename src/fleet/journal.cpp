#include "fleet/journal.hpp"

#include <fmt/format.h>

#include "apply/own_tables.hpp"
#include "sql/quote.hpp"

namespace schema::fleet {

bool Journal::prepare(postgres::Connection& db) {
  return make_own_table(db, kFleetTable,
                        "run text NOT NULL, tenant text NOT NULL, part integer NOT NULL, parts integer NOT NULL, "
                        "at timestamptz NOT NULL DEFAULT clock_timestamp()");
}

std::map<std::string, Journal::Unfinished> Journal::unfinished(postgres::Connection& db) {
  std::map<std::string, Unfinished> out;
  if (!may_read_own_table(db, kFleetTable)) return out;
  auto rows = db.query(fmt::format(
      "SELECT tenant, max(part), max(parts), max(run) FROM {} GROUP BY tenant HAVING max(part) < max(parts)",
      own_table(kFleetTable)));
  for (int i = 0; i < rows.rows(); ++i)
    out[rows.text(i, 0)] = {static_cast<size_t>(rows.integer(i, 1)), static_cast<size_t>(rows.integer(i, 2)),
                            rows.text(i, 3)};
  return out;
}

void Journal::begin(postgres::Connection& db) { db.execute("TRUNCATE " + own_table(kFleetTable)); }

std::string Journal::done(const std::string& run, const std::string& tenant, size_t part, size_t parts) {
  return fmt::format("INSERT INTO {} (run, tenant, part, parts) VALUES ({}, {}, {}, {})", own_table(kFleetTable),
                     sql::quote_literal(run), sql::quote_literal(tenant), part, parts);
}

size_t Journal::parts_done(postgres::Connection& db, const std::string& run, const std::string& tenant) {
  auto rows = db.query(
      fmt::format("SELECT coalesce(max(part), 0) FROM {} WHERE run = $1 AND tenant = $2", own_table(kFleetTable)),
      {run, tenant});
  return static_cast<size_t>(rows.integer(0, 0));
}

}  // namespace schema::fleet
