#include "postgres/estimates.hpp"

#include <map>

#include "sql/quote.hpp"

namespace schema::postgres {

void estimate(Connection& db, Plan& plan) {
  std::map<std::pair<std::string, std::string>, std::pair<int64_t, int64_t>> sizes;
  std::string names;
  for (auto& step : plan.steps)
    for (auto& statement : step.statements)
      for (auto& table : statement.tables)
        if (sizes.try_emplace({table.schema, table.name}, -1, -1).second)
          names += fmt::format("{}({}, {})", names.empty() ? "" : ", ", sql::quote_literal(table.schema),
                               sql::quote_literal(table.name));
  if (names.empty()) return;
  auto found = db.query(
      "SELECT n.nspname, c.relname, c.reltuples::bigint, c.relpages::bigint * current_setting('block_size')::bigint "
      "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "WHERE (n.nspname, c.relname) IN (VALUES " +
      names + ")");
  for (int i = 0; i < found.rows(); ++i)
    sizes[{found.text(i, 0), found.text(i, 1)}] = {found.integer(i, 2), found.integer(i, 3)};
  for (auto& step : plan.steps)
    for (auto& statement : step.statements)
      for (auto& table : statement.tables) std::tie(table.rows, table.bytes) = sizes[{table.schema, table.name}];
}

}  // namespace schema::postgres
