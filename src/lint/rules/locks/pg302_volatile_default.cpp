#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg302{
    .code = "PG302",
    .title = "A new column whose default is different for each row",
    .doc =
        "The default calls a volatile function, so every row is written anew while nobody can read or write. A default "
        "that is the same for all rows (a literal, `now()`) costs nothing.",
    .example = {.bad = AFTER("  column \"key\" { type = uuid, default = sql(\"gen_random_uuid()\") } # here\n"),
                .good = AFTER("  column \"at\" { type = timestamptz, default = sql(\"now()\") }\n"),
                .old = BEFORE},
};

}  // namespace schema::lint
