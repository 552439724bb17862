#include "kinds/column.hpp"

#include "kinds/domain.hpp"
#include "kinds/foreign_table.hpp"
#include "kinds/inherit.hpp"
#include "kinds/rule.hpp"
#include "kinds/trigger.hpp"
#include "model/literal.hpp"
#include "postgres/backfill.hpp"
#include "postgres/casts.hpp"
#include "postgres/foreign.hpp"
#include "postgres/probes.hpp"
#include "postgres/sequence_options.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind column_kind;
extern const Kind column_default_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

std::string_view storage_word(std::string_view letter) {
  if (letter.empty()) return "";
  return letter == "p" ? "plain" : letter == "e" ? "external" : letter == "x" ? "extended" : "main";
}

/// The columns of some of the tables. These are the most rows of all catalog queries, so that two connections share
/// them, and few results are held at a time. A default names no column, so that its text needs no look at the table,
/// which is what takes the time.
void inspect_part(Inspector& db, std::string_view part) {
  auto compression = db.version() >= 140000 ? "nullif(a.attcompression, '')" : "NULL";
  db.query(fmt::format(R"(
    SELECT c.oid, a.attnum, a.attname, a.atttypid,
           CASE WHEN t.typnamespace = 'pg_catalog'::regnamespace OR $own THEN format_type(a.atttypid, a.atttypmod) END, a.attnotnull,
           CASE WHEN a.attcollation <> t.typcollation THEN
             (SELECT cn.nspname FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
               WHERE co.oid = a.attcollation AND cn.nspname NOT IN ('pg_catalog', n.nspname)) END,
           CASE WHEN a.attcollation <> t.typcollation THEN (SELECT collname FROM pg_collation WHERE oid = a.attcollation) END,
           a.attgenerated,
           CASE WHEN f.oid IS NOT NULL AND $own THEN pg_get_expr(f.adbin, CASE WHEN a.attgenerated <> '' THEN c.oid ELSE 0 END) END, f.oid,
           CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, t.typstorage, {0},
           CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END, a.attoptions, a.attfdwoptions, NOT a.attislocal, cm.description
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
      LEFT JOIN pg_description cm ON cm.classoid = 'pg_class'::regclass AND cm.objoid = c.oid AND cm.objsubid = a.attnum
     WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND a.attnum > 0 AND NOT a.attisdropped AND $user(pg_class, c.oid)
       AND {1}
     ORDER BY a.attrelid, a.attnum)",
                       compression, part),
           [&](Row& row) {
             auto table_oid = row.oid();
             auto number = static_cast<int32_t>(row.integer());
             auto table = db.find(Class::relation, table_oid);
             if (!table) return;
             auto c = make<Column>(column_kind, "", row.text(), table);
             c->position = number;
             auto type = row.oid();
             c->type = db.type(row.text(), type);
             c->null = !row.boolean();
             auto collation_schema = row.text();
             c->collate = {collation_schema, row.text()};
             auto generated = row.view();
             Sql expr{row.text(), nullptr, {}};
             auto default_oid = row.oid();
             if (!generated.empty()) c->generated = Generated{expr, {generated == "s" ? "stored" : "virtual"}};
             c->storage.text = storage_word(row.view());
             c->type_storage.text = storage_word(row.view());
             auto method = row.view();
             if (!method.empty()) c->compression.text = method == "l" ? "lz4" : "pglz";
             c->statistics = row.optional_integer();
             c->options = row.options();
             c->foreign_options = row.options();
             c->inherited = row.boolean();
             c->comment = row.optional_text();
             auto& column = db.add(std::move(c), Class::relation, table_oid, number);
             if (!default_oid) return;
             if (column.generated) return db.stands_for(Class::attrdef, default_oid, 0, column);
             auto d = make<ColumnDefault>(column_default_kind, "", "", &column);
             d->expr = std::move(expr);
             mark_literal(d->expr, column.type);
             db.add(std::move(d), Class::attrdef, default_oid);
           });
}

