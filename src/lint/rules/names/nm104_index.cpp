#include "lint/rules/names/naming.hpp"

namespace schema::lint {

extern const Rule nm104{
    .code = "NM104",
    .title = "The name of an index",
    .doc = NAMING_DOC("indexes"),
    .kinds = "index",
    .resource = name_differs<&Naming::index>,
};

}  // namespace schema::lint
