#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule mf107{
    .code = "MF107",
    .title = "A check over rows that are there",
    .doc =
        "The statement fails if a row does not meet it. With a live target they are counted before. `not_valid = true` "
        "lets old rows be.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"      { type = bigint }
  check "positive" { expr = "id > 0" } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id"      { type = bigint }
  check "positive" { expr = "id > 0", not_valid = true }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"},
};

}  // namespace schema::lint
