#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule rs104{
    .code = "RS104",
    .title = "Partitions of an external table are forgotten",
    .doc =
        "An external table that is dropped and created again has no partitions until they are added again. The files "
        "stay.",
};

}  // namespace schema::lint
