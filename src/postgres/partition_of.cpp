#include "kinds/foreign_key_parts.hpp"
#include "kinds/inherit.hpp"
#include "kinds/replica_identity.hpp"
#include "kinds/trigger.hpp"
#include "postgres/detach.hpp"
#include "postgres/partition_locks.hpp"
#include "postgres/partition_text.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind partition_of_kind;
}

namespace schema::postgres {

namespace {

void inspect_attachments(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT c.oid, i.inhparent, CASE WHEN $own THEN pg_get_expr(c.relpartbound, c.oid) END, {},
           (SELECT partdefid <> 0 FROM pg_partitioned_table WHERE partrelid = i.inhparent),
           EXISTS (SELECT FROM pg_publication)
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relispartition AND c.relkind IN ('r', 'p', 'f') AND $user(pg_class, c.oid)
     ORDER BY n.nspname, c.relname)",
                       db.version() >= 140000 ? "i.inhdetachpending" : "false"),
           [&](Row& row) {
             auto found = db.find(Class::relation, row.oid());
             auto whole = db.find(Class::relation, row.oid());
             if (!found || !whole) return;
             auto& table = as<Table>(*found);
             static_cast<Bound&>(table) = read_bound(row.view());
             table.of.address = whole->address;
             auto attachment = make<Attachment>(partition_of_kind, "", table.name, &table);
             static_cast<Bound&>(*attachment) = table;
             attachment->of = table.of;
             attachment->pending = row.boolean();
             attachment->beside_default = row.boolean();
             attachment->published = row.boolean();
             attachment->needs.push_back({whole, false});
             need_shared(*attachment, table, true);
             need_shared(*attachment, *whole, true);
             for (auto fk : as<Table>(*whole).referrers) fk->needs.push_back({attachment.get(), true});
             as<Table>(*whole).parts.push_back(attachment.get());
             db.add(std::move(attachment));
           });
}

std::string alter_whole(const Resource& r) {
  return fmt::format("ALTER TABLE {} ", qualified(*as<Attachment>(r).of.to));
}

std::string detach_text(const Resource& r) { return alter_whole(r) + "DETACH PARTITION " + table_of(r); }

/// Foreign keys that refer to the partitioned table refer to each of its partitions. `whole` is the table as it is, or
/// null.
Statement& lock_referrers(const Resource* whole, Lock lock, Statement& s) {
  if (auto table = is<Table>(whole))
    for (auto fk : table->referrers) s.locks_on(*fk->parent, lock, fk);
  return s;
}

/// The partition's foreign keys become those of the partitioned table, or its own again, with other triggers on the
/// tables that they refer to. `before` finds the partition's as they are.
void lock_referred(const Attachment& a, const Before& before, Statement& s) {
  for (auto child : a.parent->children) {
    auto fk = is<ForeignKey>(child);
    auto other = fk && fk->inherited ? referenced_table(*fk) : nullptr;
    auto lock = before(*child) ? Lock::access_exclusive : Lock::share_row_exclusive;
    if (other) lock_with_partitions(*other, lock, s, whole_foreign_key(*fk));
  }
}

/// What CONCURRENTLY began can only be finished. The server looks for rows that refer to those of the partition.
void detach(const Attachment& a, const Resource* whole, Script& out) {
  auto& s = out.add(detach_text(a) + (a.pending ? " FINALIZE" : ""))
                .locks_on(*a.of.to, a.pending ? Lock::share_update_exclusive : Lock::access_exclusive);
  lock_with_partitions(*a.parent, Lock::access_exclusive, s);
  if (!a.pending) lock_referrers(whole, Lock::access_exclusive, s);
  if (is<Table>(whole) && !as<Table>(*whole).referrers.empty()) s.scans();
  lock_referred(a, nobody, s);
  if (auto rest = default_beside(a)) s.locks_on(*rest->parent, Lock::access_exclusive);
}

void attach(const Attachment& a, const Before& before, Script& out) {
  auto& s = out.add(alter_whole(a)).locks_on(*a.of.to, Lock::share_update_exclusive).scans();
  lock_with_partitions(*a.parent, Lock::access_exclusive, s);
  lock_referrers(before(*a.of.to), Lock::share_row_exclusive, s);
  lock_referred(a, before, s);
  s.hazard("PT101", "reads the whole partition, unless a check constraint shows that its rows belong there");
  write_bound(a, s << "ATTACH PARTITION " << table_of(a) << " ");
}

/// The default partition that stays one, or null.
const Attachment* standing_default(const Attachment& a, const Before& before) {
  for (auto part : as<Table>(*a.of.to).parts)
    if (is_default(*part) && part != &a && before(*part)) return part;
  return nullptr;
}

/// What refers to rows of a partition is in the way as long as that is none, even for a moment.
std::vector<Resource*> displaces(const Resource& to, const Before& before) {
  auto& a = as<Attachment>(to);
  auto whole = is<Table>(before(*a.of.to));
  bool detaches = whole && (before(a) || standing_default(a, before));
  return detaches ? whole->referrers : std::vector<Resource*>();
}

/// Whether the server can tell subscribers which row goes.
bool has_identity(const Resource& table) {
  auto& parts = table.children;
  for (auto child : parts)
    if (auto replica = is<ReplicaIdentity>(child)) return replica->identity.address != "nothing";
  return std::any_of(parts.begin(), parts.end(), [](auto child) { return is<PrimaryKey>(child); });
}

