#include "kinds/publication.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"publication"};
constexpr std::string_view kTables[] = {"table"};

const Field kFields[] = {
    FIELD(PublicationTable, table)(
        "of", "The table.", {.required = true, .identity = true, .refs = kTables, .example = "of = table.users"}),
    FIELD(PublicationTable, columns)("columns", "Which of its columns; all, if not given.",
                                     {.example = "columns = [id, name]", .since = 150000}),
    FIELD(PublicationTable, where)("where", "Which of its rows. Names are looked up in the search path only.",
                                   {.sql = SqlContext::expression, .example = "where = \"id > 0\"", .since = 150000}),
};

std::string name_of(const Resource& r) {
  auto table = as<PublicationTable>(r).table.to;
  return table ? table->schema + "." + table->name : std::string("?");
}

}  // namespace

extern const Kind publication_table_kind;
const Kind publication_table_kind = {
    .name = "publication_table",
    .keyword = "table",
    .doc = "A table that is part of the publication.",
    .manual = "sql-createpublication",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new PublicationTable); },
    .has_comment = false,
    .default_name = name_of,
    .excludes = [](const Resource& r) { return as<PublicationTable>(r).columns.empty() ? "" : columns_or_schemas(r); },
};

}  // namespace schema
