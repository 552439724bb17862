#include "kinds/policy.hpp"

#include "postgres/expression_text.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind policy_kind;
}

namespace schema::postgres {

namespace {

std::string_view command_word(std::string_view letter) {
  switch (letter.empty() ? '*' : letter[0]) {
    case 'r':
      return "select";
    case 'a':
      return "insert";
    case 'w':
      return "update";
    case 'd':
      return "delete";
    default:
      return "all";
  }
}

void inspect_policies(Inspector& db) {
  db.query(R"(
    SELECT p.oid, p.polrelid, p.polname, $comment(pg_policy, p.oid, 0), p.polpermissive, p.polcmd,
           ARRAY(SELECT pg_get_userbyid(r) FROM unnest(p.polroles) r WHERE r <> 0 ORDER BY 1),
           CASE WHEN $own THEN pg_get_expr(p.polqual, p.polrelid) END,
           CASE WHEN $own THEN pg_get_expr(p.polwithcheck, p.polrelid) END
      FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE $user(pg_class, c.oid) AND $user(pg_policy, p.oid)
     ORDER BY n.nspname, c.relname, p.polname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto table = db.find(Class::relation, row.oid());
             if (!table) return;
             auto policy = make<RowPolicy>(policy_kind, "", row.text(), table);
             policy->comment = row.optional_text();
             policy->as.text = row.boolean() ? "permissive" : "restrictive";
             policy->command.text = command_word(row.view());
             policy->to = row.list();
             std::sort(policy->to.begin(), policy->to.end());
             policy->visible.text = bare_expression(row.view());
             policy->check.text = bare_expression(row.view());
             db.add(std::move(policy), Class::policy, oid);
           });
}

std::string on_table(const Resource& r) { return fmt::format("{} ON {}", sql::quote_ident(r.name), table_of(r)); }

std::string target(const Resource& r) { return "POLICY " + on_table(r); }

/// A role by name, or one of the words that stand for the role of the session.
std::string role_sql(const std::string& role) {
  static constexpr std::string_view words[] = {"CURRENT_ROLE", "CURRENT_USER", "SESSION_USER"};
  return std::find(std::begin(words), std::end(words), role) != std::end(words) ? role : sql::quote_ident(role);
}

std::string role_list(const RowPolicy& policy) {
  if (policy.to.empty()) return "PUBLIC";
  std::string out;
  for (auto& role : policy.to) out += (out.empty() ? "" : ", ") + role_sql(role);
  return out;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

void write_conditions(const RowPolicy& policy, bool visible, bool check, Statement& s) {
  if (visible) s << " USING (" << policy.visible << ")";
  if (check) s << " WITH CHECK (" << policy.check << ")";
}

void create(const Creation& c, Script& out) {
  auto& policy = as<RowPolicy>(c.resource);
  auto& s = out.add("CREATE " + target(policy)).locks(Lock::access_exclusive);
  if (policy.as.text != "permissive") s << " AS RESTRICTIVE";
  if (policy.command.text != "all") s << " FOR " << upper(policy.command.text);
  if (!policy.to.empty()) s << " TO " << role_list(policy);
  write_conditions(policy, !policy.visible.empty(), !policy.check.empty(), s);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).locks(Lock::access_exclusive); }

/// ALTER POLICY has no way to take a condition away.
bool alter(const Change& change, Script& out) {
  auto& from = as<RowPolicy>(change.from);
  auto& to = as<RowPolicy>(change.to);
  if ((to.visible.empty() && !from.visible.empty()) || (to.check.empty() && !from.check.empty())) return false;
  auto& s = out.add("ALTER " + target(to)).locks(Lock::access_exclusive);
  if (change.has("to")) s << " TO " << role_list(to);
  write_conditions(to, change.has("using"), change.has("check"), s);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::access_exclusive);
}

}  // namespace

extern const Support policy_support;
const Support policy_support = {inspect_policies,
                                {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
