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
             s->comment = row.optional_text();
             if (auto unlogged = row.optional_text()) s->unlogged = *unlogged == "t";
             bool granted = row.boolean();
             if (s->comment || s->unlogged || granted)
               db.add(std::move(s), Class::relation, oid);
             else
               db.stands_for(Class::relation, oid, 0, *column);
           });
}

std::string target(const Resource& r) {
  return "SEQUENCE " + sql::quote_qualified(r.schema, r.parent->kind->brings_relation(*r.parent));
}

void set_logged(const IdentitySequence& s, bool is_unlogged, bool shall_be, Script& out) {
  if (is_unlogged != shall_be)
    out.add(fmt::format("ALTER {} SET {}", target(s), shall_be ? "UNLOGGED" : "LOGGED")).locks(Lock::access_exclusive);
}

const Table* table_of(const Resource& r) { return is<Table>(r.parent->parent); }

bool is_unlogged(const Table* table) { return table && table->unlogged; }

void create(const Creation& c, Script& out) {
  auto& s = as<IdentitySequence>(c.resource);
  auto usual = is_unlogged(table_of(s));
  set_logged(s, usual, s.unlogged.value_or(usual), out);
}

/// ALTER TABLE ... SET LOGGED, which comes before, has taken the sequence along (manual: sql-altertable).
bool alter(const Change& change, Script& out) {
  auto& from = as<IdentitySequence>(change.from);
  auto& to = as<IdentitySequence>(change.to);
  auto table = table_of(to);
  auto usual = is_unlogged(table);
  auto old_table = table ? change.before(*table) : nullptr;
  bool taken_along = old_table && is_unlogged(is<Table>(old_table)) != usual;
  set_logged(to, taken_along ? usual : from.unlogged.value_or(usual), to.unlogged.value_or(usual), out);
  return true;
}

}  // namespace

extern const Support identity_sequence_support;
const Support identity_sequence_support = {inspect_identity_sequences,
                                           {.create = create, .alter = alter, .target = target}};

}  // namespace schema::postgres
