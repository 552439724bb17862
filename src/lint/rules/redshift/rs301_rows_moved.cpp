#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule rs301{
    .code = "RS301",
    .title = "Redshift moves all rows of a table",
    .doc =
        "Another distribution, sort key or encoding is worked off in the background. The table can be read meanwhile, "
        "and "
        "the cluster has less time for everything else.",
};

}  // namespace schema::lint
