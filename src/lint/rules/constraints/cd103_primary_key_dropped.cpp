#include "lint/rule.hpp"
#include "lint/rules/constraints/examples.hpp"

namespace schema::lint {

extern const Rule cd103{
    .code = "CD103",
    .title = "A primary key is dropped",
    .doc =
        "Rows can come twice or without a key. Logical replication of UPDATE and DELETE stops with an error unless the "
        "table has another replica identity.",
    .example = {.bad = BAD_TABLE,
                .good = TABLE_WITH(
                    "  primary_key \"pk\" { columns = [column.id], storage_params = { fillfactor = 70 } }\n"),
                .old = TABLE_WITH("  primary_key \"pk\" { columns = [column.id] }\n")},
    .kept_by_replacement = true,
};

}  // namespace schema::lint
