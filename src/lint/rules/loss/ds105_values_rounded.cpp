#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule ds105{
    .code = "DS105",
    .title = "A new type rounds values",
    .doc =
        "The new type holds less than the old one, and the server rounds or cuts values without a word: fewer digits "
        "behind the point, a date in place of a time. Keep the old values in a column of their own if anybody may ask "
        "for them.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "cost" { type = numeric(10, 2) } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "cost" { type = numeric(14, 4) }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "cost" { type = numeric(12, 4) }
}
)"},
};

}  // namespace schema::lint
