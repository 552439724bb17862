#include "kinds/composite.hpp"

namespace schema {

std::span<const Field> CompositeField::fields() {
  static const Field all[] = {
      FIELD(CompositeField, name)("name", "The attribute's name.", {.label = true}),
      FIELD(CompositeField, type)("type", "Its type.", {.required = true}),
      FIELD(CompositeField, collate)("collate", "Its collation, where that is not the type's own.", {.space = "collation"}),
      FIELD(CompositeField, comment)("comment", "What COMMENT ON says of it."),
  };
  return all;
}

namespace {
const Field kFields[] = {
    FIELD(Composite, attributes)("field", "The attributes, in order.", {.example = "field \"street\" { type = text }"}),
};
}  // namespace

extern const Kind composite_kind;
const Kind composite_kind = {
    .name = "composite",
    .keyword = "composite",
    .doc = "A row type without a table.",
    .manual = "rowtypes",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Composite); },
    .name_space = "relation",
    .has_owner = true,
    .has_labels = true,
    .privileges = "usage",
    .public_privileges = "usage",
};

}  // namespace schema
