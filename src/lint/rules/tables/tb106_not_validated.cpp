#include "kinds/constraint.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void never_validated(const Resource& r, const Scene&, Found& found) {
  auto check = is<Check>(&r);
  auto fk = is<ForeignKey>(&r);
  if ((check && check->not_valid) || (fk && fk->not_valid)) found.add(r, "rows from before it need not meet it");
}

}  // namespace

extern const Rule tb106{
    .code = "TB106",
    .title = "A constraint that is not validated",
    .doc =
        "`not_valid = true` is a step on the way: rows from before the constraint may break it, and the planner does "
        "not rely on it. Take `not_valid` away once the rows are in order.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  check "positive" { expr = "id > 0", not_valid = true } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  check "positive" { expr = "id > 0" }
}
)"},
    .kinds = "check foreign_key",
    .resource = never_validated,
};

}  // namespace schema::lint
