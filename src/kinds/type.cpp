#include "kinds/type.hpp"

namespace schema {

extern const Kind type_kind;
const Kind type_kind = {
    .name = "type",
    .keyword = "type",
    .doc = "A type made of functions, where it has a `base` block; without one the mere name (a shell type).",
    .manual = "xtypes",
    .make = [] { return std::unique_ptr<Resource>(new ScalarType); },
    .name_space = "type",
    .has_owner = true,
    .has_labels = true,
    .circular = true,
    .privileges = "usage",
    .public_privileges = "usage",
};

}  // namespace schema
