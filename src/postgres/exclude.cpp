#include "kinds/constraint.hpp"
#include "postgres/constraints.hpp"
#include "postgres/expression_text.hpp"
#include "postgres/index_parts.hpp"
#include "postgres/index_settings.hpp"

namespace schema {
extern const Kind exclude_kind;
}

namespace schema::postgres {

namespace {

std::string exclude_query() {
  return fmt::format(R"({0}
    SELECT con.oid, c.oid, con.conrelid, con.conname, $comment(pg_constraint, con.oid, 0), am.amname,
           CASE WHEN p.k = 1 AND i.indpred IS NOT NULL AND $own THEN pg_get_expr(i.indpred, i.indrelid) END,
           {1}, c.reloptions, s.spcname, i.indisclustered,
           CASE WHEN opn.nspname NOT IN ('pg_catalog', n.nspname) THEN opn.nspname END, op.oprname,
           $comment(pg_class, c.oid, 0), {2}
      FROM part p JOIN pg_index i ON i.indexrelid = p.indexrelid JOIN pg_class c ON c.oid = i.indexrelid
      JOIN pg_constraint con ON con.conindid = c.oid AND con.contype = 'x' AND con.conparentid = 0
      JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am am ON am.oid = c.relam
      LEFT JOIN pg_operator op ON op.oid = con.conexclop[p.k] LEFT JOIN pg_namespace opn ON opn.oid = op.oprnamespace
      LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace {3}
     WHERE $user(pg_class, c.oid)
     ORDER BY n.nspname, c.relname, p.k)",
                     PartRow::with("i.indisexclusion"), kDeferrableColumn, PartRow::columns, PartRow::joins);
}

void inspect_excludes(Inspector& db) {
  Oid current = 0;
  Exclude* exclude = nullptr;
  db.query(exclude_query(), [&](Row& row) {
    auto oid = row.oid(), index = row.oid();
    auto table = db.find(Class::relation, row.oid());
    if (!table) return;
    auto made = make<Exclude>(exclude_kind, "", row.text(), table);
    made->comment = row.optional_text();
    made->type.text = row.text();
    made->where_expr.text = bare_expression(row.view());
    made->deferrable.text = row.text();
    made->storage_params = row.options();
    made->tablespace = row.text();
    made->cluster = row.boolean();
    auto operator_schema = row.text();
    Name op{operator_schema, row.text()};
    made->index_comment = row.optional_text();
    PartRow part(row);
    if (std::exchange(current, oid) != oid) {
      exclude = &db.add(std::move(made), Class::constraint, oid);
      db.stands_for(Class::relation, index, 0, *exclude);
    }
    if (part.included)
      exclude->include.push_back(part.part.column);
    else
      exclude->parts.push_back({std::move(part.part), std::move(op)});
  });
}

void define(const Exclude& exclude, Statement& s) {
  name_constraint(exclude, s) << "EXCLUDE USING " << sql::quote_ident(exclude.type.text);
  std::string_view separator = " (";
  for (auto& part : exclude.parts) {
    write_part(part, s << std::exchange(separator, ", "));
    s << " WITH " << operator_sql(part.op);
  }
  s << ")";
  if (!exclude.include.empty()) s << " INCLUDE (" << column_list(exclude.include) << ")";
  s << with_clause(exclude);
  if (!exclude.tablespace.empty()) s << " USING INDEX TABLESPACE " << sql::quote_ident(exclude.tablespace);
  if (!exclude.where_expr.empty()) s << " WHERE (" << exclude.where_expr << ")";
  s << deferrable_clause(exclude.deferrable);
}

void create(const Creation& c, Script& out) {
  auto& exclude = as<Exclude>(c.resource);
  auto& s = add_constraint(exclude, Lock::access_exclusive, out);
  define(exclude, s);
  s.scans().hazard("PG109",
                   "keeps reads and writes out while its index is built, and fails if two rows exclude each other");
  set_statistics(exclude, exclude.parts, {}, out);
  set_apart(exclude, exclude, out);
}

void drop(const Resource& r, Script& out) { drop_constraint(r, out).hazard("CD105", "drops the exclusion constraint"); }

bool alter(const Change& change, Script& out) {
  auto& from = as<Exclude>(change.from);
  auto& to = as<Exclude>(change.to);
  if (change.has("on")) {
    if (!same_keys(from.parts, to.parts)) return false;
    set_statistics(to, to.parts, from.parts, out);
  }
  alter_index_settings(change, from, to, out);
  return true;
}

bool undone_by(const Resource& r, const Change& change) { return statistics_undone_by(as<Exclude>(r).parts, change); }

}  // namespace

extern const Support exclude_support;
const Support exclude_support = {inspect_excludes,
                                 {.create = create,
                                  .drop = drop,
                                  .alter = alter,
                                  .target = constraint_target,
                                  .rename = rename_constraint,
                                  .undone_by = undone_by}};

}  // namespace schema::postgres
