#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg309{
    .code = "PG309",
    .title = "A new stored generated column rewrites the table",
    .doc =
        "Every row is written anew while nobody can read or write. A view, a virtual column (PostgreSQL 18) or a plain "
        "column that a trigger fills avoids it.",
    .example = {.bad = AFTER("  column \"twice\" { # here\n    type = bigint\n    as { expr = \"id * 2\" }\n  }\n"),
                .good = AFTER("  column \"twice\" { type = bigint, null = true }\n"),
                .old = BEFORE},
};

}  // namespace schema::lint
