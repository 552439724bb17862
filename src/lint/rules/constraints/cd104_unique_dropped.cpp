#include "lint/rule.hpp"
#include "lint/rules/constraints/examples.hpp"

namespace schema::lint {

extern const Rule cd104{
    .code = "CD104",
    .title = "A unique constraint is dropped",
    .doc =
        "Rows can come twice, `ON CONFLICT` on these columns fails, and queries that found rows by its index read the "
        "whole table.",
    .example = {.bad = BAD_TABLE,
                .good = TABLE_WITH("  unique \"u\" { columns = [column.id], deferrable = initially_deferred }\n"),
                .old = TABLE_WITH("  unique \"u\" { columns = [column.id] }\n")},
    .kept_by_replacement = true,
};

}  // namespace schema::lint
