#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule rs304{
    .code = "RS304",
    .title = "Rows get new values of an identity column",
    .doc =
        "A table that is made anew is filled by INSERT, which cannot give values to an `identity = always` column: the "
        "rows "
        "are counted anew, in no particular order, and what refers to them by the old values finds other rows. With "
        "`identity = by_default` they keep their values.",
};

}  // namespace schema::lint
