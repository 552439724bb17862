#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg104{
    .code = "PG104",
    .title = "A primary key builds its index under an exclusive lock",
    .doc =
        "Nobody can read or write the table while it is built. Build a unique index concurrently first and make it the "
        "key with USING INDEX; `online = true` in the policy does so.",
    .example = {.bad = AFTER("  primary_key { columns = [column.id] } # here\n"),
                .good = NEW_TABLE("  primary_key { columns = [column.id] }\n"),
                .old = BEFORE},
};

}  // namespace schema::lint
