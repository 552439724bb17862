#include "kinds/datashare.hpp"

namespace schema {

namespace {

constexpr std::string_view kSchema[] = {"schema"};
constexpr std::string_view kTables[] = {"table", "view", "materialized_view"};
constexpr std::string_view kFunction[] = {"function"};

const Field kFields[] = {
    FIELD(Datashare, public_access)("public_access", "Whether clusters that the internet reaches may use it."),
    FIELD(Datashare, schemas)("schemas", "The schemas that are shared.", {.refs = kSchema, .example = "schemas = [schema.shop]"}),
    FIELD(Datashare, include_new)("include_new", "Of these schemas, those whose new objects are shared as well.", {.refs = kSchema}),
    FIELD(Datashare, tables)("tables", "The tables and views that are shared.", {.refs = kTables, .example = "tables = [table.shop.orders]"}),
    FIELD(Datashare, functions)("functions", "The functions that are shared.", {.refs = kFunction}),
    FIELD(Datashare, namespaces)("namespaces", "The clusters, by their namespace's GUID, that may use it."),
    FIELD(Datashare, accounts)("accounts", "The AWS accounts that may use it."),
};

}  // namespace

extern const Kind datashare_kind;
const Kind datashare_kind = {
    .name = "datashare",
    .keyword = "datashare",
    .doc = "Schemas, tables and functions that other Redshift clusters may query.",
    .manual = "redshift:r_CREATE_DATASHARE",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Datashare); },
    .backend = "redshift",
    .has_comment = false,
};

}  // namespace schema
