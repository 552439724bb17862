#include "kinds/column.hpp"
#include "kinds/inherit.hpp"
#include "kinds/sequence.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind identity_sequence_kind;
}

namespace schema::postgres {

namespace {

/// Every one of them is known as its column's, but only one of which there is something to say is a resource.
void inspect_identity_sequences(Inspector& db) {
  db.query(R"(
    SELECT c.oid, d.refobjid, d.refobjsubid, $comment(pg_class, c.oid, 0),
           CASE WHEN c.relpersistence <> t.relpersistence THEN c.relpersistence = 'u' END, c.relacl IS NOT NULL
      FROM pg_sequence q JOIN pg_class c ON c.oid = q.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i'
      JOIN pg_class t ON t.oid = d.refobjid
     WHERE c.relpersistence <> 't' AND $user(pg_class, t.oid) ORDER BY 1)",
           [&](Row& row) {
             auto oid = row.oid(), table = row.oid();
             auto column = db.find(Class::relation, table, static_cast<int32_t>(row.integer()));
             if (!column) return;
             auto s = make<IdentitySequence>(identity_sequence_kind, "", "", column);
             s->description = row.optional_text();
             if (auto unlogged = row.optional_text()) s->unlogged = *unlogged == "t";
             bool granted = row.boolean();
             if (s->description || s->unlogged || granted)
               db.add(std::move(s), Class::relation, oid);
             else
               db.stands_for(Class::relation, oid, 0, *column);
           });
}

std::string target(const Resource& r) {
  return "SEQUENCE " + sql::quote_qualified(r.schema, r.parent->kind->brings_relation(*r.parent));
}

/// A statement on it, which locks it where it is there already.
void add(std::string sql, const IdentitySequence& s, bool is_new, Lock lock, Script& out) {
  auto& statement = out.add(std::move(sql));
  if (!is_new) statement.locks(lock).tables.push_back({s.schema, s.parent->kind->brings_relation(*s.parent), lock});
}

void set_logged(const IdentitySequence& s, bool unlogged, bool is_new, Script& out) {
  add(fmt::format("ALTER {} SET {}", target(s), unlogged ? "UNLOGGED" : "LOGGED"), s, is_new, Lock::access_exclusive,
      out);
}

void comment(const IdentitySequence& s, bool is_new, Script& out) {
  auto text = s.description ? sql::quote_literal(*s.description) : "NULL";
  add(fmt::format("COMMENT ON {} IS {}", target(s), text), s, is_new, Lock::share_update_exclusive, out);
}

const Table* table_of(const Resource& r) { return is<Table>(r.parent->parent); }

bool is_unlogged(const Table* table) { return table && table->unlogged; }

void create(const Creation& c, Script& out) {
  auto& s = as<IdentitySequence>(c.resource);
  auto column = is<Column>(c.before(*s.parent));
  bool is_new = !column || !column->identity;
  auto usual = is_unlogged(table_of(s));
  if (s.unlogged.value_or(usual) != usual) set_logged(s, !usual, is_new, out);
  if (s.description) comment(s, is_new, out);
}

/// ALTER TABLE ... SET LOGGED, which comes before, has taken the sequence along (manual: sql-altertable).
bool alter(const Change& change, Script& out) {
  auto& from = as<IdentitySequence>(change.from);
  auto& to = as<IdentitySequence>(change.to);
  auto table = table_of(to);
  auto usual = is_unlogged(table);
  auto old_table = table ? change.before(*table) : nullptr;
  bool taken_along = old_table && is_unlogged(is<Table>(old_table)) != usual;
  auto is = taken_along ? usual : from.unlogged.value_or(usual);
  if (to.unlogged.value_or(usual) != is) set_logged(to, !is, false, out);
  if (change.has("comment")) comment(to, false, out);
  return true;
}

}  // namespace

extern const Support identity_sequence_support;
const Support identity_sequence_support = {inspect_identity_sequences,
                                           {.create = create, .alter = alter, .target = target}};

}  // namespace schema::postgres
