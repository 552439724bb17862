#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule rs305{
    .code = "RS305",
    .title = "An identity column counts from its start again",
    .doc =
        "A table that is made anew keeps the values of an `identity = by_default` column, but its counter begins where "
        "the "
        "file says. Give it a `start` above the greatest value, or new rows get values that are there already.",
};

}  // namespace schema::lint
