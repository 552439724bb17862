#include "lint/rule.hpp"
#include "lint/rules/constraints/examples.hpp"

namespace schema::lint {

extern const Rule cd101{
    .code = "CD101",
    .title = "A foreign key is dropped",
    .doc =
        "From then on rows may refer to rows that are not there, and nobody notices. A foreign key that is only "
        "replaced is not reported.",
    .example = {.bad = BAD_TABLE,
                .good = TABLE_WITH(
                    "  foreign_key \"self\" { columns = [column.id], ref_columns = [column.id], on_delete = cascade }\n"
                    "  primary_key { columns = [column.id] }\n"),
                .old = TABLE_WITH("  foreign_key \"self\" { columns = [column.id], ref_columns = [column.id] }\n"
                                  "  primary_key { columns = [column.id] }\n")},
    .kept_by_replacement = true,
};

}  // namespace schema::lint
