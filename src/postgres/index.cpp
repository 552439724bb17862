#include "kinds/index.hpp"

#include "plan/pairs.hpp"
#include "postgres/concurrent_index.hpp"
#include "postgres/expression_text.hpp"
#include "postgres/index_parts.hpp"
#include "postgres/index_settings.hpp"
#include "postgres/partition_locks.hpp"
#include "postgres/probes.hpp"

namespace schema {
extern const Kind index_kind;
}

namespace schema::postgres {

namespace {

/// Most indexes of a database belong to keys; to look at their elements would take the most of the time.
constexpr std::string_view kNoConstraint =
    "NOT EXISTS (SELECT FROM pg_constraint con WHERE con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x'))";

std::string index_query(int version) {
  return fmt::format(R"({0}
    SELECT c.oid, i.indrelid, c.relname, $comment(pg_class, c.oid, 0), i.indisunique, am.amname,
           CASE WHEN p.k = 1 AND i.indpred IS NOT NULL AND $own THEN pg_get_expr(i.indpred, i.indrelid) END,
           {1}, c.reloptions, s.spcname, i.indisclustered, i.indisvalid OR c.relkind = 'I', {4}, {2}
      FROM part p JOIN pg_index i ON i.indexrelid = p.indexrelid JOIN pg_class c ON c.oid = i.indexrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am am ON am.oid = c.relam
      LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace {3}
     WHERE $user(pg_class, c.oid)
     ORDER BY n.nspname, c.relname, p.k)",
                     PartRow::with(kNoConstraint), version >= 150000 ? "i.indnullsnotdistinct" : "false",
                     PartRow::columns, PartRow::joins, kIsOnly);
}

void inspect_indexes(Inspector& db) {
  Oid current = 0;
  Index* index = nullptr;
  db.query(index_query(db.version()), [&](Row& row) {
    auto oid = row.oid();
    auto parent = db.find(Class::relation, row.oid());
    if (!parent) return;
    auto made = make<Index>(index_kind, "", row.text(), parent);
    made->comment = row.optional_text();
    made->unique = row.boolean();
    made->type.text = row.text();
    made->where_expr.text = bare_expression(row.view());
    made->nulls_distinct = !row.boolean();
    made->storage_params = row.options();
    made->tablespace = row.text();
    made->cluster = row.boolean();
    made->valid = row.boolean();
    made->only = row.boolean();
    PartRow part(row);
    if (std::exchange(current, oid) != oid) index = &db.add(std::move(made), Class::relation, oid);
    if (part.included)
      index->include.push_back(part.part.column);
    else
      index->parts.push_back(std::move(part.part));
  });
  inspect_parts(db);
}

std::string target(const Resource& r) { return "INDEX " + qualified(r); }

std::string duplicates(const Index& index) {
  std::vector<std::string> keys;
  for (auto& part : index.parts)
    keys.push_back(part.column.name.empty() ? fmt::format("({}\n)", part.expr.text)
                                            : sql::quote_ident(part.column.name));
  return probe_duplicates(*index.parent, keys, index.nulls_distinct, index.where_expr.text);
}

/// CREATE INDEX; `name` begins with CONCURRENTLY where that is meant.
void write_index(const Index& index, const std::string& name, Statement& s) {
  if (index.unique) s.hazard("MF101", "fails if two rows have the same key").probe(duplicates(index));
  s << (index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") << name << (partitioned(index) ? " ON ONLY " : " ON ")
    << table_of(index) << " USING " << sql::quote_ident(index.type.text);
  std::string_view separator = " (";
  for (auto& part : index.parts) {
    write_part(part, s << std::exchange(separator, ", "));
  }
  s << ")";
  if (!index.include.empty()) s << " INCLUDE (" << column_list(index.include) << ")";
  if (!index.nulls_distinct) s << " NULLS NOT DISTINCT";
  s << with_clause(index);
  if (!index.tablespace.empty()) s << " TABLESPACE " << sql::quote_ident(index.tablespace);
  if (!index.where_expr.empty()) s << " WHERE (" << index.where_expr << ")";
}

void create(const Creation& c, Script& out) {
  auto& index = as<Index>(c.resource);
  auto& s = out.add().locks(Lock::share);
  if (!partitioned(index)) s.scans().hazard("PG101", "keeps writes out while the index is built");
  write_index(index, sql::quote_ident(index.name), s);
  join_whole(c, index, out);
  set_statistics(index, index.parts, {}, out);
  set_apart(index, index, out);
}

void drop(const Resource& r, Script& out) {
  auto& s = out.add("DROP " + target(r));
  if (partitioned(as<Index>(r)))
    lock_with_partitions(*r.parent, Lock::access_exclusive, s);
  else
    s.locks(Lock::access_exclusive);
  s.hazard("PG102", "waits for all who use the table, and they for it");
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Index>(change.from);
  auto& to = as<Index>(change.to);
  if (leaves_whole(change, from, to)) return false;
  if (change.has("on")) {
    if (!same_keys(from.parts, to.parts)) return false;
    set_statistics(to, to.parts, from.parts, out);
  }
  alter_index_settings(change, from, to, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)))
      .locks_on(from, Lock::share_update_exclusive);
}