/// The sequences behind identity columns (pg_depend 'i'). A join of the query above would cost it half as much again.
void inspect_identities(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT c.oid, a.attnum, a.attidentity, {}, sc.relname
      FROM pg_depend d JOIN pg_sequence q ON q.seqrelid = d.objid JOIN pg_class sc ON sc.oid = d.objid
      JOIN pg_class c ON c.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
     WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i'
       AND a.attidentity <> '' {})",
                       SequenceRow::columns,
                       // From 17 on a partition's rows are numbered by its table's sequence.
                       db.version() >= 170000 ? "AND NOT c.relispartition" : ""),
           [&](Row& row) {
             auto table = row.oid();
             auto column = is<Column>(db.find(Class::relation, table, static_cast<int32_t>(row.integer())));
             if (!column) return;
             auto word = row.view();
             column->identity = SequenceRow(row).identity(word == "a" ? "always" : "by default");
             column->identity_sequence = row.text();
             if (column->identity_sequence != usual_sequence_name(*column))
               column->sequence_name = column->identity_sequence;
           });
}

void inspect_columns(Inspector& db) {
  // Quarters, by the last two bits of the OID. (To "= 0" the planner would give few rows.)
  for (auto bits : {"< 1 AND c.oid::bigint / 2 % 2 < 1", "> 0 AND c.oid::bigint / 2 % 2 < 1",
                    "< 1 AND c.oid::bigint / 2 % 2 > 0", "> 0 AND c.oid::bigint / 2 % 2 > 0"})
    inspect_part(db, fmt::format("c.oid::bigint % 2 {}", bits));
  inspect_identities(db);
}

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

/// ADD COLUMN with its name and type.
Statement& add_column(const Column& c, Script& out) {
  auto& s = out.add(fmt::format("ALTER TABLE {} ADD COLUMN {}", table_of(c), sql::quote_ident(c.name)));
  return define_type(c, s.locks(Lock::access_exclusive));
}

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

