#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

extern const Rule pg305{
    .code = "PG305",
    .title = "A check reads the table under an exclusive lock",
    .doc =
        "Nobody can read or write until every row has been looked at. With `not_valid = true` new rows are checked at "
        "once, and validating later lets others work; `online = true` in the policy does both.",
    .example = {.bad = AFTER("  check \"positive\" { expr = \"id > 0\" } # here\n"),
                .good = AFTER("  check \"positive\" { expr = \"id > 0\", not_valid = true }\n"),
                .old = BEFORE},
};

}  // namespace schema::lint
