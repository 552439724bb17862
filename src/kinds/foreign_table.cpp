#include "kinds/foreign_table.hpp"

namespace schema {

namespace {

constexpr std::string_view kOf[] = {"table"};

const Field kFields[] = {
    FIELD(ForeignTable, server)(
        "server", "The server that holds the rows.",
        {.required = true, .on_change = OnChange::replace, .names = "server", .example = "server = archive"}),
    FIELD(ForeignTable, options)("options", "What the wrapper is told.",
                                 {.example = "options = { table_name = \"orders\" }"}),
    FIELD(ForeignTable, of)("of", "The table that it is a partition of.", {.refs = kOf}),
    FIELD(ForeignTable, range)("range", "Of a partition: the range of keys that it holds.",
                               {.on_change = OnChange::ignore}),
    FIELD(ForeignTable, list)("list", "Of a partition: the keys that it holds.", {.on_change = OnChange::ignore}),
    FIELD(ForeignTable, hash)("hash", "Of a partition: the hashes of keys that it holds.",
                              {.on_change = OnChange::ignore}),
    FIELD(ForeignTable, has_heirs)("has_heirs", "Whether other tables inherit from it.",
                                   {.on_change = OnChange::ignore, .hidden = true}),
};

}  // namespace

extern const Kind foreign_table_kind;
const Kind foreign_table_kind = {
    .name = "foreign_table",
    .keyword = "foreign_table",
    .doc = "A table whose rows are on a foreign server.",
    .manual = "sql-createforeigntable",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new ForeignTable); },
    .name_space = "relation",
    .has_owner = true,
    .has_labels = true,
    .privileges = "select insert update delete truncate references trigger maintain",
};

}  // namespace schema
