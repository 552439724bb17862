#include "kinds/view.hpp"
#include "lint/rule.hpp"
#include "sql/parse.hpp"
#include "text/json.hpp"

namespace schema::lint {

namespace {

/// Whether a SELECT gives `*` or `t.*`; of a UNION, whether its first part does.
bool selects_star(const Json& select) {
  if (select.contains("larg"))
    return selects_star(select["larg"].contains("SelectStmt") ? select["larg"]["SelectStmt"] : select["larg"]);
  if (!select.contains("targetList")) return false;
  for (auto& target : select["targetList"]) {
    auto& value = target["ResTarget"]["val"];
    if (!value.is_object() || !value.contains("ColumnRef")) continue;
    for (auto& field : value["ColumnRef"]["fields"])
      if (field.contains("A_Star")) return true;
  }
  return false;
}

void star(const Resource& r, const Scene&, Found& found) {
  auto view = is<View>(&r);
  auto& query = view ? view->query : as<MaterializedView>(r).query;
  if (query.text.find('*') == std::string::npos) return;
  auto parsed = sql::parse_statements(query.text);
  auto tree = parse_json(parsed.tree);
  if (!tree.is_object() || tree["stmts"].empty()) return;
  auto& statement = tree["stmts"][0]["stmt"];
  if (!statement.contains("SelectStmt") || !selects_star(statement["SelectStmt"])) return;
  auto at = static_cast<uint32_t>(query.text.find('*'));
  found.add(r, "the server writes the columns down that * means today; new ones do not appear",
            query.origin ? query.origin->at(at, at + 1) : Range{});
}

}  // namespace

extern const Rule vw101{
    .code = "VW101",
    .title = "SELECT * in a view",
    .doc =
        "PostgreSQL replaces `*` by the columns that are there when the view is created. A column that the table gets "
        "later is not in the view until that is created anew. Name the columns.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
view "calls" {
  as = "SELECT * FROM call" # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
view "calls" {
  as = "SELECT id, (SELECT count(*) FROM call) AS all FROM call"
}
)"},
    .kinds = "view materialized_view",
    .resource = star,
};

}  // namespace schema::lint
