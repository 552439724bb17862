#include "kinds/table.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void no_primary_key(const Resource& r, const Scene&, Found& found) {
  // A partition has its parent's, which need not be said again.
  if (as<Table>(r).partition_of()) return;
  auto is_key = [](const Resource* child) { return child->kind->name == "primary_key"; };
  if (std::none_of(r.children.begin(), r.children.end(), is_key)) found.add(r, "the table has no primary key");
}

}  // namespace

extern const Rule tb101{
    .code = "TB101",
    .title = "A table without a primary key",
    .doc =
        "Its rows cannot be told apart: logical replication refuses UPDATE and DELETE, and many tools do not work with "
        "it.",
    .example = {.bad = R"(schema "app" {}
table "call" { # here
  column "id" { type = bigint }
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)"},
    .kinds = "table",
    .resource = no_primary_key,
};

}  // namespace schema::lint
