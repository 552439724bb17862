#include "kinds/enum.hpp"

namespace schema {

namespace {
const Field kFields[] = {
    FIELD(Enum, values)("values", "The labels, in their sort order.", {.example = "values = [\"open\", \"closed\"]"}),
};
}  // namespace

extern const Kind enum_kind;
const Kind enum_kind = {
    .name = "enum",
    .keyword = "enum",
    .doc = "A type with a fixed, ordered list of labels.",
    .manual = "datatype-enum",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Enum); },
    .name_space = "type",
    .has_owner = true,
    .has_labels = true,
    .privileges = "usage",
    .public_privileges = "usage",
};

}  // namespace schema
