#include "lint/rules/names/naming.hpp"

namespace schema::lint {

extern const Rule nm101{
    .code = "NM101",
    .title = "The name of a schema",
    .doc = NAMING_DOC("schemas"),
    .kinds = "schema",
    .resource = name_differs<&Naming::schema>,
};

}  // namespace schema::lint
