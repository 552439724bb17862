#include "kinds/language.hpp"

namespace schema {

namespace {

constexpr std::string_view kTypes[] = {"table", "index"};

const Field kFields[] = {
    FIELD(AccessMethod, type)("type", "What it stores: table or index.",
                              {.required = true, .on_change = OnChange::replace, .words = kTypes}),
    FIELD(AccessMethod, handler)("handler", "The function that gives its routines.",
                                 {.required = true, .on_change = OnChange::replace, .space = "routine"}),
};

}  // namespace

extern const Kind access_method_kind;
const Kind access_method_kind = {
    .name = "access_method",
    .keyword = "access_method",
    .doc = "A way to store tables or indexes.",
    .manual = "sql-create-access-method",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new AccessMethod); },
};

}  // namespace schema
