#include "lint/rules/readers/kind_of.hpp"

namespace schema::lint {

namespace {

void called_dropped(const Step& step, const Scene&, Found& found) {
  if (step.verb == Verb::drop && !step.replaces &&
      is_one_of(*step.resource, {"function", "procedure", "aggregate", "enum", "domain", "composite", "range", "type"}))
    found.add(*step.resource, "programs that use it fail from now on");
}

}  // namespace

extern const Rule bc104{
    .code = "BC104",
    .title = "A routine or type is dropped",
    .doc =
        "Who calls the routine or names the type fails. A routine with other argument types is another routine: to the "
        "callers of the old one it is gone.",
    .example = {.bad = R"(schema "app" {} # here
function "one" {
  lang   = sql
  return = integer
  as     = "SELECT 1"
  arg "of" { type = bigint }
}
)",
                .good = R"(schema "app" {}
function "one" {
  lang   = sql
  return = integer
  as     = "SELECT 2"
}
)",
                .old = R"(schema "app" {}
function "one" {
  lang   = sql
  return = integer
  as     = "SELECT 1"
}
)"},
    .step = called_dropped,
};

}  // namespace schema::lint
