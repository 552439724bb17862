#include "lint/rules/readers/kind_of.hpp"

namespace schema::lint {

namespace {

void view_dropped(const Step& step, const Scene&, Found& found) {
  if (step.verb == Verb::drop && !step.replaces && is_one_of(*step.resource, {"view", "materialized_view"}))
    found.add(*step.resource, "programs that read it fail from now on");
}

}  // namespace

extern const Rule bc103{
    .code = "BC103",
    .title = "A view is dropped",
    .doc = "It loses no rows, but who reads it fails. Make sure that nobody does.",
    .example = {.bad = R"(schema "app" {} # here
)",
                .good = R"(schema "app" {}
view "one"   { as = "SELECT 1 AS id, 2 AS number" }
)",
                .old = R"(schema "app" {}
view "one"   { as = "SELECT 1 AS id" }
)"},
    .step = view_dropped,
};

}  // namespace schema::lint
