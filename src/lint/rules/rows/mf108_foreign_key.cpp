#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule mf108{
    .code = "MF108",
    .title = "A foreign key over rows that are there",
    .doc =
        "The statement fails if a row refers to none. With a live target they are counted before. `not_valid = true` "
        "lets old rows be.",
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
