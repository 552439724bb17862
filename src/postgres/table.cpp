#include "kinds/inherit.hpp"
#include "kinds/sequence.hpp"
#include "postgres/casts.hpp"
#include "postgres/detach.hpp"
#include "postgres/keys.hpp"
#include "postgres/partition_text.hpp"

#include "postgres/support.hpp"
#include "postgres/table_body.hpp"

namespace schema {
extern const Kind composite_kind;
extern const Kind table_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

void inspect_tables(Inspector& db) {
  db.query(R"(
    SELECT c.oid, n.nspname, c.relname, pg_get_userbyid(c.relowner), $comment(pg_class, c.oid, 0), c.relpersistence = 'u',
           array_cat(c.reloptions, (SELECT array_agg('toast.' || o) FROM pg_class t, unnest(t.reloptions) o WHERE t.oid = c.reltoastrelid)),
           nullif(a.amname, 'heap'), s.spcname, c.relrowsecurity, c.relforcerowsecurity,
           CASE WHEN c.relkind = 'p' AND $own THEN pg_get_partkeydef(c.oid) END, c.relhassubclass,
           ot.typname, otn.nspname, c.reltype
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_type ot ON ot.oid = c.reloftype LEFT JOIN pg_namespace otn ON otn.oid = ot.typnamespace
      LEFT JOIN pg_am a ON a.oid = c.relam LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
     WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND $user(pg_class, c.oid)
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
             RowSecurity security{row.boolean(), row.boolean()};
             if (security.enabled || security.enforced) t->row_security = security;
             if (auto key = row.view(); !key.empty()) t->partition = read_partition_key(key);
             t->has_heirs = row.boolean();
             auto type = row.text();
             if (auto type_schema = row.text(); !type.empty()) t->of = reference(composite_kind, type_schema, type);
             auto row_type = row.oid();
             db.stands_for(Class::type, row_type, 0, db.add(std::move(t), Class::relation, oid));
           });
}

std::string target(const Resource& r) { return "TABLE " + qualified(r); }

void set_row_security(const Table& to, RowSecurity from, Script& out) {
  auto wanted = to.row_security.value_or(RowSecurity{});
  auto set = [&](std::string_view action) {
    out.add(fmt::format("ALTER {} {} ROW LEVEL SECURITY", target(to), action)).locks(Lock::access_exclusive);
  };
  if (wanted.enabled != from.enabled) set(wanted.enabled ? "ENABLE" : "DISABLE");
  if (wanted.enforced != from.enforced) set(wanted.enforced ? "FORCE" : "NO FORCE");
}

/// What CREATE TABLE says between the parentheses: of what comes from a type or from parent tables only what is more.
bool is_stated(const Creation& c, const Resource& child, bool typed) {
  if (!c.folded(child) || is<Inheritance>(&child) || is<OfType>(&child)) return false;
  if (auto column = is<Column>(&child)) {
    if (typed) return !column->null || column->generated || default_of(*column);
    return !column->inherited || !comes_with_inherits(child);
  }
  if (auto key = is<Key>(&child)) return is_folded(c, *key);
  auto check = is<Check>(&child);
  return !check || !check->inherited || !comes_with_inherits(child);
}

/// Where its columns come from: a type, or parent tables. Whether it has such a thing.
template <class Origin>
bool write_origin(const Creation& c, const Table& t, Statement& s) {
  auto states = [&](const Resource* child) { return is<Origin>(child) && c.folded(*child); };
  auto found = std::find_if(t.children.begin(), t.children.end(), states);
  if (found == t.children.end()) return false;
  support(*(*found)->kind).render.define({**found, c.folded, c.server_version}, s);
  return true;
}

}  // namespace

void write_table_body(const Creation& c, const Table& t, Statement& s) {
  bool typed = write_origin<OfType>(c, t, s), first = true;
  for (auto child : t.children) {
    if (!is_stated(c, *child, typed)) continue;
    s << (first ? " (\n  " : ",\n  ");
    first = false;
    support(*child->kind).render.define({*child, c.folded, c.server_version}, s);
  }
  if (!first)
    s << "\n)";
  else if (!typed)
    s << " ()";
  write_origin<Inheritance>(c, t, s);
}

