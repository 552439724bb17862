#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg109{
    .code = "PG109",
    .title = "An exclusion constraint builds its index under an exclusive lock",
    .doc =
        "Nobody can read or write the table while it is built, it fails if two rows exclude each other, and there is "
        "no way around either: PostgreSQL cannot build it concurrently. Choose a quiet hour.",
    .example = {.bad = AFTER("  exclude \"one\" { type = btree, on { column = column.id, op = \"=\" } } # here\n"),
                .good = NEW_TABLE("  exclude \"one\" { type = btree, on { column = column.id, op = \"=\" } }\n"),
                .old = BEFORE},
};

}  // namespace schema::lint
