#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "lint/rules/types/column_type.hpp"

namespace schema::lint {

namespace {

void small_key(const Resource& r, const Scene&, Found& found) {
  auto& columns = as<PrimaryKey>(r).columns;
  for (auto child : r.parent->children) {
    auto column = is<Column>(child);
    if (!column || columns.size() != 1 || column->name != columns[0].name) continue;
    auto type = base_type(*column);
    if (column->identity && (type == "integer" || type == "smallint"))
      found.add(*column, fmt::format("numbers of type {} come to an end: use bigint", type), column->type.where);
  }
}

}  // namespace

extern const Rule ty107{
    .code = "TY107",
    .title = "A key that comes to an end",
    .level = Level::off,
    .doc =
        "An integer ends at 2,147,483,647; changing it to bigint by then rewrites the table and all that refer to it. "
        "Off unless the policy turns it on.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = integer, identity = always } # here
  primary_key { columns = [column.id] }
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
)"},
    .kinds = "primary_key",
    .resource = small_key,
};

}  // namespace schema::lint
