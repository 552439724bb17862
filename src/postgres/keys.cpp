#include "postgres/keys.hpp"

#include "plan/pairs.hpp"
#include "postgres/concurrent_index.hpp"
#include "postgres/index_settings.hpp"

namespace schema::postgres {

std::string KeyRow::query(char contype, int version) {
  return fmt::format(R"(
    SELECT con.oid, con.conindid, con.conrelid, con.conname, {1}, cm.description,
           string_to_array(i.indkey::text, ' '), i.indnkeyatts, {2}, c.reloptions, s.spcname, i.indisclustered, {4}, {3}, im.description
      FROM pg_constraint con JOIN pg_namespace n ON n.oid = con.connamespace
      JOIN pg_index i ON i.indexrelid = con.conindid JOIN pg_class c ON c.oid = con.conindid
      LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
      LEFT JOIN pg_description cm ON cm.classoid = 'pg_constraint'::regclass AND cm.objoid = con.oid AND cm.objsubid = 0
      LEFT JOIN pg_description im ON im.classoid = 'pg_class'::regclass AND im.objoid = c.oid AND im.objsubid = 0
     WHERE con.contype = '{0}' AND $user(pg_class, con.conrelid)
     ORDER BY con.conrelid, con.conname)",
                     contype, version >= 150000 ? "i.indnullsnotdistinct" : "false", kDeferrableColumn,
                     version >= 180000 ? "con.conperiod" : "false", kIsOnly);
}

KeyRow::KeyRow(Inspector& db, Row& row)
    : constraint(row.oid()),
      index(row.oid()),
      table_oid(row.oid()),
      table(db.find(Class::relation, table_oid)),
      name(row.text()),
      nulls_not_distinct(row.boolean()),
      row_(row) {}

void KeyRow::add(Inspector& db, std::unique_ptr<Key> key) {
  key->comment = row_.optional_text();
  auto columns = db.column_names(table_oid, row_.list());
  auto keys = static_cast<size_t>(row_.integer());
  for (size_t i = 0; i < columns.size(); ++i)
    (i < keys ? key->columns : key->include).push_back({std::move(columns[i]), {}});
  key->deferrable.text = row_.text();
  key->storage_params = row_.options();
  key->tablespace = row_.text();
  key->cluster = row_.boolean();
  key->only = row_.boolean();
  key->without_overlaps = row_.boolean();
  key->index_comment = row_.optional_text();
  auto& added = db.add(std::move(key), Class::constraint, constraint);
  db.stands_for(Class::relation, index, 0, added);
}

void define_key(const Key& key, Statement& s) {
  s << " (" << column_list(key.columns) << (key.without_overlaps ? " WITHOUT OVERLAPS)" : ")");
  if (!key.include.empty()) s << " INCLUDE (" << column_list(key.include) << ")";
  s << with_clause(key);
  if (!key.tablespace.empty()) s << " USING INDEX TABLESPACE " << sql::quote_ident(key.tablespace);
  s << deferrable_clause(key.deferrable);
}

bool is_folded(const Creation& c, const Key& key) {
  if (!c.folded(key)) return false;
  for (auto sibling : key.parent->children) {
    if (sibling == &key) break;
    auto other = is<Key>(sibling);
    if (other && c.folded(*other) && other->columns == key.columns && other->include == key.include) return false;
  }
  return true;
}

Statement& add_key(const Key& key, Script& out) {
  auto table = partitioned(key) ? "ONLY " + table_of(key) : table_of(key);
  return out.add(fmt::format("ALTER TABLE {} ADD ", table)).locks(Lock::access_exclusive);
}

void finish_key(const Creation& c, const Key& key, Script& out) {
  if (!is_folded(c, key)) join_whole(c, key, out);
  set_apart(key, key, out);
}

namespace {

/// On a partitioned table it is a matter of the catalog: the old key goes when the indexes of all partitions are there.
void exchange_whole(const Key& key, OnlineStep& step) {
  if (!key.of.empty() || has_partitioned_parts(key)) return;
  Script script;
  drop_constraint(key, script);
  std::move(step.statements.begin(), step.statements.end(), std::back_inserter(script.statements));
  step.statements.clear();
  step.at_end = std::move(script.statements);
  step.takes_drop = true;
}

}  // namespace

void build_key_first(OnlineStep& step, std::string_view clause, std::string_view nulls) {
  if (step.fate != Fate::create && step.fate != Fate::replace) return;
  auto& key = as<Key>(step.resource);
  if (key.without_overlaps) return;
  bool replaces = step.fate == Fate::replace, with_whole = replaces && step.with_whole;
  if (partitioned(key)) {
    if (replaces) exchange_whole(key, step);
    return;
  }
  auto name = online_name(key.name);
  Script script, end;
  auto& build = build_concurrently(key, name, script);
  build.fails_like(step.statements.front());
  build << "CREATE UNIQUE INDEX CONCURRENTLY " << sql::quote_ident(name) << " ON " << table_of(key) << " ("
        << column_list(key.columns) << ")";
  if (!key.include.empty()) build << " INCLUDE (" << column_list(key.include) << ")";
  build << nulls << with_clause(key);
  if (!key.tablespace.empty()) build << " TABLESPACE " << sql::quote_ident(key.tablespace);
  auto& use = with_whole ? end : script;
  step.takes_drop = replaces && !with_whole;
  if (step.takes_drop) drop_constraint(key, use);
  name_constraint(key, add_constraint(key, Lock::access_exclusive, use))
      << clause << " USING INDEX " << sql::quote_ident(name) << deferrable_clause(key.deferrable);
  std::move(step.statements.begin() + 1, step.statements.end(), std::back_inserter(use.statements));
  step.statements.clear();
  step.later = std::move(script.statements);
  step.at_end = std::move(end.statements);
}

bool alter_key(const Change& change, Script& out) {
  auto& from = static_cast<const Key&>(change.from);
  auto& to = static_cast<const Key&>(change.to);
  if (leaves_whole(change, from, to)) return false;
  alter_index_settings(change, from, to, out);
  return true;
}

}  // namespace schema::postgres
