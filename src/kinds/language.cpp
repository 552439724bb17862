#include "kinds/language.hpp"

namespace schema {

namespace {

const Field kFields[] = {
    FIELD(Language, trusted)("trusted", "Whether everybody may write routines in it."),
    FIELD(Language, handler)("handler", "The function that runs its routines.",
                             {.required = true, .space = "routine", .example = "handler = plpgsql_call_handler"}),
    FIELD(Language, inline_handler)("inline", "The function that runs DO blocks.", {.space = "routine"}),
    FIELD(Language, validator)("validator", "The function that looks at a new routine.", {.space = "routine"}),
};

}  // namespace

extern const Kind language_kind;
const Kind language_kind = {
    .name = "language",
    .keyword = "language",
    .doc = "A language that routines can be written in, made by hand. (Those of extensions are the extensions'.)",
    .manual = "sql-createlanguage",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Language); },
    .has_owner = true,
    .has_labels = true,
    .privileges = "usage",
    .public_privileges = "usage",
};

}  // namespace schema
