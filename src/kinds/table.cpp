#include "kinds/table.hpp"

namespace schema {

namespace {
const Field kFields[] = {
    FIELD(Table, unlogged)("unlogged", "Not written to the log: fast, emptied by a crash, not replicated."),
    FIELD(Table, storage_params)("storage_params", "Storage parameters; those of its TOAST table start with \"toast.\".",
                                 {.example = "storage_params = { fillfactor = 70 }"}),
    FIELD(Table, access_method)("access_method", "The table access method (heap if not given).", {.on_change = OnChange::alter}),
    FIELD(Table, tablespace)("tablespace", "The tablespace that holds it."),
};
}  // namespace

extern const Kind table_kind;
const Kind table_kind = {
    .name = "table",
    .keyword = "table",
    .doc = "Rows with typed columns.",
    .manual = "sql-createtable",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Table); },
    .name_space = "relation",
    .has_owner = true,
    .privileges = "select insert update delete truncate references trigger maintain",
};

}  // namespace schema
