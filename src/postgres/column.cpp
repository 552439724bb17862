#include "postgres/column.hpp"

#include "kinds/domain.hpp"
#include "kinds/foreign_table.hpp"
#include "kinds/inherit.hpp"
#include "postgres/backfill.hpp"
#include "postgres/casts.hpp"
#include "postgres/foreign.hpp"
#include "postgres/index_settings.hpp"
#include "postgres/probes.hpp"
#include "postgres/sequence_options.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

namespace {

std::string target(const Resource& r) { return fmt::format("COLUMN {}.{}", table_of(r), sql::quote_ident(r.name)); }

/// The columns of a table that is made of a type have their types from there.
bool has_own_type(const Creation& creation, const Column& c) {
  auto says = [&](const Resource* sibling) { return is<OfType>(sibling) && creation.folded(*sibling); };
  return std::none_of(c.parent->children.begin(), c.parent->children.end(), says);
}

/// Before version 16 a child table can neither repeat nor replace the expression that its parent's column brings.
bool brings_expression(const Column& c, int server_version) {
  auto table = is<Table>(c.parent);
  auto model = is<Column>(inherited_from(c));
  if (!table || table->partition_of() || !model || !model->generated || !c.generated) return false;
  return server_version < 160000 || model->generated->expr.text == c.generated->expr.text;
}

Statement& define_type(const Column& c, Statement& s) {
  s << " " << c.type.text;
  write_foreign_options({c.foreign_options, {}}, s);
  return c.collate.empty() ? s : s << " COLLATE " << name_sql(c.collate);
}

/// The server tries what each row gets on the constraints of a domain, NULL too (ATExecAddColumn).
void tried_by_domain(const Column& c, Statement& s) {
  auto domain = domain_of(c.type);
  if (domain && has_constraints(*domain))
    s.rewrites().hazard("PG312", "rewrites the whole table: its type is a domain");
}

}  // namespace

Statement& add_column(const Column& c, Script& out) {
  auto& s = out.add(fmt::format("ALTER TABLE {} ADD COLUMN {}", table_of(c), sql::quote_ident(c.name)));
  tried_by_domain(c, s.locks(Lock::access_exclusive));
  return define_type(c, s);
}

namespace {

std::string new_sequence(const Column& c) {
  auto name = c.sequence_name.empty() ? "" : sql::quote_qualified(c.schema, c.sequence_name);
  return identity_options(*c.identity, name);
}

void define(const Creation& creation, Statement& s) {
  auto& c = as<Column>(creation.resource);
  s << sql::quote_ident(c.name);
  if (has_own_type(creation, c)) define_type(c, s);
  if (c.identity)
    s << " GENERATED " << (c.identity->generated.text == "always" ? "ALWAYS" : "BY DEFAULT") << " AS IDENTITY"
      << new_sequence(c);
  if (c.generated && !brings_expression(c, creation.server_version))
    s << " GENERATED ALWAYS AS (" << c.generated->expr << ")"
      << (c.generated->type.text == "virtual" ? " VIRTUAL" : " STORED");
  for (auto child : c.children)
    if (is<ColumnDefault>(child) && creation.folded(*child)) s << " DEFAULT " << as<ColumnDefault>(*child).expr;
  if (!c.null && !c.identity) s << " NOT NULL";
}

/// What CREATE TABLE and ADD COLUMN cannot say is set afterwards, of the table alone (`prefix` says ONLY). With a new
/// type the server forgets how values were stored and compressed (ATExecAlterColumnType).
void settings(std::string_view prefix, const Column& from, const Column& to, bool created, bool retyped, Script& out) {
  auto set = [&](std::string_view what, Lock lock = Lock::access_exclusive) -> Statement& {
    auto& s = out.add(prefix).locks(created ? Lock::none : lock) << what;
    s.only = true;
    return s;
  };
  auto storage = retyped ? Word() : from.storage, compression = retyped ? Word() : from.compression;
  if (storage != to.storage) set("SET STORAGE ") << (to.storage.empty() ? from.type_storage.text : to.storage.text);
  if (compression != to.compression)
    set("SET COMPRESSION ") << (to.compression.empty() ? "default" : to.compression.text);
  if (from.statistics != to.statistics)
    set("SET STATISTICS ", Lock::share_update_exclusive) << std::to_string(to.statistics.value_or(-1));
  alter_options(prefix, from.options, to.options, Lock::share_update_exclusive, out);
}

/// For what each table has by itself, though others take the column over from it.
std::string only_prefix(const Resource& r) {
  return fmt::format("ALTER TABLE {} ALTER COLUMN {} ", only_table_of(r), sql::quote_ident(r.name));
}

}  // namespace

