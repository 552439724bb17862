#include "kinds/foreign_key_parts.hpp"
#include "postgres/casts.hpp"
#include "postgres/constraints.hpp"
#include "postgres/index_settings.hpp"
#include "postgres/partition_locks.hpp"
#include "postgres/probes.hpp"

namespace schema {
extern const Kind foreign_key_kind;
extern const Kind column_kind;
extern const Kind table_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

std::string_view action_word(std::string_view letter) {
  switch (letter.empty() ? 'a' : letter[0]) {
    case 'r':
      return "restrict";
    case 'c':
      return "cascade";
    case 'n':
      return "set null";
    case 'd':
      return "set default";
    default:
      return "";
  }
}

std::string foreign_key_query(int version) {
  return fmt::format(R"(
    SELECT con.oid, con.conrelid, con.conname, $comment(pg_constraint, con.oid, 0), $columns(con.conrelid, con.conkey),
           con.confrelid, rn.nspname, r.relname, $columns(con.confrelid, con.confkey), con.confupdtype, con.confdeltype, {}, con.confmatchtype = 'f', {}, NOT con.convalidated, {}, {}, con.conparentid <> 0,
           CASE WHEN r.relkind = 'p' AND con.conparentid = 0 THEN ARRAY(SELECT relid::oid FROM pg_partition_tree(r.oid)) END
      FROM pg_constraint con JOIN pg_namespace n ON n.oid = con.connamespace
      JOIN pg_class r ON r.oid = con.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
      LEFT JOIN pg_constraint whole ON whole.oid = con.conparentid
     WHERE con.contype = 'f' AND whole.conrelid IS DISTINCT FROM con.conrelid AND $user(pg_class, con.conrelid)
     ORDER BY con.conrelid, con.conname)",
                     version >= 150000 ? "$columns(con.conrelid, con.confdelsetcols)" : "NULL", kDeferrableColumn,
                     enforced_column(version), version >= 180000 ? "con.conperiod" : "false");
}

std::vector<ColumnName> column_names(Row& row) {
  std::vector<ColumnName> columns;
  for (auto& name : row.list()) columns.push_back({std::move(name), {}});
  return columns;
}

/// The columns of the referenced table, whose oid, schema, name and columns come next in the row. An extension's table
/// is no resource, but has the address of one.
std::vector<Ref> referenced(Inspector& db, Row& row) {
  auto table = db.find(Class::relation, row.oid());
  auto schema = row.text();
  auto stand_in = make<Resource>(table_kind, std::move(schema), row.text());
  auto columns = row.list();
  if (!table) {
    stand_in->address = make_address(table_kind, stand_in->schema, stand_in->name, nullptr);
    table = stand_in.get();
  }
  std::vector<Ref> refs(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) refs[i].address = make_address(column_kind, "", columns[i], table);
  return refs;
}

void inspect_foreign_keys(Inspector& db) {
  db.query(foreign_key_query(db.version()), [&](Row& row) {
    auto oid = row.oid();
    auto table = db.find(Class::relation, row.oid());
    if (!table) return;
    auto fk = make<ForeignKey>(foreign_key_kind, "", row.text(), table);
    fk->comment = row.optional_text();
    fk->columns = column_names(row);
    fk->ref_columns = referenced(db, row);
    fk->on_update.text = action_word(row.view());
    fk->on_delete.text = action_word(row.view());
    fk->on_delete_columns = column_names(row);
    if (row.boolean()) fk->match.text = "full";
    fk->deferrable.text = row.text();
    fk->not_valid = row.boolean();
    fk->enforced = row.boolean();
    fk->not_valid &= fk->enforced;
    fk->period = row.boolean();
    fk->inherited = row.boolean();
    for (auto& part : row.list())
      if (auto referred = is<Table>(db.find(Class::relation, static_cast<Oid>(std::stoul(part)))))
        referred->referrers.push_back(fk.get());
    db.add(std::move(fk), Class::constraint, oid);
  });
}

