#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule su101{
    .code = "SU101",
    .title = "A subscription leaves its slot behind",
    .doc =
        "The replication slot stays at the publishing server, which keeps its log until somebody drops the slot "
        "there: `SELECT pg_drop_replication_slot('name')`.",
};

}  // namespace schema::lint
