#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule rs303{
    .code = "RS303",
    .title = "A shorter varchar may not hold what is stored",
    .doc =
        "The statement fails if a value is longer. Look for the longest first: `SELECT max(octet_length(c)) FROM t`.",
};

}  // namespace schema::lint