/// Whether changes of its rows run triggers; of one that is detached, those that it has by itself.
bool has_triggers(const Resource& table, bool detached) {
  return std::any_of(table.children.begin(), table.children.end(), [&](auto child) {
    auto trigger = is<Trigger>(child);
    return trigger && !(detached && trigger->inherited);
  });
}

/// Rows that only change their place are no news for triggers. Constraints are looked at before these are back, since
/// the server alters no table that has some to look at.
std::string while_quiet(const Resource& from, const Resource& to, const std::string& body) {
  return fmt::format(
      "DECLARE t record; quiet jsonb; "
      "BEGIN SELECT coalesce(jsonb_agg(x), '[]') INTO quiet FROM (SELECT tgrelid::regclass::text AS place, tgname AS "
      "name, CASE tgenabled WHEN 'A' THEN 'ALWAYS ' WHEN 'R' THEN 'REPLICA ' ELSE '' END AS state FROM pg_trigger "
      "WHERE tgrelid IN ({}::regclass, {}::regclass) AND NOT tgisinternal AND tgenabled <> 'D') x; "
      "FOR t IN SELECT * FROM jsonb_to_recordset(quiet) AS x(place text, name text, state text) LOOP "
      "EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', t.place, t.name); END LOOP; "
      "{} SET CONSTRAINTS ALL IMMEDIATE; "
      "FOR t IN SELECT * FROM jsonb_to_recordset(quiet) AS x(place text, name text, state text) LOOP "
      "EXECUTE format('ALTER TABLE %s ENABLE %sTRIGGER %I', t.place, t.state, t.name); END LOOP; END",
      sql::quote_literal(qualified(from)), sql::quote_literal(qualified(to)), body);
}

/// Rows without an identity can be deleted from a table that is published only while all of a row is its identity.
std::string while_identified(const Resource& table, const std::string& body) {
  bool nothing =
      std::any_of(table.children.begin(), table.children.end(), [](auto child) { return is<ReplicaIdentity>(child); });
  auto set = [&](std::string_view identity) {
    return fmt::format("IF published THEN ALTER TABLE {} REPLICA IDENTITY {}; END IF;", qualified(table), identity);
  };
  return fmt::format(
      "DECLARE published boolean := EXISTS (SELECT FROM pg_publication_tables WHERE format('%I.%I', schemaname, "
      "tablename)::regclass = {}::regclass); "
      "BEGIN {} {} {} END",
      sql::quote_literal(qualified(table)), set("FULL"), body, set(nothing ? "NOTHING" : "DEFAULT"));
}

/// Moves the rows of the default partition that belong into the new one.
void move_rows(const Attachment& from, const Attachment& to, Script& out) {
  std::string columns;
  for (auto child : to.parent->children)
    if (auto column = is<Column>(child); column && !column->generated)
      columns += (columns.empty() ? "" : ", ") + sql::quote_ident(column->name);
  auto move = fmt::format(" RETURNING {0}) INSERT INTO {1} ({0}) SELECT {0} FROM moved", columns, table_of(to));
  auto body = fmt::format("EXECUTE {} || pg_get_partition_constraintdef({}::regclass) || {};",
                          sql::quote_literal(fmt::format("WITH moved AS (DELETE FROM {} WHERE ", table_of(from))),
                          sql::quote_literal(table_of(to)), sql::quote_literal(move));
  bool identified = !from.published || has_identity(*from.parent);
  bool quiet_from = has_triggers(*from.parent, true), quiet_to = has_triggers(*to.parent, false);
  auto block = "BEGIN " + body + " END";
  if (quiet_from || quiet_to) block = while_quiet(*from.parent, *to.parent, body);
  if (!identified) block = while_identified(*from.parent, quiet_from || quiet_to ? block + ";" : body);
  auto lock = [](bool quiet) { return quiet ? Lock::share_row_exclusive : Lock::row_exclusive; };
  out.add("DO " + sql::quote_literal(block))
      .locks_on(*to.parent, lock(quiet_to))
      .locks_on(*from.parent, identified ? lock(quiet_from) : Lock::access_exclusive)
      .scans()
      .hazard("PT102", "moves rows out of the default partition");
}

/// While a partition is attached, the default partition must hold no row that belongs there.
void create(const Creation& c, Script& out) {
  auto& a = as<Attachment>(c.resource);
  auto standing = standing_default(a, c.before);
  if (standing) detach(*standing, c.before(*a.of.to), out);
  attach(a, c.before, out);
  if (!standing) return;
  move_rows(as<Attachment>(*c.before(*standing)), a, out);
  attach(*standing, c.before, out);
}

void drop(const Resource& r, Script& out) {
  auto& a = as<Attachment>(r);
  detach(a, a.of.to, out);
}

void online(OnlineStep& step) {
  auto& a = as<Attachment>(step.resource);
  if (step.fate != Fate::drop || !detaches_concurrently(a, step.server_version)) return;
  Script script;
  detach_concurrently(a, step, script);
  step.statements = std::move(script.statements);
}

}  // namespace

extern const Support partition_of_support;
const Support partition_of_support = {inspect_attachments,
                                      {.create = create, .drop = drop, .online = online, .displaces = displaces}};

}  // namespace schema::postgres
