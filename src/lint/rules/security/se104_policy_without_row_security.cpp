#include "kinds/table.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void idle_policy(const Resource& r, const Scene&, Found& found) {
  auto table = is<Table>(r.parent);
  if (table && !(table->row_security && table->row_security->enabled))
    found.add(r, fmt::format("row security of {} is not enabled: the policy does nothing", table->address));
}

}  // namespace

extern const Rule se104{
    .code = "SE104",
    .title = "A policy without row security",
    .doc =
        "A policy holds only once its table says `row_security { enabled = true }`. Until then every role sees every "
        "row that its privileges allow.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  policy "own" { using = "id > 0" } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  row_security { enabled = true }
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  policy "own" { using = "id > 0" }
}
)"},
    .kinds = "policy",
    .resource = idle_policy,
};

}  // namespace schema::lint
