#include "redshift/view_text.hpp"

#include "kinds/view.hpp"
#include "redshift/same_query.hpp"
#include "redshift/texts.hpp"

namespace schema {
extern const Kind function_kind;
}

namespace schema::redshift {

namespace {

/// Both are views to the catalog; only a materialized one prints as CREATE MATERIALIZED VIEW.
bool is_materialized(std::string_view printed) {
  auto begin = printed.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return false;
  auto query = printed.substr(begin, 64);
  std::string words;
  for (char c : query)
    if (!std::isspace(static_cast<unsigned char>(c)) || (!words.empty() && words.back() != ' '))
      words += std::isspace(static_cast<unsigned char>(c)) ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return words.starts_with("create materialized view ");
}

std::vector<std::string> columns_in(const Catalog& catalog, const std::string& schema, std::string_view name, int depth) {
  auto found = find_relation(catalog, schema, name);
  if (!found || depth > 8) return {};
  auto of_view = [&](const Sql& query) {
    return output_names(query.text, [&](std::string_view s, std::string_view n) { return columns_in(catalog, s.empty() ? schema : std::string(s), n, depth + 1); });
  };
  if (found->kind->name == "view") return of_view(as<View>(*found).query);
  if (found->kind->name == "materialized_view") return of_view(as<MaterializedView>(*found).query);
  std::vector<std::string> columns;
  for (auto child : found->children)
    if (child->kind->keyword == "column") columns.push_back(child->name);
  return columns;
}

}  // namespace

void inspect_views(Inspector& db, bool materialized, const std::function<void(Row&, Oid, std::string, std::string)>& each) {
  db.query(R"(
    SELECT c.oid, n.nspname, pg_get_viewdef(c.oid), c.relname, pg_get_userbyid(c.relowner), d.description
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_description d ON d.classoid = 1259 AND d.objoid = c.oid AND d.objsubid = 0
     WHERE c.relkind = 'v' AND $user ORDER BY n.nspname, c.relname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text(), printed = row.text();
             if (is_materialized(printed) == materialized) each(row, oid, std::move(schema), std::move(printed));
           });
}

void add_needs(Resource& r, const std::string& query, const Catalog& catalog, bool soft) {
  for (auto& place : name_places(query)) {
    auto& schema = place.schema.empty() ? r.schema : place.schema;
    if (auto found = find_relation(catalog, schema, place.name); found && found != &r) r.needs.push_back({found, soft});
  }
}

void adopt_query(Sql& desired, const Sql& current, const std::string& schema, const Catalog& all) {
  auto columns = [&](std::string_view s, std::string_view n) { return columns_in(all, s.empty() ? schema : std::string(s), n, 0); };
  auto own = without_schema(desired.text, schema);
  if (same_tokens(own, current.text) || same_query(own, current.text, columns)) desired.text = current.text;
}

}  // namespace schema::redshift
