#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule pt102{
    .code = "PT102",
    .title = "Rows move out of the default partition",
    .doc =
        "The default partition holds rows that belong to a new one. They are moved in the plan's transaction, "
        "which takes as "
        "long as there are rows, and locks them until its end.",
};

}  // namespace schema::lint
