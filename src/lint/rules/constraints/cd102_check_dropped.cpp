#include "lint/rule.hpp"
#include "lint/rules/constraints/examples.hpp"

namespace schema::lint {

extern const Rule cd102{
    .code = "CD102",
    .title = "A check is dropped",
    .doc = "Rows that it kept out can come in, and to have it back later they must be found and repaired.",
    .example = {.bad = BAD_TABLE,
                .good = TABLE_WITH("  check \"positive\" { expr = \"id > 0 AND id < 9\" }\n"),
                .old = TABLE_WITH("  check \"positive\" { expr = \"id > 0\" }\n")},
    .kept_by_replacement = true,
};

}  // namespace schema::lint
