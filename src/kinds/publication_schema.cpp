#include "kinds/publication.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"publication"};
constexpr std::string_view kSchemas[] = {"schema"};

const Field kFields[] = {
    FIELD(PublicationSchema, in)("of", "The schema.",
                                 {.required = true, .identity = true, .refs = kSchemas, .example = "of = schema.app"}),
};

std::string name_of(const Resource& r) {
  auto schema = as<PublicationSchema>(r).in.to;
  return schema ? schema->name : std::string("?");
}

}  // namespace

extern const Kind publication_schema_kind;
const Kind publication_schema_kind = {
    .name = "publication_schema",
    .keyword = "schema",
    .doc = "A schema whose tables are all part of the publication.",
    .manual = "sql-createpublication",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new PublicationSchema); },
    .since = 150000,
    .has_comment = false,
    .default_name = name_of,
    .excludes = columns_or_schemas,
};

}  // namespace schema
