#include "apply/own_tables.hpp"

#include <fmt/format.h>

#include "postgres/inspector.hpp"
#include "sql/quote.hpp"

namespace schema {

using postgres::Connection;
using postgres::kOwnSchema;

namespace {

/// Redshift knows no to_regclass.
std::string tables_where(std::string_view condition) {
  return fmt::format(
      "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '{}' AND "
      "c.relkind = 'r'{}",
      kOwnSchema, condition);
}

}  // namespace

std::string own_table(std::string_view name) { return fmt::format("{}.{}", kOwnSchema, name); }

bool has_own_table(Connection& db, std::string_view name) {
  return db.query(tables_where(" AND c.relname = " + sql::quote_literal(name))).rows() > 0;
}

bool may_read_own_table(Connection& db, std::string_view name) {
  auto may = [&](const std::string& privilege) { return db.query("SELECT " + privilege).boolean(0, 0); };
  return has_own_table(db, name) && may(fmt::format("has_schema_privilege('{}', 'USAGE')", kOwnSchema)) &&
         may(fmt::format("has_table_privilege('{}', 'SELECT')", own_table(name)));
}

bool make_own_table(Connection& db, std::string_view name, std::string_view columns) {
  if (has_own_table(db, name)) return true;
  auto may = db.query(
      fmt::format("SELECT coalesce((SELECT has_schema_privilege(nspname, 'CREATE') FROM pg_namespace WHERE nspname = "
                  "'{}'), has_database_privilege(current_database(), 'CREATE'))",
                  kOwnSchema));
  if (!may.boolean(0, 0)) return false;
  db.execute(fmt::format("CREATE SCHEMA IF NOT EXISTS {}; CREATE TABLE IF NOT EXISTS {} ({})", kOwnSchema,
                         own_table(name), columns));
  return true;
}

void drop_own_table(Connection& db, std::string_view name) {
  if (!has_own_table(db, name)) return;
  db.execute(fmt::format("DROP TABLE {}", own_table(name)));
  if (db.query(tables_where("")).rows() == 0) db.execute(fmt::format("DROP SCHEMA {}", kOwnSchema));
}

}  // namespace schema