/// Takes its name when the index that had it is gone.
void take_name(const Index& index, Script& out) {
  out.add(fmt::format("ALTER INDEX {} RENAME TO {}", sql::quote_qualified(index.schema, online_name(index.name)),
                      sql::quote_ident(index.name)))
      .locks_on(index, Lock::share_update_exclusive);
}

/// What is said of the index once it is made; of the new one while the old one has its name nothing can be said.
void move_rest(std::vector<Statement>& from, Script& to) {
  std::move(from.begin() + 1, from.end(), std::back_inserter(to.statements));
  from.clear();
}

/// On a partitioned table it is a matter of the catalog: empty at first, it is whole when each partition's is attached.
/// The old one goes, with its parts, when all are there.
void replace_whole(const Index& index, OnlineStep& step) {
  auto name = online_name(index.name);
  Script make, end;
  write_index(index, sql::quote_ident(name), make.add().locks(Lock::share));
  drop(index, end);
  take_name(index, end);
  move_rest(step.statements, end);
  step.statements = std::move(make.statements);
  step.at_end = std::move(end.statements);
  step.takes_drop = true;
}

/// A partition's, to be part of one that is replaced as well.
void replace_part(const Index& index, OnlineStep& step) {
  auto name = online_name(index.name);
  Script make, end;
  write_index(index, "CONCURRENTLY " + sql::quote_ident(name), build_concurrently(index, name, make));
  attach_part(index, index, name, online_name(index.of.to->name), make);
  take_name(index, end);
  std::erase_if(step.statements,
                [](const Statement& s) { return s.sql.find(" ATTACH PARTITION ") != std::string::npos; });
  move_rest(step.statements, end);
  step.later = std::move(make.statements);
  step.at_end = std::move(end.statements);
}

/// Built beside writes, an index is replaced under another name, which becomes its own once the old one is gone.
void online(OnlineStep& step) {
  auto& index = as<Index>(step.resource);
  Script script;
  if (step.fate == Fate::drop) {
    if (partitioned(index) || !index.of.empty()) return;  // the server drops these in transactions only
    drop_concurrently(index, index.name, script);
    step.statements = std::move(script.statements);
    return;
  }
  if (step.fate == Fate::alter) return;
  bool replaces = step.fate == Fate::replace;
  if (partitioned(index)) {
    if (replaces && index.of.empty() && !has_partitioned_parts(index)) replace_whole(index, step);
    return;
  }
  if (replaces && step.with_whole) return replace_part(index, step);
  auto name = replaces ? online_name(index.name) : index.name;
  write_index(index, "CONCURRENTLY " + sql::quote_ident(name), build_concurrently(index, name, script));
  if (replaces) {
    drop_concurrently(index, index.name, script);
    take_name(index, script);
  }
  step.takes_drop = replaces;
  move_rest(step.statements, script);
  step.later = std::move(script.statements);
}

bool undone_by(const Resource& r, const Change& change) {
  return parts_undone_by(r, change) || statistics_undone_by(as<Index>(r).parts, change);
}

}  // namespace

extern const Support index_support;
const Support index_support = {inspect_indexes,
                               {.create = create,
                                .drop = drop,
                                .alter = alter,
                                .target = target,
                                .comment_lock = Lock::share_update_exclusive,
                                .rename = rename,
                                .online = online,
                                .undone_by = undone_by}};

}  // namespace schema::postgres
