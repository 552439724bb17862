#include "kinds/inherit.hpp"
#include "postgres/backfill.hpp"
#include "postgres/constraints.hpp"
#include "postgres/expression_text.hpp"
#include "postgres/probes.hpp"

namespace schema {
extern const Kind check_kind;
}

namespace schema::postgres {

namespace {

void inspect_checks(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT con.oid, con.conrelid, con.conname, $comment(pg_constraint, con.oid, 0),
           CASE WHEN $own THEN pg_get_expr(con.conbin, con.conrelid) END, NOT con.convalidated, con.connoinherit, NOT con.conislocal, {}
      FROM pg_constraint con JOIN pg_namespace n ON n.oid = con.connamespace
     WHERE con.contype = 'c' AND con.conrelid <> 0 AND $user(pg_class, con.conrelid)
     ORDER BY con.conrelid, con.conname)",
                       enforced_column(db.version())),
           [&](Row& row) {
             auto oid = row.oid();
             auto table = db.find(Class::relation, row.oid());
             if (!table) return;
             auto check = make<Check>(check_kind, "", row.text(), table);
             check->comment = row.optional_text();
             check->expr.text = bare_expression(row.view());
             check->not_valid = row.boolean();
             check->no_inherit = row.boolean();
             check->inherited = row.boolean();
             check->enforced = row.boolean();
             check->not_valid &= check->enforced;
             db.add(std::move(check), Class::constraint, oid);
           });
}

void define(const Creation& c, Statement& s) {
  auto& check = as<Check>(c.resource);
  name_constraint(check, s) << "CHECK (" << check.expr << ")";
  if (check.no_inherit) s << " NO INHERIT";
  if (!check.enforced) s << " NOT ENFORCED";
}

/// CREATE TABLE takes NOT VALID but makes the check valid all the same: such a check is put in place anew, where the
/// table does not have it from another one.
void create(const Creation& c, Script& out) {
  auto& check = as<Check>(c.resource);
  bool folded = c.folded(check);
  if (folded && (!check.not_valid || check.inherited || inherited_from(check))) return;
  if (folded) drop_constraint(check, out);
  auto& s = add_constraint(check, Lock::access_exclusive, out);
  define(c, s);
  if (check.not_valid)
    s << " NOT VALID";
  else if (check.enforced)
    s.scans()
        .hazard("PG305", "reads the whole table")
        .hazard("MF107", "fails if a row does not meet it")
        .probe(probe_rows(*check.parent, fmt::format("NOT ({}\n)", check.expr.text)));
}

void drop(const Resource& r, Script& out) { drop_constraint(r, out).hazard("CD102", "drops the check"); }

bool alter(const Change& change, Script& out) {
  if (!change.has("not_valid")) return true;
  if (as<Check>(change.to).not_valid) return false;
  if (!change.led) validate_constraint(change.to, out);
  return true;
}

/// A check that says that a column's rows are still being filled goes when they are.
void online(OnlineStep& step) {
  if (step.fate != Fate::drop) return validate_later(step);
  auto column = filled_by(as<Check>(step.resource), step);
  if (!column) return;
  Script script;
  fill(*column, step, script);
  std::move(step.statements.begin(), step.statements.end(), std::back_inserter(script.statements));
  step.statements = std::move(script.statements);
  step.fills = column;
}

}  // namespace

extern const Support check_support;
const Support check_support = {inspect_checks,
                               {.create = create,
                                .drop = drop,
                                .alter = alter,
                                .target = constraint_target,
                                .define = define,
                                .rename = rename_constraint,
                                .online = online}};

}  // namespace schema::postgres
