#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void column_renamed(const Step& step, const Scene&, Found& found) {
  if (step.verb == Verb::rename && step.resource->kind->name == "column")
    found.add(*step.resource, "programs that use the column's old name fail from now on");
}

}  // namespace

extern const Rule bc102{
    .code = "BC102",
    .title = "A column is renamed",
    .doc =
        "Programs that run on while the plan is applied still use the old name. Where that matters, add the new "
        "column, write both, and drop the old one once nobody reads it.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "number" { type = bigint } # here
}
moved { from = table.call.column.id, to = table.call.column.number }
)",
                .good = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "number" { type = bigint, null = true }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"},
    .step = column_renamed,
};

}  // namespace schema::lint
