#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule pg311{
    .code = "PG311",
    .title = "Another access method rewrites the table",
    .doc = "Every row is written anew while nobody can read or write.",
};

}  // namespace schema::lint
