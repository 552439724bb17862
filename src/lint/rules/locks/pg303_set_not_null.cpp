#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule pg303{
    .code = "PG303",
    .title = "SET NOT NULL reads the table under an exclusive lock",
    .doc =
        "Nobody can read or write meanwhile. A valid check `column IS NOT NULL` spares the reading; `online = true` in "
        "the policy adds one NOT VALID, validates it, and drops it again.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, null = true, comment = "given by the caller" }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, null = true }
}
)"},
};

}  // namespace schema::lint
