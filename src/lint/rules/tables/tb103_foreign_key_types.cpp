#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "lint/rule.hpp"
#include "sql/type_names.hpp"

namespace schema::lint {

namespace {

void foreign_key_types(const Resource& r, const Scene&, Found& found) {
  auto& fk = as<ForeignKey>(r);
  for (size_t i = 0; i < std::min(fk.columns.size(), fk.ref_columns.size()); ++i) {
    auto to = is<Column>(fk.ref_columns[i].to);
    for (auto child : r.parent->children) {
      auto from = is<Column>(child);
      if (!to || !from || from->name != fk.columns[i].name) continue;
      if (sql::without_type_arguments(from->type.text) != sql::without_type_arguments(to->type.text))
        found.add(r, fmt::format("{} is of type {}, and refers to a column of type {}", from->name, from->type.text,
                                 to->type.text));
    }
  }
}

}  // namespace

extern const Rule tb103{
    .code = "TB103",
    .title = "A foreign key between two types",
    .doc =
        "The values are compared through a cast. A smaller type on this side cannot name every row of the other one.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "parent" { type = integer }
  primary_key { columns = [column.id] }
  index "parent"       { columns = [column.parent] }
  foreign_key "parent" { columns = [column.parent], ref_columns = [column.id] } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "parent" { type = bigint }
  primary_key { columns = [column.id] }
  index "parent"       { columns = [column.parent] }
  foreign_key "parent" { columns = [column.parent], ref_columns = [column.id] }
}
)"},
    .kinds = "foreign_key",
    .resource = foreign_key_types,
};

}  // namespace schema::lint
