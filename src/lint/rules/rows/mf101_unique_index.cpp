#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule mf101{
    .code = "MF101",
    .title = "A unique index over rows that are there",
    .doc =
        "It cannot be built if two rows have the same key (for a primary key also: if one has a NULL). With a live "
        "target the rows that stand in the way are counted before.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  index "one" { # here
    columns = [column.id]
    unique  = true
  }
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  index "one" { columns = [column.id] }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"},
};

}  // namespace schema::lint
