#include "kinds/extension.hpp"

namespace schema {

namespace {
constexpr std::string_view kSchema[] = {"schema"};
constexpr std::string_view kExtension[] = {"extension"};
const Field kFields[] = {
    FIELD(Extension, in)("schema", "The schema that its objects are put in.",
                         {.keeps = true, .refs = kSchema, .example = "schema = schema.public"}),
    FIELD(Extension, version)("version", "The version to have; any, if not given.",
                              {.keeps = true, .example = "version = \"1.6\""}),
    FIELD(Extension, required)(
        "requires", "The extensions that it stands on, which are made before it.",
        {.on_change = OnChange::ignore, .refs = kExtension, .example = "requires = [extension.postgis]"}),
};
}  // namespace

extern const Kind extension_kind;
const Kind extension_kind = {
    .name = "extension",
    .keyword = "extension",
    .doc = "A packaged set of objects that the server installs as one.",
    .manual = "sql-createextension",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Extension); },
    .keeps_comment = true,
    .ambient = true,
};

}  // namespace schema
