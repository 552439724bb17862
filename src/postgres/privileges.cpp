#include "postgres/privileges.hpp"

namespace schema::postgres {

namespace {

bool holds(const std::vector<Word>& list, const Word& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::string Grant::list(const std::vector<Word>& privileges) const {
  std::string out;
  for (auto& word : privileges) {
    out.append(out.empty() ? "" : ", ").append(word.text);
    if (!column.empty()) out += " (" + sql::quote_ident(column) + ")";
  }
  return out;
}

void Grant::grant(const std::vector<Word>& privileges, bool grantable, Script& out) const {
  if (privileges.empty()) return;
  out.add(fmt::format("{}GRANT {} ON {} TO {}{}", prefix, list(privileges), object, role,
                      grantable ? " WITH GRANT OPTION" : ""));
}

void Grant::revoke(std::string_view what, Script& out) const {
  out.add(fmt::format("{}REVOKE {} ON {} FROM {}", prefix, what, object, role));
}

void Grant::revoke_all(Script& out) const { revoke(list({{"ALL"}}), out); }

void Grant::change(const Rights& from, const Rights& to, Script& out) const {
  std::vector<Word> lost, lost_option, gained, gained_option;
  for (auto& word : from.privileges) {
    if (!holds(to.privileges, word))
      lost.push_back(word);
    else if (holds(from.grantable, word) && !holds(to.grantable, word))
      lost_option.push_back(word);
  }
  for (auto& word : to.privileges) {
    bool option = holds(to.grantable, word);
    if (option && !(holds(from.privileges, word) && holds(from.grantable, word)))
      gained_option.push_back(word);
    else if (!option && !holds(from.privileges, word))
      gained.push_back(word);
  }
  if (!lost.empty()) revoke(list(lost), out);
  if (!lost_option.empty())
    out.add(fmt::format("{}REVOKE GRANT OPTION FOR {} ON {} FROM {}", prefix, list(lost_option), object, role));
  grant(gained, false, out);
  grant(gained_option, true, out);
}

std::string grantee_sql(const std::string& to) { return to == "PUBLIC" ? to : sql::quote_ident(to); }

std::vector<Word> to_words(const std::vector<std::string>& list) {
  std::vector<Word> out;
  for (auto& word : list) out.push_back({word});
  return out;
}

namespace {

/// A row an object, role and who granted (0: the owner): the privileges of either ACL, and those that may be passed on.
std::string privileges_of(std::string_view acl) {
  return fmt::format(
      "SELECT class, oid, sub, min(system) AS system, grantee, grantor, array_agg(word ORDER BY word) AS words, "
      "coalesce(array_agg(word ORDER BY word) FILTER (WHERE grantable), '{{}}') AS grantable "
      "FROM (SELECT class, oid, sub, system, e.grantee, CASE WHEN e.grantor = owner THEN 0 ELSE e.grantor END AS grantor, "
      "lower(e.privilege_type) AS word, bool_or(e.is_grantable) AS grantable "
      "FROM objects, aclexplode({}) e GROUP BY 1, 2, 3, 4, 5, 6, 7) g GROUP BY 1, 2, 3, 5, 6",
      acl);
}

}  // namespace

std::string changed_rights(std::string_view objects) {
  return fmt::format(
      "WITH objects AS MATERIALIZED ({}), now AS ({}), base AS ({}) "
      "SELECT class, oid, sub, coalesce(now.system, base.system) AS system, "
      "CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END AS role, "
      "CASE grantor WHEN 0 THEN '' ELSE pg_get_userbyid(grantor) END AS grantor, now.words, now.grantable, "
      "base.words AS initial FROM now FULL JOIN base USING (class, oid, sub, grantee, grantor) "
      "WHERE now.words IS DISTINCT FROM base.words OR now.grantable IS DISTINCT FROM base.grantable",
      objects, privileges_of("acl"), privileges_of("base"));
}

}  // namespace schema::postgres
