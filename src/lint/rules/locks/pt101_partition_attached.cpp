#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule pt101{
    .code = "PT101",
    .title = "A table is attached as a partition",
    .doc =
        "The server reads the whole table to see that its rows belong there, while nobody can write to it. A valid "
        "check "
        "that says the same as the bound spares the reading; it can be added NOT VALID and validated before.",
};

}  // namespace schema::lint
