#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule pg306{
    .code = "PG306",
    .title = "A foreign key reads both tables while writes wait",
    .doc = "As PG305, but for writes to both tables; others can still read.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  column "of" { type = bigint }
  primary_key { columns = [column.id] }
  foreign_key "of" { columns = [column.of], ref_columns = [column.id] } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  column "of" { type = bigint }
  primary_key { columns = [column.id] }
  foreign_key "of" { columns = [column.of], ref_columns = [column.id], not_valid = true }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  column "of" { type = bigint }
  primary_key { columns = [column.id] }
}
)"},
};

}  // namespace schema::lint
