#include "lint/rules/names/naming.hpp"

namespace schema::lint {

extern const Rule nm103{
    .code = "NM103",
    .title = "The name of a column",
    .doc = NAMING_DOC("columns"),
    .kinds = "column",
    .resource = name_differs<&Naming::column>,
};

}  // namespace schema::lint
