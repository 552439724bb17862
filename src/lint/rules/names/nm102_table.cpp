#include "lint/rules/names/naming.hpp"

namespace schema::lint {

extern const Rule nm102{
    .code = "NM102",
    .title = "The name of a table",
    .doc = NAMING_DOC("tables"),
    .kinds = "table",
    .resource = name_differs<&Naming::table>,
};

}  // namespace schema::lint
