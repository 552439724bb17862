#include "postgres/detach.hpp"

#include "kinds/inherit.hpp"
#include "postgres/partition_locks.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

namespace {

/// The server leaves a check that says what the bounds said. Its name is of the server's choice: it is one that was not
/// there before and is written as a partition's bounds are.
std::string drop_left_check(const Resource& table) {
  std::string known;
  for (auto child : table.children)
    if (is<Check>(child)) known += ", " + sql::quote_literal(child->name);
  return fmt::format(R"(
DECLARE
  left_check name;
BEGIN
  FOR left_check IN
    SELECT conname FROM pg_catalog.pg_constraint
     WHERE conrelid = {0}::pg_catalog.regclass AND contype = 'c' AND conname NOT IN (''{1})
       AND conname ~ '_check[0-9]*$'
       AND pg_catalog.pg_get_constraintdef(oid) ~ '^CHECK \(+.* IS NOT NULL\) AND |^CHECK \(+satisfies_hash_partition'
  LOOP
    EXECUTE pg_catalog.format({2}, left_check);
  END LOOP;
END
)",
                     sql::quote_literal(qualified(table)), known,
                     sql::quote_literal(fmt::format("ALTER TABLE {} DROP CONSTRAINT %I", qualified(table))));
}

}  // namespace

bool detaches_concurrently(const Attachment& a, int server_version) {
  return server_version >= 140000 && (a.pending || !a.beside_default);
}

void detach_concurrently(const Attachment& a, const OnlineStep& step, Script& out) {
  auto whole = sql::quote_literal(qualified(*a.of.to)), part = sql::quote_literal(table_of(a));
  auto detach = fmt::format("ALTER TABLE {} DETACH PARTITION {} ", qualified(*a.of.to), table_of(a));
  auto& s = out.add(detach).locks(Lock::access_exclusive);
  s << (a.pending ? "FINALIZE" : "CONCURRENTLY");
  s.tables = {{a.of.to->schema, a.of.to->name, Lock::share_update_exclusive},
              {a.parent->schema, a.parent->name, Lock::access_exclusive}};
  for (auto fk : as<Table>(*a.of.to).referrers)
    if (step.desired(*fk)) s.tables.push_back({fk->parent->schema, fk->parent->name, Lock::access_exclusive});
  for (auto child : a.parent->children)
    if (auto fk = is<ForeignKey>(child); fk && fk->inherited)
      if (auto other = referenced_table(*fk); other && other != a.of.to)
        s.tables.push_back({other->schema, other->name, Lock::share_row_exclusive});
  if (!a.pending) {
    s.transactional = false;
    s.check = fmt::format(
        "SELECT coalesce((SELECT CASE WHEN inhdetachpending THEN 'broken' ELSE 'todo' END FROM pg_catalog.pg_inherits "
        "WHERE inhparent = to_regclass({}) AND inhrelid = to_regclass({})), 'done')",
        whole, part);
    s.repair = detach + "FINALIZE";
  }
  auto& tidy = out.add("DO " + sql::dollar_quote(drop_left_check(*a.parent)));
  if (!a.hash) lock_with_partitions(*a.parent, Lock::access_exclusive, tidy);  // of hashes the server says nothing by now
}

}  // namespace schema::postgres
