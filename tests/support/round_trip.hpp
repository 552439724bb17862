#pragma once
#include <string>
#include <vector>

#include "postgres/inspector.hpp"
#include "postgres/support.hpp"

namespace schema::test {

/// The statements that take one inspected state to another, kind by kind: drops, changes, new ones. It knows nothing of
/// dependencies beyond the order of the kinds, which is enough for a few resources of few kinds.
struct SimplePlan {
  std::vector<Statement> statements;
  std::vector<std::string> refused;  ///< addresses whose change the renderer does not do in place

  bool has(std::string_view sql) const;  ///< whether a statement contains this text
};

SimplePlan simple_plan(const Catalog& from, const Catalog& to);

void run(postgres::Connection&, const SimplePlan&);

/// Every address that only one has, and every field that differs; empty if the two states are the same.
std::vector<std::string> differences(const Catalog& a, const Catalog& b);

/// The two databases of a program that are used again and again: making one anew each time takes long.
enum class EmptyDatabase { changed, goal };

/// The database, with nothing in it but an empty schema public.
postgres::Connection& empty_database(EmptyDatabase which);

/// The database `goal` with this SQL in it, read.
Catalog inspect_sql(const std::string& sql);

/// From `old_sql` to `new_sql` in the database `changed`: the plan, once it ran and left no difference.
SimplePlan check_change(const std::string& old_sql, const std::string& new_sql);

}  // namespace schema::test
