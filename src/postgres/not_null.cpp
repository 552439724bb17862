#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "postgres/constraints.hpp"

namespace schema {
extern const Kind not_null_kind;
}

namespace schema::postgres {

namespace {

/// Whether the server chose it: where something had the usual name, a number follows.
bool is_usual(const std::string& name, const Resource& column) {
  auto usual = usual_not_null_name(column);
  return name.starts_with(usual) && name.find_first_not_of("0123456789", usual.size()) == std::string::npos;
}

/// Only those of which a column's `null = false` does not tell all.
void inspect_not_nulls(Inspector& db) {
  if (db.version() < not_null_kind.since) return;
  db.query(R"(
    SELECT con.oid, con.conrelid, con.conkey[1], con.conname, $comment(pg_constraint, con.oid, 0), con.connoinherit,
           con.coninhcount > 0 AND EXISTS (
             SELECT FROM pg_inherits i JOIN pg_constraint p ON p.conrelid = i.inhparent AND p.contype = 'n'
              WHERE i.inhrelid = con.conrelid AND p.conname = con.conname)
      FROM pg_constraint con JOIN pg_namespace n ON n.oid = con.connamespace
     WHERE con.contype = 'n' AND con.conislocal AND $user(pg_class, con.conrelid) ORDER BY con.conrelid, con.conkey[1])",
           [&](Row& row) {
             auto oid = row.oid(), table = row.oid();
             auto column = db.find(Class::relation, table, static_cast<int32_t>(row.integer()));
             if (!column || !is<Column>(column)) return;
             auto c = make<NotNull>(not_null_kind, "", row.text(), column);
             c->comment = row.optional_text();
             c->no_inherit = row.boolean();
             bool from_above = row.boolean();  // the server gives it no other name
             if (c->comment || c->no_inherit || !(from_above || is_usual(c->name, *column)))
               db.add(std::move(c), Class::constraint, oid);
             else
               db.stands_for(Class::constraint, oid, 0, *column);
           });
}

std::string table_of(const NotNull& c) { return postgres::table_of(*c.parent); }

std::string target(const Resource& r) {
  return fmt::format("CONSTRAINT {} ON {}", sql::quote_ident(r.name), table_of(as<NotNull>(r)));
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER TABLE {} RENAME CONSTRAINT {} TO {}", table_of(as<NotNull>(from)),
                      sql::quote_ident(from.name), sql::quote_ident(to)))
      .locks(Lock::access_exclusive);
}

void set_inherit(const NotNull& c, bool no_inherit, Script& out) {
  out.add(fmt::format("ALTER TABLE {} ALTER CONSTRAINT {} {}", table_of(c), sql::quote_ident(c.name),
                      no_inherit ? "NO INHERIT" : "INHERIT"))
      .locks(Lock::access_exclusive);
}

/// The column's own statement has made it, under its usual name.
void create(const Creation& creation, Script& out) {
  auto& c = as<NotNull>(creation.resource);
  NotNull made;
  made.parent = c.parent;
  made.name = usual_not_null_name(*c.parent);
  if (made.name != c.name) rename(made, c.name, out);
  if (c.no_inherit) set_inherit(c, true, out);
}

/// The constraint is there as long as the column is NOT NULL; it only goes back to how it would be made.
void drop(const Resource& r, Script& out) {
  auto& c = as<NotNull>(r);
  if (c.comment)
    out.add(fmt::format("COMMENT ON {} IS NULL", target(r))).locks_on(*c.parent->parent, Lock::access_share);
  if (c.no_inherit) set_inherit(c, false, out);
  if (auto usual = usual_not_null_name(*c.parent); usual != c.name) rename(c, usual, out);
}

bool alter(const Change& change, Script& out) {
  if (change.has("no_inherit")) set_inherit(as<NotNull>(change.to), as<NotNull>(change.to).no_inherit, out);
  return true;
}

}  // namespace

extern const Support not_null_support;
const Support not_null_support = {inspect_not_nulls,
                                  {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
