#include "kinds/schema.hpp"

namespace schema {

extern const Kind schema_kind;
const Kind schema_kind = {
    .name = "schema",
    .keyword = "schema",
    .doc = "A named space that holds tables, types, functions and all other objects.",
    .manual = "sql-createschema",
    .scope = Scope::database,
    .make = [] { return std::unique_ptr<Resource>(new Schema); },
    .has_owner = true,
};

}  // namespace schema
