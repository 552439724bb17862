#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule mf106{
    .code = "MF106",
    .title = "A new type does not take every value",
    .doc = "The conversion fails if a value does not fit: a longer text, a larger number, a text that is no number.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "note" { type = varchar(20) } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "note" { type = text }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "note" { type = varchar(50) }
}
)"},
};

}  // namespace schema::lint
