#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule ds103{
    .code = "DS103",
    .title = "A column is dropped",
    .doc =
        "Its values are gone once the plan is committed. If it is only called otherwise now, use a `moved` block. "
        "Programs that still read it fail: take it out of them first. A generated column loses nothing.",
    .example = {.bad = R"(schema "app" {}
table "call" { # here
  column "id" { type = bigint }
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "remark" { type = text, null = true }
}
moved { from = table.call.column.note, to = table.call.column.remark }
)",
                .old = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text, null = true }
}
)"},
};

}  // namespace schema::lint
