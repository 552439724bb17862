#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule mf103{
    .code = "MF103",
    .title = "A new column without a value for the rows that are there",
    .doc =
        "The column is NOT NULL and has no default, so the statement fails as soon as the table has a row. Give it a "
        "default, or a `backfill` that says what these rows get.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text, default = "" }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"},
};

}  // namespace schema::lint
