#include "kinds/trigger.hpp"

#include "kinds/inherit.hpp"

#include "postgres/partition_locks.hpp"
#include "postgres/support.hpp"
#include "postgres/trigger_definition.hpp"

namespace schema {
extern const Kind trigger_kind;
}

namespace schema::postgres {

namespace {

/// The bits of pg_trigger.tgtype.
enum : int64_t { kRow = 1, kBefore = 2, kInsert = 4, kDelete = 8, kUpdate = 16, kTruncate = 32, kInsteadOf = 64 };

std::string_view enabled_word(std::string_view letter) {
  return letter == "D" ? "disabled" : letter == "R" ? "replica" : letter == "A" ? "always" : "origin";
}

void read_events(int64_t type, const std::vector<std::string>& columns, Trigger& t) {
  TriggerEvents events;
  events.insert = type & kInsert;
  events.update = (type & kUpdate) && columns.empty();
  events.del = type & kDelete;
  events.truncate = type & kTruncate;
  for (auto& name : columns) events.update_of.push_back({name});
  (type & kBefore ? t.before : type & kInsteadOf ? t.instead_of : t.after) = std::move(events);
  t.for_each.text = type & kRow ? "row" : "statement";
}

/// A function that is a resource is referred to; one of the server or of an extension has only a name.
TriggerCall read_call(Inspector& db, Row& row) {
  TriggerCall call;
  auto oid = row.oid();
  Name name;
  name.schema = row.text();
  name.name = row.text();
  if (auto function = db.find(Class::procedure, oid))
    call.function.address = function->address;
  else
    call.builtin = std::move(name);
  return call;
}

void inspect_triggers(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT t.oid, {0}, t.tgrelid, t.tgname, $comment(pg_trigger, t.oid, 0), t.tgtype,
           $columns(t.tgrelid, t.tgattr), t.tgenabled, t.tgoldtable, t.tgnewtable, t.tgconstraint, t.tgconstrrelid,
           CASE WHEN t.tginitdeferred THEN 'initially deferred' WHEN t.tgdeferrable THEN 'initially immediate' END,
           f.oid, CASE WHEN fn.nspname NOT IN ('pg_catalog', n.nspname) THEN fn.nspname END, f.proname,
           CASE WHEN (t.tgqual IS NOT NULL OR t.tgnargs > 0) AND $own THEN pg_get_triggerdef(t.oid) END
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_namespace fn ON fn.oid = f.pronamespace
     WHERE (NOT t.tgisinternal OR {0} AND f.oid >= 16384) AND $user(pg_class, c.oid) AND $user(pg_trigger, t.oid)
     ORDER BY n.nspname, c.relname, t.tgname)",
                       db.version() >= 130000 ? "t.tgparentid <> 0" : "false"),
           [&](Row& row) {
             auto oid = row.oid();
             bool inherited = row.boolean();
             auto parent = db.find(Class::relation, row.oid());
             if (!parent) return;
             auto t = make<Trigger>(trigger_kind, "", row.text(), parent);
             t->comment = row.optional_text();
             t->inherited = inherited;
             auto type = row.integer();
             read_events(type, row.list(), *t);
             t->enabled.text = enabled_word(row.view());
             Referencing tables;
             tables.old_table = row.text();
             tables.new_table = row.text();
             if (!tables.old_table.empty() || !tables.new_table.empty()) t->referencing = std::move(tables);
             auto constraint = row.oid();
             t->constraint = constraint != 0;
             if (auto other = db.find(Class::relation, row.oid())) t->from.address = other->address;
             t->deferrable.text = row.text();
             t->execute = read_call(db, row);
             auto definition = read_trigger_definition(row.view());
             t->when.text = std::move(definition.when);
             t->execute->args = std::move(definition.args);
             auto& trigger = db.add(std::move(t), Class::trigger, oid);
             if (constraint) db.stands_for(Class::constraint, constraint, 0, trigger);
           });
}

std::string target(const Resource& r) { return fmt::format("TRIGGER {} ON {}", sql::quote_ident(r.name), table_of(r)); }

