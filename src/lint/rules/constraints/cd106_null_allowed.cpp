#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule cd106{
    .code = "CD106",
    .title = "A column may be NULL from now on",
    .doc =
        "Programs that read it did not have to expect NULL. To take it back, the rows that hold one by then need a "
        "value.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, null = true } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, comment = "given by the caller" }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"},
};

}  // namespace schema::lint
