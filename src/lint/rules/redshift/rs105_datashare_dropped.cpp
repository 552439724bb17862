#include "lint/rule.hpp"

namespace schema::lint {

extern const Rule rs105{
    .code = "RS105",
    .title = "A datashare goes",
    .doc = "Its consumers can query it no more, and a new one of the same name must be granted to them again.",
};

}  // namespace schema::lint
