#include "kinds/table.hpp"

#include "kinds/complete_tables.hpp"
#include "kinds/constraint.hpp"

namespace schema {

std::span<const Field> RowSecurity::fields() {
  static const Field all[] = {
      FIELD(RowSecurity, enabled)("enabled", "Whether the table's policies say which rows a role sees and writes."),
      FIELD(RowSecurity, enforced)("enforced", "Whether they hold for the table's owner too (FORCE)."),
  };
  return all;
}

namespace {
constexpr std::string_view kOf[] = {"table", "composite"};
constexpr std::string_view kAliases[] = {"partition"};

const Field kFields[] = {
    FIELD(Table, of)("of", "The table that it is a partition of, or a composite type whose attributes are its columns.",
                     {.on_change = OnChange::ignore, .refs = kOf, .example = "of = table.measures"}),
    FIELD(Table, range)("range", "Of a partition: the range of keys that it holds.",
                        {.on_change = OnChange::ignore, .example = "range { from = [0], to = [10] }"}),
    FIELD(Table, list)("list", "Of a partition: the keys that it holds.",
                       {.on_change = OnChange::ignore, .example = "list = [\"'de'\", \"'at'\"]"}),
    FIELD(Table, hash)("hash", "Of a partition: the hashes of keys that it holds. Without a bound it is the default.",
                       {.on_change = OnChange::ignore, .example = "hash { modulus = 4, remainder = 0 }"}),
    FIELD(Table, partition)("partition", "How its rows are spread over its partitions.",
                            {.on_change = OnChange::replace,
                             .example = "partition { type = range, columns = [column.created_at] }"}),
    FIELD(Table, unlogged)("unlogged", "Not written to the log: fast, emptied by a crash, not replicated."),
    FIELD(Table, storage_params)("storage_params", "Storage parameters; those of its TOAST table start with \"toast.\".",
                                 {.example = "storage_params = { fillfactor = 70 }"}),
    FIELD(Table, access_method)("access_method", "The table access method (heap if not given).", {.on_change = OnChange::alter}),
    FIELD(Table, tablespace)("tablespace", "The tablespace that holds it."),
    FIELD(Table, row_security)("row_security", "Whether rows are seen and written by the table's policies only.",
                               {.example = "row_security { enabled = true }"}),
    FIELD(Table, has_heirs)("has_heirs", "Whether other tables inherit from it or are its partitions.",
                            {.on_change = OnChange::ignore, .hidden = true}),
    FIELD(Table, distribution)("distribution", "On which nodes its rows are (auto if not given).",
                               {.backend = "redshift", .example = "distribution { style = key, key = column.id }"}),
    FIELD(Table, sort)("sort", "In which order its rows are kept (auto if not given).",
                       {.backend = "redshift", .example = "sort { columns = [column.created_at] }"}),
    FIELD(Table, backup)("backup", "Whether snapshots hold it (as it is, if not given).", {.keeps = true, .backend = "redshift"}),
    FIELD(Table, sort_unknown)("sort_unknown", "Whether the sort key may be one that the server chose.",
                               {.on_change = OnChange::ignore, .hidden = true}),
};

/// Nothing enabled is the same as nothing said.
void finish(Resource& r) {
  auto& security = as<Table>(r).row_security;
  if (security && !security->enabled && !security->enforced) security.reset();
}

/// The table that a foreign key refers to, or null.
Table* referred_by(const Resource& child) {
  auto fk = is<ForeignKey>(&child);
  auto column = fk && !fk->ref_columns.empty() ? fk->ref_columns[0].to : nullptr;
  return column ? is<Table>(column->parent) : nullptr;
}

/// A logged table never refers to an unlogged one: it is changed first if both become unlogged, and last if both become
/// logged.
void settle(Resource& r, const Catalog& database) {
  auto changes = [&](const Resource& table) {
    auto current = is<Table>(database.find(table.address));
    return current && current->unlogged != as<Table>(table).unlogged;
  };
  for (auto child : r.children) {
    auto other = referred_by(*child);
    if (!other || other == &r || !changes(r) || !changes(*other)) continue;
    if (other->unlogged)
      other->needs.push_back({&r, true});
    else
      r.needs.push_back({other, true});
  }
}

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
    .aliases = kAliases,
    .has_owner = true,
    .has_labels = true,
    .finish = finish,
    .complete = complete_tables,
    .keeps_rows = true,
    .privileges = "select insert update delete truncate references trigger maintain",
    .settle = settle,
};

}  // namespace schema
