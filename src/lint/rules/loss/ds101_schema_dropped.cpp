#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule ds101{
    .code = "DS101",
    .title = "A schema is dropped",
    .doc =
        "`DROP SCHEMA`, with the tables, views and routines in it. A schema that is called otherwise now needs a "
        "`moved` block.",
    .example = {.bad = R"(schema "app" {}
)",
                .good = R"(schema "app"     {}
schema "archive" {}
)",
                .old = R"(schema "app"     {}
schema "archive" {}
)"},
};

}  // namespace schema::lint
