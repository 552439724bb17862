#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg301{
    .code = "PG301",
    .title = "A column's new type rewrites the table",
    .doc =
        "Every row and every index is written anew while nobody can read or write. A longer varchar, text for varchar "
        "and more digits of a numeric need no rewrite. For the others: add a column, fill it in batches, and exchange "
        "the names.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"   { type = numeric } # here
  column "note" { type = varchar(20) }
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text }
}
)",
                .old = BEFORE},
};

}  // namespace schema::lint