/// The parts of an address without their quotes.
std::vector<std::string> address_parts(std::string_view address) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (size_t i = 0; i < address.size(); ++i) {
    char c = address[i];
    if (c == '.' && !quoted) {
      parts.emplace_back();
    } else if (c != '"') {
      parts.back() += c;
    } else if (quoted && i + 1 < address.size() && address[i + 1] == '"') {
      parts.back() += address[++i];
    } else {
      quoted = !quoted;
    }
  }
  return parts;
}

/// "a, b", or "a, PERIOD b".
std::string key_columns(const ForeignKey& fk, const std::vector<ColumnName>& columns) {
  if (!fk.period) return column_list(columns);
  auto others = column_list({columns.begin(), columns.end() - 1});
  return fmt::format("{}{}PERIOD {}", others, others.empty() ? "" : ", ", sql::quote_ident(columns.back().name));
}

/// Both tables get triggers.
Statement& lock_both(const Resource& r, Lock lock, Statement& s) {
  lock_with_partitions(*r.parent, lock, s);
  if (auto other = referenced_table(r)) lock_with_partitions(*other, lock, s);
  return s;
}

/// Those that the partitions have already lose the triggers of their own.
void lock_for_parts(const ForeignKey& fk, Statement& s) {
  auto other = referenced_table(fk);
  for (auto part : as<Table>(*fk.parent).parts)
    for (auto child : part->parent->children)
      if (auto own = is<ForeignKey>(child); own && whole_foreign_key(*own) == &fk) {
        if (other) lock_with_partitions(*other, Lock::access_exclusive, s, own);
        lock_for_parts(*own, s);
      }
}

