#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule ln101{
    .code = "LN101",
    .title = "A comment that ignores nothing",
    .doc =
        "`# schema:ignore CODE reason` hides what the rule CODE finds on this line, on the next one if the comment "
        "stands alone, and below it if a block begins there. It is reported itself when it hides nothing, names no "
        "rule, or gives no reason.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  # schema:ignore TY101 the clock of the station has no zone # here
  column "at" { type = timestamptz }
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
)",
                .good = R"(schema "app" {}
table "call" {
  # schema:ignore TY101 the clock of the station has no zone
  column "at" { type = timestamp }
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
)"},
};

}  // namespace schema::lint
