#include "lint/rules/readers/kind_of.hpp"

namespace schema::lint {

namespace {

void relation_renamed(const Step& step, const Scene&, Found& found) {
  if (step.verb == Verb::rename && is_one_of(*step.resource, {"table", "view", "materialized_view"}))
    found.add(*step.resource, "programs that use the old name fail from now on");
}

}  // namespace

extern const Rule bc101{
    .code = "BC101",
    .title = "A table or view is renamed",
    .doc =
        "Programs that run on while the plan is applied still use the old name. A view of the old name over the new "
        "one lets both work until they are changed.",
    .example = {.bad = R"(schema "app" {}
table "visit" { # here
  column "id" { type = bigint }
}
moved { from = table.call, to = table.visit }
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"},
    .step = relation_renamed,
};

}  // namespace schema::lint
