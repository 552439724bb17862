#include "postgres/concurrent_index.hpp"

namespace schema::postgres {

namespace {

std::string drop_text(const std::string& index) { return "DROP INDEX CONCURRENTLY IF EXISTS " + index; }

/// to_regclass of an index, as SQL.
std::string found(const std::string& index) { return fmt::format("to_regclass({})", sql::quote_literal(index)); }

}  // namespace

Statement& build_concurrently(const Resource& resource, const std::string& name, Script& out) {
  auto index = sql::quote_qualified(resource.schema, name);
  auto& s = out.add().locks(Lock::share_update_exclusive).scans();
  s.transactional = false;
  s.check = fmt::format(
      "SELECT coalesce((SELECT CASE WHEN indisvalid THEN 'done' ELSE 'broken' END FROM pg_catalog.pg_index WHERE "
      "indexrelid = {}), 'todo')",
      found(index));
  s.repair = drop_text(index);
  return s;
}

/// The first half of the work marks the index as invalid: until it is gone there is something to do.
Statement& drop_concurrently(const Resource& resource, const std::string& name, Script& out) {
  auto index = sql::quote_qualified(resource.schema, name);
  auto& s = out.add(drop_text(index)).locks(Lock::share_update_exclusive);
  s.transactional = false;
  s.check = fmt::format("SELECT CASE WHEN {} IS NULL THEN 'done' ELSE 'todo' END", found(index));
  return s;
}

}  // namespace schema::postgres
