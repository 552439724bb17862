#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule ds102{
    .code = "DS102",
    .title = "A table is dropped",
    .doc =
        "Its rows are gone once the plan is committed. If it is only called otherwise now, say so with `moved { from = "
        "table.old, to = table.new }`, and it keeps them. Else look at what it holds, and keep a copy.",
    .example = {.bad = R"(schema "app" {} # here
)",
                .good = R"(schema "app" {}
table "visit" {
  column "id" { type = bigint }
}
moved { from = table.call, to = table.visit }
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"},
};

}  // namespace schema::lint
