#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule ro101{
    .code = "RO101",
    .title = "A role is dropped",
    .doc =
        "A role belongs to the whole server: it is dropped for every database on it, and its password is gone. The "
        "server refuses while the role owns anything or has privileges in any database.",
    .example = {.bad = R"(schema "app" {}
)",
                .good = R"(schema "app"  {}
role "reader" { login = false }
)",
                .old = R"(schema "app"  {}
role "reader" {}
)"},
};

}  // namespace schema::lint
