#include "kinds/event_trigger.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind event_trigger_kind;
}

namespace schema::postgres {

namespace {

void inspect_event_triggers(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT e.oid, e.evtname, pg_get_userbyid(e.evtowner), $comment(pg_event_trigger, e.oid, 0), e.evtevent, e.evttags,
           nullif(pn.nspname, 'pg_catalog'), p.proname, e.evtenabled
      FROM pg_event_trigger e JOIN pg_proc p ON p.oid = e.evtfoid JOIN pg_namespace pn ON pn.oid = p.pronamespace
     WHERE pn.nspname <> '{}' AND $free(pg_event_trigger, e.oid) ORDER BY e.evtname)",
                       kOwnSchema),
           [&](Row& row) {
             auto oid = row.oid();
             auto e = make<EventTrigger>(event_trigger_kind, "", row.text());
             e->owner = row.text();
             e->comment = row.optional_text();
             e->on.text = row.text();
             e->tags = row.list();
             e->execute = row.name();
             auto enabled = row.view();
             e->enabled.text = enabled == "D"   ? "disabled"
                               : enabled == "R" ? "replica"
                               : enabled == "A" ? "always"
                                                : "origin";
             db.add(std::move(e), Class::event_trigger, oid);
           });
}

std::string target(const Resource& r) { return "EVENT TRIGGER " + sql::quote_ident(r.name); }

void set_enabled(const EventTrigger& e, Script& out) {
  auto& word = e.enabled.text;
  auto how = word == "disabled"  ? "DISABLE"
             : word == "origin"  ? "ENABLE"
             : word == "replica" ? "ENABLE REPLICA"
                                 : "ENABLE ALWAYS";
  out.add(fmt::format("ALTER {} {}", target(e), how));
}

void create(const Creation& c, Script& out) {
  auto& e = as<EventTrigger>(c.resource);
  auto& s = out.add(fmt::format("CREATE {} ON {}", target(e), sql::quote_ident(e.on.text)));
  for (auto& tag : e.tags)
    s << (&tag == e.tags.data() ? "\n  WHEN TAG IN (" : ", ") << sql::quote_literal(tag)
      << (&tag == &e.tags.back() ? ")" : "");
  s << "\n  EXECUTE FUNCTION " << name_sql(e.execute) << "()";
  if (e.enabled.text != "origin") set_enabled(e, out);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& change, Script& out) {
  set_enabled(as<EventTrigger>(change.to), out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support event_trigger_support;
const Support event_trigger_support = {
    inspect_event_triggers, {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
