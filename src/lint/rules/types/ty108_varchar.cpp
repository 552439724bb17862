#include "lint/rules/types/column_type.hpp"
#include "lint/rules/types/examples.hpp"

namespace schema::lint {

namespace {

void varchar(const Resource& r, const Scene&, Found& found) {
  report_type(r, "character varying", "a shorter varchar later needs a rewrite: use text, with a check of its length",
              found);
}

}  // namespace

extern const Rule ty108{
    .code = "TY108",
    .title = "varchar",
    .level = Level::off,
    .doc =
        "`text` is as fast and as small, and a check of its length can be changed without rewriting the table. Off "
        "unless the policy turns it on.",
    .example = {.bad = HERE_COLUMN("varchar(20)"), .good = WITH_COLUMN("text")},
    .kinds = "column",
    .resource = varchar,
};

}  // namespace schema::lint
