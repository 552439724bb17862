#include "kinds/table.hpp"

#include "kinds/column.hpp"
#include "redshift/policies.hpp"
#include "redshift/storage.hpp"
#include "redshift/support.hpp"
#include "sql/lex.hpp"

namespace schema {
extern const Kind table_kind;
extern const Kind row_filter_kind;
}  // namespace schema

namespace schema::redshift {

namespace {

constexpr Lack kLacks[] = {
    {"unlogged", "tables that last for a session only are made by hand: CREATE TEMP TABLE"},
    {"storage_params", "leave them out: blocks are always full"},
    {"access_method", "leave it out: tables are kept by columns"},
    {"tablespace", "leave it out: the cluster manages its disks"},
    {"partition", "a sort key lets the server skip what a query does not need; files in S3 can be partitioned"},
    {"of", "write the table's own columns"},
};

/// What the server chose by itself, and how large tables are. Not everybody may ask, and empty tables are not listed.
void inspect_facts(Inspector& db) {
  bool known = db.query_if_allowed(R"(SELECT table_id, sortkey1, tbl_rows, size FROM svv_table_info)", [&](Row& row) {
    auto found = db.find(Class::relation, row.oid());
    auto sort = row.text();
    if (!found || found->kind != &table_kind) return;
    auto& t = as<Table>(*found);
    t.sort_unknown = false;
    if (sort.starts_with("AUTO")) t.sort.reset();
    t.rows = row.optional_integer();
    t.megabytes = row.optional_integer();
  });
  if (known) return;
  for (auto& r : db.catalog().all())
    if (r->kind == &table_kind) as<Table>(*r).sort_unknown = true;
}

/// Only sys:secadmin and superusers see it.
void inspect_row_security(Inspector& db) {
  db.query_if_allowed("SELECT relschema, relname FROM svv_rls_relation WHERE is_rls_on = 't'", [&](Row& row) {
    auto schema = row.text();
    auto found = db.relation(schema, row.text());
    if (found && found->kind == &table_kind) as<Table>(*found).row_security = RowSecurity{.enabled = true};
  });
}

void inspect_tables(Inspector& db) {
  db.query(R"(
    SELECT c.oid, n.nspname, c.relname, pg_get_userbyid(c.relowner), d.description, c.reldiststyle
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_description d ON d.classoid = 1259 AND d.objoid = c.oid AND d.objsubid = 0
     WHERE c.relkind = 'r' AND left(c.relname, 8) <> 'mv_tbl__' AND $user
     ORDER BY n.nspname, c.relname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto t = make<Table>(table_kind, std::move(schema), row.text());
             t->owner = row.text();
             t->comment = row.optional_text();
             t->distribution = distribution_of(row.integer());
             db.add(std::move(t), Class::relation, oid);
           });
  db.query(R"(
    SELECT a.attrelid, a.attname, CASE WHEN a.attisdistkey THEN 't' ELSE 'f' END, a.attsortkeyord
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relkind = 'r' AND a.attnum > 0 AND (a.attisdistkey OR a.attsortkeyord <> 0))",
           [&](Row& row) {
             auto found = db.find(Class::relation, row.oid());
             if (!found || found->kind != &table_kind) return;
             auto& t = as<Table>(*found);
             auto column = row.text();
             if (row.boolean() && t.distribution) t.distribution->key.name = column;
             add_sort_column(t.sort, column, row.integer());
           });
  inspect_facts(db);
  inspect_row_security(db);
  // "pg_class_backup_<database>_<table>"
  db.query_if_allowed("SELECT split_part(key, '_', 5), value FROM pg_conf WHERE left(key, 16) = 'pg_class_backup_'", [&](Row& row) {
    auto found = db.find(Class::relation, row.oid());
    if (found && found->kind == &table_kind) as<Table>(*found).backup = false;
  });
}

std::string target(const Resource& r) { return "TABLE " + qualified(r); }

void switch_row_security(const std::string& table, bool on, Script& out) {
  out.add(fmt::format("ALTER TABLE {} ROW LEVEL SECURITY {}", table, on ? "ON" : "OFF")).locks(Lock::access_exclusive);
}

void create(const Creation& c, Script& out) {
  auto& t = as<Table>(c.resource);
  auto& s = out.add("CREATE " + target(t) + " (");
  bool first = true;
  for (auto child : t.children) {
    if (!c.folded(*child)) continue;
    s << (first ? "\n  " : ",\n  ");
    first = false;
    support(*child->kind).render.define({*child, c.folded, c.server_version}, s);
  }
  s << "\n)";
  if (t.backup == false) s << "\nBACKUP NO";
  s << storage_clauses(t.distribution, t.sort);
  if (t.row_security) switch_row_security(qualified(t), true, out);
}

void drop(const Resource& r, Script& out) {
  out.add("DROP " + target(r)).locks(Lock::access_exclusive).hazard("DS102", "drops the table and its rows", true);
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Table>(change.from);
  auto& to = as<Table>(change.to);
  if (change.has("backup")) return false;
  auto actions = alter_storage(from.distribution, to.distribution, from.sort, to.sort);
  if (!actions) return false;
  if (change.has("row_security")) switch_row_security(qualified(to), to.row_security.has_value(), out);
  for (auto& action : *actions)
    out.add(fmt::format("ALTER {} {}", target(to), action)).locks(Lock::share_row_exclusive).hazard("RS301", "the server sorts and moves all rows; the table can be read meanwhile");
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), identifier(to))).locks(Lock::access_exclusive);
}

