#include "lint/families.hpp"

namespace schema::lint {

namespace {

template <const char* kinds>
bool is_one_of(const Resource& r) {
  return std::string_view(kinds).find(fmt::format(" {} ", r.kind->name)) != std::string_view::npos;
}

constexpr char kRelations[] = " table view materialized_view ";
constexpr char kViews[] = " view materialized_view ";
constexpr char kCalled[] = " function procedure aggregate enum domain composite range type ";

void relation_renamed(const Step& step, const Scene&, Found& found) {
  if (step.verb == Verb::rename && is_one_of<kRelations>(*step.resource))
    found.add(*step.resource, "programs that use the old name fail from now on");
}

void column_renamed(const Step& step, const Scene&, Found& found) {
  if (step.verb == Verb::rename && step.resource->kind->name == "column")
    found.add(*step.resource, "programs that use the column's old name fail from now on");
}

void view_dropped(const Step& step, const Scene&, Found& found) {
  if (step.verb == Verb::drop && !step.replaces && is_one_of<kViews>(*step.resource))
    found.add(*step.resource, "programs that read it fail from now on");
}

void called_dropped(const Step& step, const Scene&, Found& found) {
  if (step.verb == Verb::drop && !step.replaces && is_one_of<kCalled>(*step.resource))
    found.add(*step.resource, "programs that use it fail from now on");
}

const Rule kRules[] = {
    {.code = "BC101",
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
     .step = relation_renamed},
    {.code = "BC102",
     .title = "A column is renamed",
     .doc = "Programs that run on while the plan is applied still use the old name. Where that matters, add the new "
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
     .step = column_renamed},
    {.code = "BC103",
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
     .step = view_dropped},
    {.code = "BC104",
     .title = "A routine or type is dropped",
     .doc = "Who calls the routine or names the type fails. A routine with other argument types is another routine: to "
            "the callers of the old one it is gone.",
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
     .step = called_dropped},
};

}  // namespace

Family reader_rules() { return {"Changes that programs notice", kRules}; }

}  // namespace schema::lint
