#include "lint/rule.hpp"
#include "lint/rules/constraints/examples.hpp"

namespace schema::lint {

extern const Rule cd105{
    .code = "CD105",
    .title = "An exclusion constraint is dropped",
    .doc = "Rows that exclude each other, such as two bookings of one room at one time, can come in.",
    .example = {.bad = BAD_TABLE,
                .good = TABLE_WITH("  exclude \"one\" { type = btree, on { column = column.id, op = \"=\" } }\n"),
                .old = TABLE_WITH("  exclude \"one\" { type = btree, on { column = column.id, op = \"=\" } }\n")},
    .kept_by_replacement = true,
};

}  // namespace schema::lint
