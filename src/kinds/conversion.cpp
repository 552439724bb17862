#include "kinds/conversion.hpp"

namespace schema {

namespace {

const Field kFields[] = {
    FIELD(Conversion, from)("from", "The encoding of what comes in.",
                            {.required = true, .on_change = OnChange::replace, .example = "from = \"LATIN1\""}),
    FIELD(Conversion, to)("to", "The encoding of what goes out.",
                          {.required = true, .on_change = OnChange::replace, .example = "to = \"UTF8\""}),
    FIELD(Conversion, function)("function", "What does it.",
                                {.required = true, .on_change = OnChange::replace, .space = "routine"}),
    FIELD(Conversion, is_default)("default", "Whether it is the one that is used between the two.",
                                  {.on_change = OnChange::replace}),
};

}  // namespace

extern const Kind conversion_kind;
const Kind conversion_kind = {
    .name = "conversion",
    .keyword = "conversion",
    .doc = "How text goes from one encoding to another.",
    .manual = "sql-createconversion",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Conversion); },
    .name_space = "conversion",
    .has_owner = true,
};

}  // namespace schema