/// Nothing may be hidden from the statement that copies the rows, whoever runs it.
void set_aside(const Resource& from, std::string_view aside, Script& out) {
  rename(from, aside, out);
  detach_maskings(from, aside, out);
  if (as<Table>(from).row_security) switch_row_security(qualified(from.schema, aside), false, out);
}

std::string cost(const Table& t) {
  if (!t.rows) return "its rows";
  return fmt::format("its {} rows ({} MB)", *t.rows, t.megabytes.value_or(0));
}

/// An identity that takes no values from INSERT.
bool is_counted(const Column& column) { return column.identity && column.identity->generated.text == "always"; }

/// What the server counts by itself does not go on where the old table's count was.
void tell_identity(const Column& column, Statement& s) {
  auto start = column.identity->start.value_or(1);
  if (is_counted(column))
    s.hazard("RS304", fmt::format("gives the rows new values of {}, from {} on: what refers to the old ones finds other rows", column.name, start), true);
  else
    s.hazard("RS305", fmt::format("counts {} from {} again: new rows get values that copied ones have", column.name, start));
}

/// The columns that are in both, or say what rows get. The server fills the others: with defaults, or from their identity.
void copy_rows(const Resource& from, std::string_view aside, const Resource& to, Script& out) {
  std::string columns, values;
  auto& s = out.add().locks(Lock::access_exclusive);
  s.hazard("RS302", fmt::format("copies {} into a new table, which needs as much space again and keeps others out meanwhile", cost(as<Table>(from))));
  for (auto child : to.children) {
    auto same = [&](const Resource* r) { return r->kind == child->kind && r->name == child->name; };
    if (child->kind->keyword != "column") continue;
    auto found = std::find_if(from.children.begin(), from.children.end(), same);
    auto old = found == from.children.end() ? nullptr : &as<Column>(**found);
    auto& column = as<Column>(*child);
    if (!old && !has_backfill(column)) continue;
    if (column.identity) tell_identity(column, s);
    if (is_counted(column)) continue;
    auto name = identifier(child->name);
    columns += (columns.empty() ? "" : ", ") + name;
    bool same_type = old && old->type.text == column.type.text;
    auto kept = same_type ? name : old && !column.convert.empty() ? sql::closed(column.convert.text) : fmt::format("CAST({} AS {})", name, column.type.text);
    values += (values.empty() ? "" : ", ") + with_backfill(old, column, kept);
  }
  if (columns.empty()) return out.statements.pop_back();
  s << fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {}", qualified(to), columns, values, qualified(from.schema, aside));
}

/// Row filters that nobody can see past, or that do nothing, are no state to be in: the switch follows them, unless a file
/// says how it is. Where no file speaks of filters they stay, and the switch with them.
void settle_row_security(Table& t, const Resource* current, const Catalog& all, Diagnostics& out) {
  if (t.row_security && t.row_security->enforced)
    out.error("not-in-redshift", t.where, fmt::format("{}: Redshift has no \"enforced\"", t.address), "leave it out: policies hold for the owner, too");
  if (t.row_security) return;
  auto filters = [](auto& r) { return r->kind == &row_filter_kind; };
  bool stays = current && std::none_of(all.all().begin(), all.all().end(), filters);
  if (stays) t.row_security = as<Table>(*current).row_security;
  else if (std::any_of(t.children.begin(), t.children.end(), filters)) t.row_security = RowSecurity{.enabled = true};
}

void check_column(const Table& t, const ColumnName& name, Diagnostics& out) {
  auto found = [&](const Resource* child) { return child->kind->keyword == "column" && child->name == name.name; };
  if (std::any_of(t.children.begin(), t.children.end(), found)) return;
  out.error("unknown-column", name.where ? name.where : t.where, fmt::format("{} has no column \"{}\"", t.address, name.name));
}

void prepare(Resource& r, const Resource* current, const Catalog& all, Diagnostics& out) {
  auto& t = as<Table>(r);
  settle_row_security(t, current, all, out);
  tidy(t.distribution, "auto");
  tidy(t.sort, "auto");
  if (t.distribution) {
    bool keyed = t.distribution->style.text == "key";
    if (keyed != !t.distribution->key.name.empty())
      out.error("wrong-distribution", r.where, fmt::format("{}: a distribution has a key if, and only if, its style is key", r.address));
    if (keyed) check_column(t, t.distribution->key, out);
  }
  for (size_t i = 0; t.sort && i < t.sort->columns.size(); ++i) check_column(t, t.sort->columns[i], out);
  if (!current) return;
  auto& now = as<Table>(*current);
  // A key that the server may have chosen is no difference to auto.
  if (!t.sort && now.sort_unknown) t.sort = now.sort;
  if (t.sort && t.sort->style.text == "none" && !now.sort) t.sort.reset();
  if (t.backup == true && !now.backup) t.backup.reset();
}

}  // namespace

extern const Support table_support;
const Support table_support = {
    .inspect = inspect_tables,
    .render = {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename, .set_aside = set_aside, .copy_rows = copy_rows},
    .lacks = kLacks,
    .prepare = prepare,
};

}  // namespace schema::redshift