namespace {

/// Columns and constraints that are folded stand between the parentheses. A partition is a table like others at first,
/// and is attached when all that must be on it is there.
void create(const Creation& c, Script& out) {
  auto& t = as<Table>(c.resource);
  auto& s = out.add(fmt::format("CREATE {}{}", t.unlogged ? "UNLOGGED " : "", target(t)));
  write_table_body(c, t, s);
  if (t.partition) write_partition_key(*t.partition, s);
  if (!t.access_method.empty()) s << " USING " << sql::quote_ident(t.access_method);
  if (!t.storage_params.empty()) s << " WITH (" << option_list(t.storage_params) << ")";
  if (!t.tablespace.empty()) s << " TABLESPACE " << sql::quote_ident(t.tablespace);
  set_row_security(t, {}, out);
}

void drop(const Resource& r, Script& out) {
  auto& s = out.add("DROP " + target(r)).locks(Lock::access_exclusive);
  s.hazard("DS102", "drops the table and its rows", true);
  if (auto attachment = attachment_of(r))
    if (auto rest = default_beside(*attachment))
      s.locks_on(r, Lock::access_exclusive).locks_on(*rest->parent, Lock::access_exclusive, attachment);
}

/// ALTER TABLE ... SET LOGGED has taken the sequences of its columns along (from version 15 on): one that is to be
/// otherwise is changed back.
void change_sequences_back(const Change& change, Script& out) {
  auto& table = as<Table>(change.to);
  for (auto r : table.sequences) {
    bool unlogged = as<Sequence>(*r).unlogged;
    if (change.server_version < 150000 || unlogged == table.unlogged || !change.before(*r)) continue;
    out.add(fmt::format("ALTER SEQUENCE {} SET {}", qualified(*r), unlogged ? "UNLOGGED" : "LOGGED"))
        .locks_on(*r, Lock::access_exclusive);
  }
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Table>(change.from);
  auto& to = as<Table>(change.to);
  auto prefix = "ALTER " + target(to) + " ";
  auto rewrite = [&](std::string_view action) {
    out.add(prefix).locks(Lock::access_exclusive).rewrites().hazard("PG307", "rewrites the whole table") << action;
  };
  // Refused where columns of other tables hold such rows.
  if (change.stored && (change.has("unlogged") || change.has("access_method"))) return false;
  if (change.has("unlogged")) {
    rewrite(to.unlogged ? "SET UNLOGGED" : "SET LOGGED");
    change_sequences_back(change, out);
  }
  if (change.has("access_method")) {
    if (change.server_version < 150000) return false;
    rewrite("SET ACCESS METHOD " + sql::quote_ident(to.access_method.empty() ? "heap" : to.access_method));
  }
  if (change.has("tablespace"))
    rewrite("SET TABLESPACE " + sql::quote_ident(to.tablespace.empty() ? "pg_default" : to.tablespace));
  if (change.has("row_security")) set_row_security(to, from.row_security.value_or(RowSecurity{}), out);
  alter_options(prefix, from.storage_params, to.storage_params, Lock::share_update_exclusive, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::access_exclusive);
}

std::string identity_sequence(const Resource& column) {
  auto brings = column.kind->brings_relation;
  return brings ? brings(column) : std::string();
}

std::string aside_sequence(const std::string& name) { return name.substr(0, 55) + "__old"; }

/// The sequences of identity columns give their names up too.
void set_aside(const Resource& from, std::string_view to, Script& out) {
  rename(from, to, out);
  for (auto child : from.children)
    if (auto name = identity_sequence(*child); !name.empty())
      out.add(fmt::format("ALTER SEQUENCE {} RENAME TO {}", sql::quote_qualified(from.schema, name),
                          sql::quote_ident(aside_sequence(name))))
          .locks(Lock::access_exclusive)
          .tables.push_back({from.schema, name, Lock::access_exclusive});
}

const Column* column_called(const Resource& table, std::string_view name) {
  for (auto child : table.children)
    if (auto column = is<Column>(child); column && column->name == name) return column;
  return nullptr;
}

/// Sequences of identity columns go on where they are.
void continue_sequence(const Column& from, const Column& to, Script& out) {
  auto old = identity_sequence(from), now = identity_sequence(to);
  if (old.empty() || now.empty()) return;
  out.add(fmt::format("SELECT setval({}, last_value, is_called) FROM {}",
                      sql::quote_literal(sql::quote_qualified(to.schema, now)),
                      sql::quote_qualified(from.schema, aside_sequence(old))));
}

/// What a column of a copied row gets, and what that takes.
ColumnCast copied(const Column* old, const Column& column) {
  ColumnCast value;
  if (old) {
    // What may have been made anew is led through text, but not the values of base types: their text may not say all.
    auto named = old->type.named.to;
    bool same = old->type == column.type && (!named || named->kind->circular);
    if (!same) value = cast_column(*old, column);
    if (value.expression.empty()) value.expression = sql::quote_ident(column.name);
  }
  value.expression = with_backfill(old, column, value.expression);
  return value;
}

void copy_rows(const Resource& from, std::string_view aside, const Resource& to, Script& out) {
  std::string into, values;
  std::vector<std::string> cleaning;
  for (auto child : to.children) {
    auto column = is<Column>(child);
    if (!column || column->generated) continue;
    auto value = copied(column_called(from, column->name), *column);
    if (value.expression.empty()) continue;
    into += (into.empty() ? "" : ", ") + sql::quote_ident(column->name);
    values += (values.empty() ? "" : ", ") + value.expression;
    for (auto& helper : value.helpers) out.add(helper);
    std::move(value.cleaning.begin(), value.cleaning.end(), std::back_inserter(cleaning));
  }
  if (into.empty()) return;
  // Heirs keep their rows themselves, partitions get them from here.
  auto only = !as<Table>(from).partition && as<Table>(from).has_heirs ? "ONLY " : "";
  out.add(fmt::format("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM {}{}", qualified(to), into, values,
                      only, sql::quote_qualified(from.schema, aside)))
      .locks_on(to, Lock::row_exclusive)
      .locks_on(from, Lock::access_share)
      .scans()
      .hazard("PG311", "copies all rows into a new table");
  for (auto& statement : cleaning) out.add(statement);
  for (auto child : to.children)
    if (auto column = is<Column>(child))
      if (auto old = column_called(from, column->name)) continue_sequence(*old, *column, out);
}

/// To drop a partition keeps out all who use the partitioned table, unless it is detached before. Where foreign keys
/// refer to it, it is anyway.
void online(OnlineStep& step) {
  auto attachment = step.fate == Fate::drop ? attachment_of(step.resource) : nullptr;
  if (!attachment || !detaches_concurrently(*attachment, step.server_version)) return;
  if (!as<Table>(*attachment->of.to).referrers.empty()) return;
  Script script;
  detach_concurrently(*attachment, step, script);
  script.statements.pop_back();  // no need to tidy up what goes
  step.statements.back().tables.push_back({step.resource.schema, step.resource.name, Lock::access_exclusive});
  std::move(step.statements.begin(), step.statements.end(), std::back_inserter(script.statements));
  step.statements = std::move(script.statements);
}

/// What is written anew as it was is no concern of expressions.
Keeps writes_values(const Resource* from, const Resource&, const FieldNames& fields) {
  bool writes = from && (contains(fields, "unlogged") || contains(fields, "access_method"));
  return writes ? Keeps::rows : Keeps::none;
}

}  // namespace

extern const Support table_support;
const Support table_support = {inspect_tables,
                               {.create = create,
                                .drop = drop,
                                .alter = alter,
                                .target = target,
                                .comment_lock = Lock::share_update_exclusive,
                                .rename = rename,
                                .set_aside = set_aside,
                                .copy_rows = copy_rows,
                                .online = online,
                                .writes_values = writes_values}};

}  // namespace schema::postgres
