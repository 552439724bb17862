#include "kinds/column.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

namespace {

/// The column's query reads the defaults of tables as well: one row of it is a column and what hangs on it.
void inspect_nothing(Inspector&) {}

std::string prefix(const Resource& r) {
  auto& column = *r.parent;
  // A view's column takes a default through ALTER TABLE as well (manual: sql-altertable, "Notes").
  return fmt::format("ALTER TABLE {} ALTER COLUMN {} ", only_table_of(column), sql::quote_ident(column.name));
}

void create(const Creation& c, Script& out) {
  if (c.folded(c.resource)) return;
  out.add(prefix(c.resource)).locks(Lock::access_exclusive) << "SET DEFAULT " << as<ColumnDefault>(c.resource).expr;
}

void drop(const Resource& r, Script& out) { out.add(prefix(r)).locks(Lock::access_exclusive) << "DROP DEFAULT"; }

bool alter(const Change& change, Script& out) {
  out.add(prefix(change.to)).locks(Lock::access_exclusive) << "SET DEFAULT " << as<ColumnDefault>(change.to).expr;
  return true;
}

void define(const Creation& c, Statement& s) { s << "DEFAULT " << as<ColumnDefault>(c.resource).expr; }

}  // namespace

extern const Support column_default_support;
const Support column_default_support = {inspect_nothing,
                                        {.create = create, .drop = drop, .alter = alter, .define = define}};

}  // namespace schema::postgres