/// What CREATE TABLE and ADD COLUMN cannot say is set afterwards. With a new type the server forgets how values were
/// stored and compressed (ATExecAlterColumnType).
void settings(std::string_view prefix, const Column& from, const Column& to, bool created, bool retyped, Script& out) {
  auto set = [&](std::string_view what, Lock lock = Lock::access_exclusive) -> Statement& {
    return out.add(prefix).locks(created ? Lock::none : lock) << what;
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

std::string alter_prefix(const Resource& r) {
  return fmt::format("ALTER TABLE {} ALTER COLUMN {} ", table_of(r), sql::quote_ident(r.name));
}

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

/// Whether the server takes no column that has a value in the rows that are there: where columns of other tables hold such
/// rows (find_composite_type_dependencies).
bool starts_empty(const Creation& creation) {
  auto& c = as<Column>(creation.resource);
  return creation.stored && default_of(c) && is<Table>(c.parent);
}

/// The rows that are there get what the file says, or else the default, and those that come the default. The server keeps
/// a constant for the rows without touching them.
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
  auto is_folded = [&](const Resource* child) { return creation.folded(*child); };
  bool filled = c.identity || c.generated || std::any_of(c.children.begin(), c.children.end(), is_folded);
  if (!c.null && !filled)
    s.hazard("MF103", "fails if the table has rows: the column is NOT NULL and has no default")
        .probe(probe_rows(*c.parent, "true"));
  if (c.identity) s.rewrites().hazard("PG310", "rewrites the whole table");
  if (c.generated && c.generated->type.text == "stored") s.rewrites().hazard("PG309", "rewrites the whole table");
  for (auto child : c.children)
    if (creation.folded(*child) && is_volatile(as<ColumnDefault>(*child)))
      s.rewrites().hazard("PG302", "rewrites the whole table: each row gets a value of its own");
}

void create(const Creation& creation, Script& out) {
  auto& c = as<Column>(creation.resource);
  bool filled = (has_backfill(c) && !c.identity) || starts_empty(creation);
  if (!creation.folded(c)) filled ? add_filled(creation, out) : add(creation, out);
  bool stated = !creation.folded(c) || (creation.made_by == c.parent && !comes_with_inherits(c));
  if (auto model = is<Column>(inherited_from(c)); model && !stated) differ(*model, creation, out);
  settings(only_prefix(c), Column{}, c, creation.folded(c), false, out);
}

void drop(const Resource& r, Script& out) {
  auto& s = out.add(fmt::format("ALTER TABLE {} DROP COLUMN {}", table_of(r), sql::quote_ident(r.name)))
                .locks(Lock::access_exclusive);
  if (!as<Column>(r).generated) s.hazard("DS103", "drops the column and what it holds", true);
}

void alter_identity(const Column& from, const Column& to, std::string_view prefix, Script& out) {
  auto generated = [](const Identity& i) { return i.generated.text == "always" ? "ALWAYS" : "BY DEFAULT"; };
  auto& s = out.add(prefix).locks(Lock::access_exclusive);
  if (!to.identity)
    s << "DROP IDENTITY";
  else if (!from.identity)
    s << "ADD GENERATED " << generated(*to.identity) << " AS IDENTITY" << new_sequence(to);
  else
    s << "SET GENERATED " << generated(*to.identity) << set_identity_options(*from.identity, *to.identity);
}

/// Rows of a foreign table are elsewhere.
bool is_foreign(const Resource& table) { return is<ForeignTable>(&table); }

/// Indexes and constraints that sort by the column are built anew.
bool is_indexed(const Column& c) {
  auto names = [&](const Resource* sibling) {
    return sibling->kind->rebuilt_by_server &&
           std::any_of(sibling->needs.begin(), sibling->needs.end(), [&](auto& need) { return need.to == &c; });
  };
  return std::any_of(c.parent->children.begin(), c.parent->children.end(), names);
}

void tell_risk(const Column& from, const Column& to, Statement& s) {
  if (!to.convert.empty())
    return void(s.hazard("MF106", "fails if what its `using` says fails for a row"));
  auto risk = from.type == to.type ? CastRisk::none : cast_risk(from.type.text, to.type.text);
  if (risk == CastRisk::rounds)
    s.hazard("DS105", fmt::format("rounds values: {} holds less than {}", to.type.text, from.type.text), true);
  if (risk == CastRisk::fails)
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
      .probe(probe_rows(*c.parent, sql::quote_ident(c.name) + " IS NULL"));
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
    if (!change.has("type") && is_indexed(to)) s.scans();
    if (change.has("type") && !is_foreign(*to.parent) && rewrites(from.type.text, to.type.text))
      s.rewrites().hazard("PG301", "rewrites the whole table");
    if (change.has("type")) tell_risk(from, to, s);
    for (auto& statement : cast.cleaning) out.add(statement);
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

/// The server takes no other type for a column that tells rows to their partitions.
bool retypes_key(const PartChange& change) {
  auto table = is<Table>(&change.parent);
  bool retyped = change.has("type") || change.has("collate");
  if (!table || !table->partition || !change.from || !retyped) return false;
  auto& parts = table->partition->parts;
  return std::any_of(parts.begin(), parts.end(), [&](auto& part) { return part.column.name == change.from->name; });
}

/// Whether a new value of the type has to be looked at, be it NULL.
bool is_constrained(const Type& type) {
  auto domain = type.array ? nullptr : is<Domain>(type.named.to);
  return domain && (!domain->null || !domain->default_value.empty() || !domain->children.empty() || is_constrained(domain->type));
}

/// Whether an UPDATE would do more than it says.
bool acts_on_update(const Resource& table) {
  return std::any_of(table.children.begin(), table.children.end(),
                     [](auto child) { return is<Trigger>(child) || is<Rule>(child); });
}

/// What gives all rows new values, or writes them anew, is refused where columns of other tables hold such rows. (A plain
/// default can be given otherwise: see starts_empty.)
bool writes_rows(const PartChange& change) {
  if (!change.to) return false;
  auto& column = as<Column>(*change.to);
  bool computed = column.identity || column.generated;
  if (!change.from) return computed || is_constrained(column.type) || (default_of(column) && acts_on_update(change.parent));
  return change.has("type") || change.has("collate") || (change.has("as") && computed);
}

/// A generated column becomes a plain one since version 13.
bool keeps_expression(const PartChange& change) {
  return change.server_version < 130000 && change.has("as") && change.from && change.to &&
         !as<Column>(*change.to).generated;
}

bool needs_rebuild(const PartChange& change) {
  return retypes_key(change) || keeps_expression(change) || (change.stored && writes_rows(change));
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", table_of(from), sql::quote_ident(from.name),
                      sql::quote_ident(to)))
      .locks(Lock::access_exclusive);
}

