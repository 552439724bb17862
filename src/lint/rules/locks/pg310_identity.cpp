#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg310{
    .code = "PG310",
    .title = "A new identity column rewrites the table",
    .doc = "Every row gets a number and is written anew while nobody can read or write.",
    .example = {.bad = AFTER("  column \"n\" { type = bigint, identity = always } # here\n"),
                .good = AFTER("  column \"n\" { type = bigint, null = true }\n"),
                .old = BEFORE},
};

}  // namespace schema::lint
