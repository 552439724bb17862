#include "lint/rules/types/column_type.hpp"
#include "lint/rules/types/examples.hpp"

namespace schema::lint {

namespace {

void json(const Resource& r, const Scene&, Found& found) {
  report_type(r, "json", "json is parsed at every use and has no equality: use jsonb", found);
}

}  // namespace

extern const Rule ty105{
    .code = "TY105",
    .title = "json",
    .doc =
        "It is kept as text. There is no equality, so that `DISTINCT` and `GROUP BY` over it fail, and no index. Only "
        "where the text itself matters (its order of keys, its blanks) it is the right one.",
    .example = {.bad = HERE_COLUMN("json"), .good = WITH_COLUMN("jsonb")},
    .kinds = "column",
    .resource = json,
};

}  // namespace schema::lint
