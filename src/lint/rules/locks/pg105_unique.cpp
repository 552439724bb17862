#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg105{
    .code = "PG105",
    .title = "A unique constraint builds its index under an exclusive lock",
    .doc = "As PG104: build a unique index concurrently first and make it the constraint with USING INDEX.",
    .example = {.bad = AFTER("  unique \"u\" { columns = [column.id] } # here\n"),
                .good = NEW_TABLE("  unique \"u\" { columns = [column.id] }\n"),
                .old = BEFORE},
};

}  // namespace schema::lint
