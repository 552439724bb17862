#include "kinds/constraint.hpp"
#include "lint/rules/tables/keys.hpp"

namespace schema::lint {

namespace {

/// Whether the first columns of the keys are these, in any order.
bool leads_with(const Keys& keys, const std::vector<std::string>& columns) {
  if (!keys.whole || keys.columns.size() < columns.size()) return false;
  return std::is_permutation(columns.begin(), columns.end(), keys.columns.begin());
}

void foreign_key_without_index(const Resource& r, const Scene&, Found& found) {
  auto columns = names(as<ForeignKey>(r).columns);
  for (auto& keys : all_keys(*r.parent))
    if (leads_with(keys, columns)) return;
  found.add(r, fmt::format("no index begins with {}", fmt::join(columns, ", ")));
}

}  // namespace

extern const Rule tb102{
    .code = "TB102",
    .title = "A foreign key without an index",
    .doc =
        "Deleting a row of the other table, or changing its key, reads this whole table for each row, under a lock. "
        "PostgreSQL makes an index for the key that is referred to, but not for the one that refers.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "parent" { type = bigint }
  primary_key { columns = [column.id] }
  foreign_key "parent" { columns = [column.parent], ref_columns = [column.id] } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "parent" { type = bigint }
  primary_key { columns = [column.id] }
  foreign_key "parent" { columns = [column.parent], ref_columns = [column.id] }
  index "parent"       { columns = [column.parent] }
}
)"},
    .kinds = "foreign_key",
    .resource = foreign_key_without_index,
};

}  // namespace schema::lint