/// "REFERENCES dispatch.incident (id)".
std::string references(const ForeignKey& fk) {
  std::string table;
  std::vector<ColumnName> columns;
  for (auto& ref : fk.ref_columns) {
    if (ref.to && ref.to->parent) {
      table = qualified(*ref.to->parent);
      columns.push_back({ref.to->name, {}});
    } else if (auto parts = address_parts(ref.address); parts.size() == 5) {
      table = sql::quote_qualified(parts[1], parts[2]);
      columns.push_back({parts[4], {}});
    } else {
      throw std::logic_error("no column has the address " + ref.address);
    }
  }
  return fmt::format("REFERENCES {} ({})", table, key_columns(fk, columns));
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

void define(const Creation& c, Statement& s) {
  auto& fk = as<ForeignKey>(c.resource);
  name_constraint(fk, s) << "FOREIGN KEY (" << key_columns(fk, fk.columns) << ") " << references(fk);
  if (!fk.match.empty()) s << " MATCH " << upper(fk.match.text);
  if (!fk.on_update.empty()) s << " ON UPDATE " << upper(fk.on_update.text);
  if (!fk.on_delete.empty()) s << " ON DELETE " << upper(fk.on_delete.text);
  if (!fk.on_delete_columns.empty()) s << " (" << column_list(fk.on_delete_columns) << ")";
  s << deferrable_clause(fk.deferrable);
  if (!fk.enforced) s << " NOT ENFORCED";
}

void create(const Creation& c, Script& out) {
  if (as<ForeignKey>(c.resource).inherited && !as<ForeignKey>(c.resource).stated) return;  // the server makes it
  auto& s = lock_both(c.resource, Lock::share_row_exclusive, add_constraint(c.resource, Lock::none, out));
  define(c, s);
  auto& fk = as<ForeignKey>(c.resource);
  lock_for_parts(fk, s);
  if (fk.not_valid) s << " NOT VALID";
  if (fk.not_valid || !fk.enforced) return;
  s.scans()
      .hazard("PG306", "reads both tables while writes to them wait")
      .hazard("MF108", "fails if a row refers to none");
  if (!fk.period) s.probe(probe_orphans(fk));
}

void drop(const Resource& r, Script& out) {
  lock_both(r, Lock::access_exclusive, drop_constraint(r, out)).hazard("CD101", "drops the foreign key");
}

/// Whether it goes with the partitioned table's, while the partition stays one.
bool goes_with_whole(const Change& change) {
  if (!as<ForeignKey>(change.from).inherited || as<ForeignKey>(change.to).inherited) return false;
  return as<Table>(*change.to.parent).partition_of() &&
         as<Table>(*change.from.parent).of == as<Table>(*change.to.parent).of;
}

bool alter(const Change& change, Script& out) {
  auto& to = as<ForeignKey>(change.to);
  if (goes_with_whole(change) || (change.has("not_valid") && to.not_valid)) return false;
  if (change.led) return true;
  if (change.has("deferrable") || change.has("enforced")) {
    auto& s = out.add(fmt::format("ALTER TABLE {} ALTER CONSTRAINT {}", table_of(to), sql::quote_ident(to.name)))
                  .locks(Lock::access_exclusive);
    if (change.has("deferrable")) s << (to.deferrable.empty() ? " NOT DEFERRABLE" : deferrable_clause(to.deferrable));
    if (change.has("enforced")) s << (to.enforced ? " ENFORCED" : " NOT ENFORCED");
    if (change.has("enforced") && to.enforced) s.scans().hazard("MF108", "fails if a row refers to none");
  }
  if (change.has("not_valid")) validate_constraint(to, out);
  return true;
}

/// The tables that hold the rows and are partitions already; false if one of them becomes one only now.
bool leaves_of(const Resource& table, const OnlineStep& step, std::vector<Resource*>& leaves) {
  for (auto part : as<Table>(table).parts) {
    if (step.is_new(*part)) return false;
    if (!as<Table>(*part->parent).partition)
      leaves.push_back(part->parent);
    else if (!leaves_of(*part->parent, step, leaves))
      return false;
  }
  return true;
}

/// Whether the partition has it before, by itself.
bool is_there(const ForeignKey& fk, const Resource& leaf, const OnlineStep& step) {
  return std::any_of(leaf.children.begin(), leaf.children.end(), [&](auto child) {
    auto own = is<ForeignKey>(child);
    auto whole = own;
    while (whole && whole != &fk) whole = whole_foreign_key(*whole);
    return whole && (own->stated || !step.is_new(*own));
  });
}

/// Before version 18 the server has no NOT VALID for foreign keys of partitioned tables. But it takes over those that
/// the partitions have and that are valid, and reads nothing then.
void validate_parts(OnlineStep& step) {
  auto& fk = as<ForeignKey>(step.resource);
  std::vector<Resource*> leaves;
  auto& add = step.statements.front();
  if (step.fate != Fate::create || add.work == Work::none || !leaves_of(*fk.parent, step, leaves)) return;
  Script first, later;
  for (auto leaf : leaves) {
    if (is_there(fk, *leaf, step)) continue;
    ForeignKey part = fk;
    part.parent = leaf;
    part.schema = leaf->schema;
    define({part}, lock_both(part, Lock::share_row_exclusive, add_constraint(part, Lock::none, first)));
    first.statements.back() << " NOT VALID";
    auto& validate = validate_constraint(part, later);
    validate.on = {{leaf, Lock::share_update_exclusive}};
    validate.starts_transaction = true;
    validate.fails_like(add);
  }
  add.work = Work::none;
  add.hazards.clear();
  add.starts_transaction = true;
  std::move(step.statements.begin(), step.statements.end(), std::back_inserter(later.statements));
  step.statements = std::move(first.statements);
  step.later = std::move(later.statements);
}

void online(OnlineStep& step) {
  if (partitioned(step.resource))
    validate_parts(step);
  else
    validate_later(step);
}

/// The server builds it anew after each change of a column, when that of the other side is still to come.
bool undone_by(const Resource&, const Change& change) {
  auto from = is<Column>(&change.from), to = is<Column>(&change.to);
  return from && to && change.has("type") && !compare_alike(*from, *to);
}

}  // namespace

extern const Support foreign_key_support;
const Support foreign_key_support = {inspect_foreign_keys,
                                     {.create = create,
                                      .drop = drop,
                                      .alter = alter,
                                      .target = constraint_target,
                                      .define = define,
                                      .rename = rename_constraint,
                                      .online = online,
                                      .undone_by = undone_by}};

}  // namespace schema::postgres
