#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule mf104{
    .code = "MF104",
    .title = "A column becomes NOT NULL",
    .doc =
        "The statement fails if a row holds a NULL there. Give the column a `backfill`, or fill those rows first. With a "
        "live target they are counted before.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint, null = true }
  check "given" { expr = "id IS NOT NULL", not_valid = true }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, null = true }
}
)"},
};

}  // namespace schema::lint
