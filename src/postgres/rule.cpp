#include "kinds/rule.hpp"

#include "postgres/rule_definition.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind rule_kind;
}

namespace schema::postgres {

namespace {

constexpr std::string_view kEvents[] = {"select", "update", "insert", "delete"};

std::string_view enabled_word(std::string_view letter) {
  return letter == "D" ? "disabled" : letter == "R" ? "replica" : letter == "A" ? "always" : "origin";
}

/// A view's query is a rule as well, which is the view.
void inspect_rules(Inspector& db) {
  db.query(R"(
    SELECT r.oid, r.ev_class, r.rulename, $comment(pg_rewrite, r.oid, 0), r.ev_type, r.is_instead, r.ev_enabled,
           CASE WHEN $own THEN pg_get_ruledef(r.oid) END
      FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT (c.relkind IN ('v', 'm') AND r.ev_type = '1') AND $user(pg_class, c.oid) AND $user(pg_rewrite, r.oid)
     ORDER BY n.nspname, c.relname, r.rulename)",
           [&](Row& row) {
             auto oid = row.oid();
             auto table = db.find(Class::relation, row.oid());
             if (!table) return;
             auto rule = make<Rule>(rule_kind, "", row.text(), table);
             rule->comment = row.optional_text();
             rule->event.text = kEvents[row.integer() - 1];
             rule->instead = row.boolean();
             rule->enabled.text = enabled_word(row.view());
             auto definition = read_rule_definition(row.view());
             rule->where_expr.text = std::move(definition.where);
             rule->actions.text = std::move(definition.actions);
             db.add(std::move(rule), Class::rewrite, oid);
           });
}

std::string target(const Resource& r) { return fmt::format("RULE {} ON {}", sql::quote_ident(r.name), table_of(r)); }

void enable(const Rule& rule, Script& out) {
  auto& word = rule.enabled.text;
  auto action = word == "disabled"  ? "DISABLE"
                : word == "replica" ? "ENABLE REPLICA"
                : word == "always"  ? "ENABLE ALWAYS"
                                    : "ENABLE";
  out.add(fmt::format("ALTER TABLE {} {} RULE {}", table_of(rule), action, sql::quote_ident(rule.name)))
      .locks(Lock::access_exclusive);
}

void write_rule(const Rule& rule, Statement& s) {
  auto event = rule.event.text;
  std::transform(event.begin(), event.end(), event.begin(), [](unsigned char c) { return std::toupper(c); });
  s << "RULE " << sql::quote_ident(rule.name) << " AS ON " << event << " TO " << table_of(rule);
  if (!rule.where_expr.empty()) s << "\n  WHERE (" << rule.where_expr << ")";
  s << "\n  DO " << (rule.instead ? "INSTEAD " : "ALSO ");
  if (rule.actions.empty())
    s << "NOTHING";
  else
    s << "(" << rule.actions << ")";
}

void create(const Creation& c, Script& out) {
  auto& rule = as<Rule>(c.resource);
  write_rule(rule, out.add("CREATE ").locks(Lock::access_exclusive));
  if (rule.enabled.text != "origin") enable(rule, out);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).locks(Lock::access_exclusive); }

bool alter(const Change& change, Script& out) {
  auto& to = as<Rule>(change.to);
  if (change.has("event") || change.has("where") || change.has("instead") || change.has("as"))
    write_rule(to, out.add("CREATE OR REPLACE ").locks(Lock::access_exclusive));
  if (change.has("enabled")) enable(to, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::access_exclusive);
}

}  // namespace

extern const Support rule_support;
const Support rule_support = {inspect_rules,
                              {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