static bool holds_rows(const Type& type) {
  auto& base = base_of(type);
  return base.named.to && !base.array && base.named.to->kind->name_space == "relation";
}

std::string is_null(const Column& c) {
  return sql::quote_ident(c.name) + (holds_rows(c.type) ? " IS NOT DISTINCT FROM NULL" : " IS NULL");
}

std::string is_given(const Column& c) {
  return sql::quote_ident(c.name) + (holds_rows(c.type) ? " IS DISTINCT FROM NULL" : " IS NOT NULL");
}

std::string alter_prefix(const Resource& r) {
  return fmt::format("ALTER TABLE {} ALTER COLUMN {} ", table_of(r), sql::quote_ident(r.name));
}

namespace {

/// A column that the table got from its parent is as that one's is; what shall differ is set afterwards.
void differ(const Column& model, const Creation& creation, Script& out) {
  auto& c = as<Column>(creation.resource);
  auto set = [&](std::string_view what) -> Statement& {
    return out.add(only_prefix(c)).locks(Lock::access_exclusive) << what;
  };
  if (c.null != model.null) set(c.null ? "DROP NOT NULL" : "SET NOT NULL");
  auto its = default_of(model);
  if (!default_of(c) && its) set("DROP DEFAULT");
  for (auto child : c.children) {
    auto own = is<ColumnDefault>(child);
    if (own && creation.folded(*own) && !(its && *its == own->expr)) set("SET DEFAULT ") << own->expr;
  }
}

/// NOT NULL, once the rows that had no value are filled.
void close_filled(const Column& c, Script& out) {
  out.add(alter_prefix(c)).locks(Lock::access_exclusive).scans().hazard("PG303", "reads the whole table")
      << "SET NOT NULL";
  out.statements.back().hazard("MF104", "fails if the backfill gives a row NULL");
}

/// Whether the server takes no column that has a value in the rows that are there: where columns of other tables hold
/// such rows (find_composite_type_dependencies).
bool starts_empty(const Creation& creation) {
  auto& c = as<Column>(creation.resource);
  return creation.stored && default_of(c) && is<Table>(c.parent);
}

/// The rows that are there get what the file says, or else the default, and those that come the default. The server
/// keeps a constant for the rows without touching them.
void add_filled(const Creation& creation, Script& out) {
  auto& c = as<Column>(creation.resource);
  auto& s = add_column(c, out);
  bool constant = c.backfill.literal == Literal::yes && !creation.stored;
  if (constant) s << " DEFAULT " << c.backfill << (c.null ? "" : " NOT NULL");
  auto its = default_of(c);
  if (its || constant) {
    auto& after = out.add(alter_prefix(c)).locks(Lock::access_exclusive);
    its ? after << "SET DEFAULT " << *its : after << "DROP DEFAULT";
  }
  if (constant) return;
  fill_at_once(c, creation.before, out);
  if (!c.null) close_filled(c, out);
}

void add(const Creation& creation, Script& out) {
  auto& c = as<Column>(creation.resource);
  auto& s = out.add(fmt::format("ALTER TABLE {} ADD COLUMN ", table_of(c))).locks(Lock::access_exclusive);
  define(creation, s);
  tried_by_domain(c, s);
  auto is_folded = [&](const Resource* child) { return creation.folded(*child); };
  bool filled = c.identity || c.generated || std::any_of(c.children.begin(), c.children.end(), is_folded);
  if (!c.null && !filled)
    s.scans()
        .hazard("MF103", "fails if the table has rows: the column is NOT NULL and has no default")
        .probe(probe_rows(*c.parent, "true"));
  if (c.identity) s.rewrites().hazard("PG310", "rewrites the whole table");
  if (c.generated && c.generated->type.text == "stored") s.rewrites().hazard("PG309", "rewrites the whole table");
  for (auto child : c.children)
    if (creation.folded(*child) && is_volatile(as<ColumnDefault>(*child)))
      s.rewrites().hazard("PG302", "rewrites the whole table: each row gets a value of its own");
}

/// A table without a TOAST table passes over options of it: those that came before the column that brings it are said
/// again.
void set_toast_options(const Column& c, const Before& before, Script& out) {
  auto to = is<Table>(c.parent);
  auto from = to ? is<Table>(before(*to)) : nullptr;
  if (!from) return;
  Options gained;
  for (auto& [name, value] : to->storage_params)
    if (name.starts_with("toast.") && !from->storage_params.contains(name)) gained[name] = value;
  alter_options(fmt::format("ALTER TABLE {} ", table_of(c)), {}, gained, Lock::share_update_exclusive, out);
}

void create(const Creation& creation, Script& out) {
  auto& c = as<Column>(creation.resource);
  bool filled = (has_backfill(c) && !c.identity) || starts_empty(creation);
  if (!creation.folded(c)) filled ? add_filled(creation, out) : add(creation, out);
  bool stated = !creation.folded(c) || (creation.made_by == c.parent && !comes_with_inherits(c));
  if (auto model = is<Column>(inherited_from(c)); model && !stated) differ(*model, creation, out);
  settings(only_prefix(c), Column{}, c, creation.folded(c), false, out);
  if (!creation.folded(c)) set_toast_options(c, creation.before, out);
}

void drop(const Resource& r, Script& out) {
  auto& s = out.add(fmt::format("ALTER TABLE {} DROP COLUMN {}", table_of(r), sql::quote_ident(r.name)))
                .locks(Lock::access_exclusive);
  if (!as<Column>(r).generated) s.hazard("DS103", "drops the column and what it holds", true);
}

void alter_identity(const Column& from, const Column& to, std::string_view prefix, Script& out) {
  auto generated = [](const Identity& i) { return i.generated.text == "always" ? "ALWAYS" : "BY DEFAULT"; };
  auto& s = out.add(prefix).locks(Lock::access_exclusive);
  s.only = true;
  if (!to.identity)
    s << "DROP IDENTITY";
  else if (!from.identity)
    s << "ADD GENERATED " << generated(*to.identity) << " AS IDENTITY" << new_sequence(to);
  else
    s << "SET GENERATED " << generated(*to.identity) << set_identity_options(*from.identity, *to.identity);
}

/// Rows of a foreign table are elsewhere.
bool is_foreign(const Resource& table) { return is<ForeignTable>(&table); }

/// Indexes and constraints over the column are built anew for another collation; where values only get a type of the
/// same form, those with an expression (CheckIndexCompatible() in indexcmds.c), and all parts on partitions.
bool is_indexed(const Column& c, bool same_form) {
  auto names = [&](const Resource* sibling) {
    bool built = !same_form || has_expression(*sibling) || (partitioned(*sibling) && sibling->kind->made_alone);
    return sibling->kind->rebuilt_by_server && built &&
           std::any_of(sibling->needs.begin(), sibling->needs.end(), [&](auto& need) { return need.to == &c; });
  };
  return std::any_of(c.parent->children.begin(), c.parent->children.end(), names);
}

void tell_risk(const Column& from, const Column& to, Statement& s) {
  if (!to.convert.empty()) return void(s.hazard("MF106", "fails if what its `using` says fails for a row"));
  auto risk = cast_risk(from, to);
  if (risk.rounds)
    s.hazard("DS105", fmt::format("rounds values: {} holds less than {}", to.type.text, from.type.text), true);
  if (risk.fails)
    s.hazard("MF106", fmt::format("fails if a value is none of {}", to.type.text)).probe(probe_misfits(from, to));
}

void set_not_null(const Column& c, const Before& before, Script& out) {
  if (has_backfill(c)) {
    fill_at_once(c, before, out);
    return close_filled(c, out);
  }
  auto& s = out.add(alter_prefix(c)).locks(Lock::access_exclusive) << "SET NOT NULL";
  s.scans()
      .hazard("PG303", "reads the whole table")
      .hazard("MF104", "fails if the column holds a NULL")
      .probe(probe_rows(*c.parent, is_null(c)));
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Column>(change.from);
  auto& to = as<Column>(change.to);
  bool led = change.led;
  auto from_model = is<Column>(inherited_from(from)), to_model = is<Column>(inherited_from(to));
  if (change.has("as") && !led) {
    // The server can turn a generated column into a plain one, which keeps its values; nothing else.
    if (to.generated) return false;
    out.add(alter_prefix(to)).locks(Lock::access_exclusive) << "DROP EXPRESSION";
  }
  auto prefix = alter_prefix(to);
  if (change.has("identity") && from.identity && !to.identity) alter_identity(from, to, prefix, out);
  if ((change.has("type") || change.has("collate")) && !led) {
    auto cast = cast_column(from, to);
    for (auto& helper : cast.helpers) out.add(helper);
    auto& s = out.add(prefix) << "TYPE " << to.type.text;
    s.locks_on(*to.parent, Lock::access_exclusive).locks_on(to, Lock::access_exclusive);
    if (!to.collate.empty()) s << " COLLATE " << name_sql(to.collate);
    if (!to.convert.empty() && change.has("type"))
      s << " USING " << to.convert;
    else if (!cast.expression.empty())
      s << " USING " << cast.expression;
    if (is_indexed(to, change.has("type"))) s.scans();
    if (change.has("type") && !is_foreign(*to.parent) && rewrites(from, to))
      s.rewrites().hazard("PG301", "rewrites the whole table");
    if (change.has("type")) tell_risk(from, to, s);
    for (auto& statement : cast.cleaning) out.add(statement);
    set_toast_options(to, change.before, out);
  }
  bool null_led = led && from_model && to_model && from_model->null != to_model->null && to.null == to_model->null;
  if (change.has("null") && !null_led) {
    if (to.null)
      (out.add(prefix).locks(Lock::access_exclusive) << "DROP NOT NULL").hazard("CD106", "lets NULL in");
    else
      set_not_null(to, change.before, out);
  }
  if (change.has("identity") && to.identity) alter_identity(from, to, prefix, out);
  auto foreign = fmt::format("ALTER FOREIGN TABLE {} ALTER COLUMN {}", table_of(to), sql::quote_ident(to.name));
  alter_foreign_options(foreign, {from.foreign_options, {}}, {to.foreign_options, {}}, Lock::access_exclusive, out);
  settings(only_prefix(to), from, to, false, change.has("type") || change.has("collate"), out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", table_of(from), sql::quote_ident(from.name),
                      sql::quote_ident(to)))
      .locks(Lock::access_exclusive);
}

}  // namespace

extern const Support column_support;
const Support column_support = {inspect_columns,
                                {.create = create,
                                 .drop = drop,
                                 .alter = alter,
                                 .target = target,
                                 .comment_lock = Lock::share_update_exclusive,
                                 .define = define,
                                 .rename = rename,
                                 .online = column_online,
                                 .needs_rebuild = column_needs_rebuild,
                                 .writes_values = column_writes_values}};

}  // namespace schema::postgres
