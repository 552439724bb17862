#include "lint/rule.hpp"
#include "lint/rules/locks/examples.hpp"

namespace schema::lint {

#define DOMAIN                 \
  "domain \"level\" {\n"       \
  "  type = integer\n"         \
  "  check \"positive\" {\n"   \
  "    expr = \"VALUE > 0\"\n" \
  "  }\n"                      \
  "}\n"

extern const Rule pg312{
    .code = "PG312",
    .title = "A new column of a domain with constraints rewrites the table",
    .doc =
        "The server tries the constraints of the domain on what each row gets, even if that is NULL, and writes every "
        "row anew while nobody can read or write. A column of the type below the domain costs nothing.",
    .example = {.bad = AFTER("  column \"level\" { type = domain.level, null = true } # here\n") DOMAIN,
                .good = AFTER("  column \"level\" { type = integer, null = true }\n") DOMAIN,
                .old = BEFORE DOMAIN},
};

}  // namespace schema::lint