/// ALTER TABLE of the column's table, for what is done to a check on it.
Statement& alter_check(const Column& c, Lock lock, Script& out) {
  return out.add(fmt::format("ALTER TABLE {} ", table_of(c))).locks(lock);
}

/// The check tells that no value is NULL. It is read beside writes; SET NOT NULL then trusts it and reads nothing.
Statement& trust_check(const Column& c, const std::string& check, Script& out) {
  auto& validate = alter_check(c, Lock::share_update_exclusive, out).scans() << "VALIDATE CONSTRAINT " << check;
  validate.starts_transaction = true;
  auto place = out.statements.size() - 1;
  out.add(alter_prefix(c)).locks(Lock::access_exclusive) << "SET NOT NULL";
  out.statements.back().starts_transaction = true;
  alter_check(c, Lock::access_exclusive, out) << "DROP CONSTRAINT " << check;
  return out.statements[place];
}

void add_check(const Column& c, const std::string& check, const std::string& condition, Script& out) {
  alter_check(c, Lock::access_exclusive, out) << "ADD CONSTRAINT " << check << " CHECK (" << condition << ") NOT VALID";
}

std::string is_given(const Column& c) { return sql::quote_ident(c.name) + " IS NOT NULL"; }

/// Once the rows are filled.
Statement& later_not_null(const Column& c, const std::string& check, Script& out) {
  add_check(c, check, is_given(c), out);
  return trust_check(c, check, out);
}

/// What fills each row at once, or adds the column with values; the end if there is none.
auto filling(OnlineStep& step) {
  auto fills = [](const Statement& s) {
    return std::any_of(s.hazards.begin(), s.hazards.end(), [](auto& h) { return h.code == "PG302"; });
  };
  return std::find_if(step.statements.begin(), step.statements.end(), fills);
}

void set_not_null_later(const Column& c, OnlineStep& step) {
  auto text = alter_prefix(c) + "SET NOT NULL";
  auto found =
      std::find_if(step.statements.begin(), step.statements.end(), [&](const Statement& s) { return s.sql == text; });
  if (found == step.statements.end() || step.server_version < 120000) return;
  auto check = sql::quote_ident(online_name(c.name));
  Script add, later;
  if (auto filled = filling(step); filled < found) {
    fill(c, step, later);
    later_not_null(c, check, later).fails_like(*found);
    step.statements.erase(filled, found + 1);
  } else {
    trust_check(c, check, later).fails_like(*found);
    add_check(c, check, is_given(c), add);
    *found = std::move(add.statements.front());
  }
  step.later = std::move(later.statements);
}

/// Each row needs a value of its own: those that come get it by the default, those that are there bit by bit. A check
/// tells that this goes on, so that a run after one that broke off finds it.
void fill_later(const Column& c, OnlineStep& step) {
  auto check = sql::quote_ident(fill_name(c.name));
  Script now, later;
  add_column(c, now);
  if (auto its = default_of(c)) now.add(alter_prefix(c)).locks(Lock::access_exclusive) << "SET DEFAULT " << *its;
  add_check(c, check, fill_condition(c), now);
  auto rest = filling(step) + 1;
  auto closing = [&](const Statement& s) { return s.sql == kRunDeferred || s.sql == alter_prefix(c) + "SET NOT NULL"; };
  rest = std::find_if_not(rest, step.statements.end(), closing);
  std::move(rest, step.statements.end(), std::back_inserter(now.statements));
  fill(c, step, later);
  alter_check(c, Lock::access_exclusive, later) << "DROP CONSTRAINT " << check;
  if (!c.null) later_not_null(c, sql::quote_ident(online_name(c.name)), later);
  step.statements = std::move(now.statements);
  step.later = std::move(later.statements);
}

void online(OnlineStep& step) {
  auto& c = as<Column>(step.resource);
  if (step.fate == Fate::alter) return set_not_null_later(c, step);
  bool filled = filling(step) != step.statements.end();
  if (step.fate == Fate::create && filled && step.server_version >= 120000) fill_later(c, step);
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
                                 .online = online,
                                 .needs_rebuild = needs_rebuild}};

}  // namespace schema::postgres
