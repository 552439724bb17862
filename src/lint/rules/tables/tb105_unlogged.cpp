#include "kinds/table.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void unlogged(const Resource& r, const Scene&, Found& found) {
  if (as<Table>(r).unlogged) found.add(r, "an unlogged table is empty after a crash and on every replica");
}

}  // namespace

extern const Rule tb105{
    .code = "TB105",
    .title = "An unlogged table",
    .doc =
        "It is fast because it is not written to the log: after a crash it is empty, and on replicas it cannot be "
        "read.",
    .example = {.bad = R"(schema "app" {}
table "call" { # here
  unlogged = true
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)"},
    .kinds = "table",
    .resource = unlogged,
};

}  // namespace schema::lint
