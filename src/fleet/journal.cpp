#include "fleet/journal.hpp"

#include <fmt/format.h>

#include "apply/own_tables.hpp"

namespace schema::fleet {

bool Journal::prepare() {
  return make_own_table(db_, kFleetTable,
                        fmt::format("run text NOT NULL, tenant text NOT NULL, part integer NOT NULL, parts integer NOT "
                                    "NULL, at timestamptz NOT NULL DEFAULT {}",
                                    driver_.clock()));
}

std::map<std::string, Journal::Unfinished> Journal::unfinished() {
  std::map<std::string, Unfinished> out;
  if (!may_read_own_table(db_, kFleetTable)) return out;
  auto rows = db_.query(fmt::format(
      "SELECT tenant, max(part), max(parts), max(run) FROM {} GROUP BY tenant HAVING max(part) < max(parts)",
      own_table(kFleetTable)));
  for (int i = 0; i < rows.rows(); ++i)
    out[rows.text(i, 0)] = {static_cast<size_t>(rows.integer(i, 1)), static_cast<size_t>(rows.integer(i, 2)),
                            rows.text(i, 3)};
  return out;
}

void Journal::begin() { db_.execute("TRUNCATE " + own_table(kFleetTable)); }

std::string Journal::done(const std::string& run, std::span<const std::string> tenants, size_t part,
                          size_t parts) const {
  std::vector<std::string> rows;
  for (auto& tenant : tenants)
    rows.push_back(fmt::format("({}, {}, {}, {})", driver_.literal(run), driver_.literal(tenant), part, parts));
  return fmt::format("INSERT INTO {} (run, tenant, part, parts) VALUES {}", own_table(kFleetTable),
                     fmt::join(rows, ", "));
}

size_t Journal::parts_done(const std::string& run, const std::string& tenant) {
  auto rows = db_.query(fmt::format("SELECT coalesce(max(part), 0) FROM {} WHERE run = {} AND tenant = {}",
                                    own_table(kFleetTable), driver_.literal(run), driver_.literal(tenant)));
  return static_cast<size_t>(rows.integer(0, 0));
}

}  // namespace schema::fleet
