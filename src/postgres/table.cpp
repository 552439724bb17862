#include "kinds/table.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind table_kind;
}

namespace schema::postgres {

namespace {

void inspect_tables(Inspector& db) {
  db.query(R"(
    SELECT c.oid, n.nspname, c.relname, pg_get_userbyid(c.relowner), $comment(pg_class, c.oid, 0), c.relpersistence = 'u',
           array_cat(c.reloptions, (SELECT array_agg('toast.' || o) FROM pg_class t, unnest(t.reloptions) o WHERE t.oid = c.reltoastrelid)),
           nullif(a.amname, 'heap'), s.spcname, c.reltype
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_am a ON a.oid = c.relam LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
     WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND $user(pg_class, c.oid)
     ORDER BY n.nspname, c.relname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto t = make<Table>(table_kind, std::move(schema), row.text());
             t->owner = row.text();
             t->comment = row.optional_text();
             t->unlogged = row.boolean();
             t->storage_params = row.options();
             t->access_method = row.text();
             t->tablespace = row.text();
             auto row_type = row.oid();
             db.stands_for(Class::type, row_type, 0, db.add(std::move(t), Class::relation, oid));
           });
}

std::string target(const Resource& r) { return "TABLE " + qualified(r); }

/// Columns and constraints that are folded stand between the parentheses.
void create(const Creation& c, Script& out) {
  auto& t = as<Table>(c.resource);
  auto& s = out.add(fmt::format("CREATE {}{} (", t.unlogged ? "UNLOGGED " : "", target(t)));
  bool first = true;
  for (auto child : t.children) {
    if (!c.folded(*child)) continue;
    s << (first ? "\n  " : ",\n  ");
    first = false;
    support(*child->kind).render.define({*child, c.folded, c.server_version}, s);
  }
  s << (first ? ")" : "\n)");
  if (!t.access_method.empty()) s << " USING " << sql::quote_ident(t.access_method);
  if (!t.storage_params.empty()) s << " WITH (" << option_list(t.storage_params) << ")";
  if (!t.tablespace.empty()) s << " TABLESPACE " << sql::quote_ident(t.tablespace);
}

void drop(const Resource& r, Script& out) {
  out.add("DROP " + target(r)).locks(Lock::access_exclusive).hazard("DS102", "drops the table and its rows", true);
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Table>(change.from);
  auto& to = as<Table>(change.to);
  auto prefix = "ALTER " + target(to) + " ";
  auto rewrite = [&](std::string_view action) {
    out.add(prefix).locks(Lock::access_exclusive).hazard("PG307", "rewrites the whole table") << action;
  };
  if (change.has("unlogged")) rewrite(to.unlogged ? "SET UNLOGGED" : "SET LOGGED");
  if (change.has("access_method")) {
    if (change.server_version < 150000) return false;
    rewrite("SET ACCESS METHOD " + sql::quote_ident(to.access_method.empty() ? "heap" : to.access_method));
  }
  if (change.has("tablespace")) rewrite("SET TABLESPACE " + sql::quote_ident(to.tablespace.empty() ? "pg_default" : to.tablespace));
  alter_options(prefix, from.storage_params, to.storage_params, Lock::share_update_exclusive, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::access_exclusive);
}

}  // namespace

extern const Support table_support;
const Support table_support = {inspect_tables, {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
