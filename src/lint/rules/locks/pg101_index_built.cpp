#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg101{
    .code = "PG101",
    .title = "An index is built while writes wait",
    .doc =
        "`CREATE INDEX` holds a SHARE lock on the table for as long as it takes to read it: nobody can write. `online "
        "= true` in the policy builds it with CONCURRENTLY.",
    .example = {.bad = AFTER("  index \"note\" { columns = [column.note] } # here\n"),
                .good = NEW_TABLE("  index \"id\" { columns = [column.id] }\n"),
                .old = BEFORE},
};

}  // namespace schema::lint
