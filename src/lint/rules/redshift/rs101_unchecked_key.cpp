#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule rs101{
    .code = "RS101",
    .title = "A key that nobody checks",
    .doc =
        "Redshift never looks whether a primary key, unique or foreign key holds, but plans queries as if it did: "
        "where it "
        "does not, they give wrong results. Check the rows before you declare it.",
};

}  // namespace schema::lint
