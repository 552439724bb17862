#include "lint/rules/names/naming.hpp"

namespace schema::lint {

extern const Rule nm105{
    .code = "NM105",
    .title = "The name of a foreign key",
    .doc = NAMING_DOC("foreign keys"),
    .kinds = "foreign_key",
    .resource = name_differs<&Naming::foreign_key>,
};

}  // namespace schema::lint
