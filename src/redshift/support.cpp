#include "redshift/support.hpp"

#include "redshift/backend.hpp"

namespace schema {
#define KIND(name) extern const Kind name##_kind;
#include "redshift/kinds.def"
#undef KIND
}  // namespace schema

namespace schema::redshift {

#define KIND(name) extern const Support name##_support;
#include "redshift/kinds.def"
#undef KIND

namespace {

const Support* find(const Kind& kind) {
  static const std::unordered_map<const Kind*, const Support*> all = {
#define KIND(name) {&name##_kind, &name##_support},
#include "redshift/kinds.def"
#undef KIND
  };
  auto found = all.find(&kind);
  return found == all.end() ? nullptr : found->second;
}

}  // namespace

const Support& support(const Kind& kind) {
  static const Support none;
  auto found = find(kind);
  return found ? *found : none;
}

bool has_kind(const Kind& kind) { return find(kind); }

std::string_view instead_of(const Kind& kind) {
  static const std::unordered_map<std::string_view, std::string_view> all = {
      {"index", "a sort key and a distribution key do its work: sort { columns = [...] }, distribution { key = ... }"},
      {"trigger", "nothing runs on a change: let a scheduled procedure or materialized view do the work"},
      {"enum", "use a varchar column, and check its values where they are loaded"},
      {"domain", "use its base type"},
      {"domain_check", "checks are not kept: check values where they are loaded"},
      {"composite", "use columns of their own, or a super column"},
      {"range", "use two columns"},
      {"type", "Redshift has built-in types only"},
      {"type_definition", "Redshift has built-in types only"},
      {"check", "checks are not kept: check values where they are loaded"},
      {"exclude", "exclusion constraints are not kept: look for overlaps where rows are loaded"},
      {"sequence", "use an identity column: identity = always"},
      {"sequence_owner", "use an identity column: identity = always"},
      {"extension", "Redshift cannot be extended; functions in AWS Lambda can do much: lang = lambda"},
      {"aggregate", "compute it in a query or a function in AWS Lambda"},
      {"view_column", "Redshift knows no settings of a view's columns; a comment may stand on the view itself"},
      {"foreign_data_wrapper", "use an external schema: external \"postgres\" { ... }"},
      {"server", "use an external schema: external \"postgres\" { ... }"},
      {"user_mapping", "an external schema names a secret that holds the user: secret_arn"},
      {"publication", "use a datashare, or a zero-ETL integration"},
      {"subscription", "use a datashare, or a zero-ETL integration"},
      {"policy", "use an rls_policy, and a row_filter in the table"},
      {"rule", "write a procedure that does what the rule does"},
      {"statistics", "the server keeps its own statistics: ANALYZE"},
      {"partition", "a sort key lets the server skip what a query does not need; files in S3 can be partitioned"},
      {"database", "settings of a database are not kept: set them for users"},
      {"language", "the languages are sql, plpgsql and lambda; they are always there"},
      {"collation", "a column's collate is case_sensitive or case_insensitive"},
  };
  auto found = all.find(kind.name);
  return found == all.end() ? std::string_view("leave it out, or keep it in files that only PostgreSQL reads") : found->second;
}

Statement& alone(Statement& s, const std::string& done) {
  s.transactional = false;
  s.check = done.empty() ? "SELECT 'todo'" : fmt::format("SELECT CASE WHEN ({}) THEN 'done' ELSE 'todo' END", done);
  return s;
}

Resource* find_relation(const Catalog& catalog, std::string_view schema, std::string_view name) {
  for (auto kind : all_kinds())
    if (kind->name_space == "relation" && kind->scope == Scope::schema)
      if (auto found = catalog.find(make_address(*kind, schema, name, nullptr))) return found;
  return nullptr;
}

const Renderer& Redshift::renderer(const Kind& kind) const { return support(kind).render; }
std::string Redshift::literal(std::string_view text) const { return redshift::literal(text); }
std::string Redshift::identifier(std::string_view name) const { return redshift::identifier(name); }

}  // namespace schema::redshift
