#include "kinds/schema.hpp"

namespace schema {

namespace {
const Field kFields[] = {
    FIELD(Schema, objects_owner)("objects_owner", "The owner of the objects in it that do not name one.",
                                 {.on_change = OnChange::ignore, .names = "role"}),
};

std::string& objects_owner(Resource& r) { return as<Schema>(r).objects_owner; }
}  // namespace

extern const Kind schema_kind;
const Kind schema_kind = {
    .name = "schema",
    .keyword = "schema",
    .doc = "A named space that holds tables, types, functions and all other objects.",
    .manual = "sql-createschema",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Schema); },
    .has_owner = true,
    .objects_owner = objects_owner,
    .privileges = "create usage",
};

}  // namespace schema