std::string events_sql(const TriggerEvents& events) {
  std::string out;
  auto add = [&](bool wanted, std::string_view what) {
    if (wanted) out.append(out.empty() ? "" : " OR ").append(what);
  };
  add(events.insert, "INSERT");
  add(events.del, "DELETE");
  add(events.update, "UPDATE");
  if (!events.update) add(!events.update_of.empty(), "UPDATE OF " + column_list(events.update_of));
  add(events.truncate, "TRUNCATE");
  return out;
}

void write_call(const TriggerCall& call, Statement& s) {
  s << "\n  EXECUTE FUNCTION " << (call.function.to ? qualified(*call.function.to) : name_sql(call.builtin)) << "(";
  for (size_t i = 0; i < call.args.size(); ++i) s << (i ? ", " : "") << sql::quote_literal(call.args[i]);
  s << ")";
}

void write_trigger(const Trigger& t, Statement& s) {
  s << (t.constraint ? "CONSTRAINT TRIGGER " : "TRIGGER ") << sql::quote_ident(t.name) << "\n  ";
  if (t.before) s << "BEFORE " << events_sql(*t.before);
  if (t.after) s << "AFTER " << events_sql(*t.after);
  if (t.instead_of) s << "INSTEAD OF " << events_sql(*t.instead_of);
  s << " ON " << table_of(t);
  if (t.from.to) s << "\n  FROM " << qualified(*t.from.to);
  if (!t.deferrable.empty()) s << "\n  DEFERRABLE " << t.deferrable.text;
  if (t.referencing) {
    s << "\n  REFERENCING";
    if (!t.referencing->old_table.empty()) s << " OLD TABLE AS " << sql::quote_ident(t.referencing->old_table);
    if (!t.referencing->new_table.empty()) s << " NEW TABLE AS " << sql::quote_ident(t.referencing->new_table);
  }
  s << "\n  FOR EACH " << (t.for_each.text == "row" ? "ROW" : "STATEMENT");
  if (!t.when.empty()) s << "\n  WHEN (" << t.when << ")";
  if (t.execute) write_call(*t.execute, s);
}

/// `below`: those of partitions as well, where the server has just made them.
void enable(const Trigger& t, bool below, Script& out) {
  auto& word = t.enabled.text;
  auto action = word == "disabled"  ? "DISABLE"
                : word == "replica" ? "ENABLE REPLICA"
                : word == "always"  ? "ENABLE ALWAYS"
                                    : "ENABLE";
  auto& s = out.add(fmt::format("ALTER TABLE {} {} TRIGGER {}", below ? table_of(t) : only_table_of(t), action,
                                sql::quote_ident(t.name)));
  s.only = true;
  if (below)
    lock_with_partitions(*t.parent, Lock::share_row_exclusive, s);
  else
    s.locks_on(*t.parent, Lock::share_row_exclusive);
}

void create(const Creation& c, Script& out) {
  auto& t = as<Trigger>(c.resource);
  if (auto model = is<Trigger>(inherited_from(t)); model && t.inherited) {
    if (t.enabled != model->enabled) enable(t, true, out);
    return;
  }
  write_trigger(t, out.add("CREATE ").locks(Lock::share_row_exclusive));
  if (t.enabled.text != "origin") enable(t, true, out);
}

/// Of a partition's the server disposes when the partitioned table's goes, or the partition is detached.
void drop(const Resource& r, Script& out) {
  if (!as<Trigger>(r).inherited) out.add("DROP " + target(r)).locks(Lock::access_exclusive);
}

bool alter(const Change& change, Script& out) {
  auto& to = as<Trigger>(change.to);
  if (change.fields.size() == 1 && change.has("enabled")) return enable(to, false, out), true;
  if (to.inherited) {
    // Made anew of the partitioned table's, it is enabled as that one.
    auto model = is<Trigger>(inherited_from(to));
    if (change.has("enabled") || (model && to.enabled != model->enabled)) enable(to, change.led, out);
    return true;
  }
  if (to.constraint || change.server_version < 140000) return false;
  write_trigger(to, out.add("CREATE OR REPLACE ").locks(Lock::share_row_exclusive));
  // A trigger that is replaced is enabled again (seen on 15).
  if (to.enabled.text != "origin") enable(to, true, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::access_exclusive);
}

}  // namespace

extern const Support trigger_support;
const Support trigger_support = {inspect_triggers,
                                 {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
