#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg307{
    .code = "PG307",
    .title = "LOGGED, UNLOGGED or another tablespace copies the table",
    .doc = "Every row is written anew while nobody can read or write.",
    .example = {.bad = R"(schema "app" {}
table "call" { # here
  unlogged = true
  column "id"   { type = bigint }
  column "note" { type = varchar(20) }
}
)",
                .good = R"(schema "app" {}
table "call" {
  storage_params = { fillfactor = 70 }
  column "id"   { type = bigint }
  column "note" { type = varchar(20) }
}
)",
                .old = BEFORE},
};

}  // namespace schema::lint
