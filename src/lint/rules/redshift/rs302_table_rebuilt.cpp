#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule rs302{
    .code = "RS302",
    .title = "A table is made anew with its rows",
    .doc =
        "Redshift has no ALTER for this. The table is renamed, created anew and filled with its rows in one "
        "transaction, "
        "which needs as much space again, and waits for all that read it. Views over it are made anew as well.",
};

}  // namespace schema::lint
