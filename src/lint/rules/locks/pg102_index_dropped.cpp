#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg102{
    .code = "PG102",
    .title = "An index is dropped without CONCURRENTLY",
    .doc =
        "`DROP INDEX` waits for all who use the table, and whoever comes after it waits as well. `online = true` in "
        "the policy drops it with CONCURRENTLY.",
    .example = {.bad = R"(schema "app" {}
table "call" { # here
  column "id"   { type = bigint }
  column "note" { type = varchar(20) }
}
)",
                .good = AFTER("  index \"note\" { columns = [column.note], comment = \"for searches\" }\n"),
                .old = AFTER("  index \"note\" { columns = [column.note] }\n")},
};

}  // namespace schema::lint
