#include "lint/rules/names/naming.hpp"

namespace schema::lint {

extern const Rule nm106{
    .code = "NM106",
    .title = "The name of a check",
    .doc = NAMING_DOC("checks"),
    .kinds = "check",
    .resource = name_differs<&Naming::check>,
};

}  // namespace schema::lint
