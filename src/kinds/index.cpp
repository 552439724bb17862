#include "kinds/index.hpp"

#include <utility>

#include "kinds/index_parts_of.hpp"

namespace schema {

std::span<const Field> IndexPart::fields() {
  static const Field all[] = {
      FIELD(IndexPart, column)("column", "A column."),
      FIELD(IndexPart, expr)("expr", "An expression, in place of a column.",
                             {.sql = SqlContext::expression, .example = "expr = \"lower(email)\""}),
      FIELD(IndexPart, ops)("ops", "The operator class, where that is not the type's default.",
                            {.space = "operator_class"}),
      FIELD(IndexPart, ops_params)("ops_params", "Parameters of the operator class."),
      FIELD(IndexPart, collate)("collate", "The collation, where that is not the column's.", {.space = "collation"}),
      FIELD(IndexPart, desc)("desc", "Whether it sorts downwards."),
      FIELD(IndexPart, nulls)("nulls", "first or last: where NULL sorts, if not at the high end.", {.words = kNulls}),
      FIELD(IndexPart, nulls_first)("nulls_first", "Short for nulls = first.", {.on_change = OnChange::ignore}),
      FIELD(IndexPart, nulls_last)("nulls_last", "Short for nulls = last.", {.on_change = OnChange::ignore}),
      FIELD(IndexPart, statistics)("statistics", "How detailed ANALYZE is for an expression.",
                                   {.on_change = OnChange::alter, .example = "statistics = 1000"}),
  };
  return all;
}

void drop_default_nulls(IndexPart& part) {
  if (std::exchange(part.nulls_first, false)) part.nulls = {"first"};
  if (std::exchange(part.nulls_last, false)) part.nulls = {"last"};
  if (part.nulls.text == (part.desc ? "first" : "last")) part.nulls = {};
}

namespace {

constexpr std::string_view kParents[] = {"table", "materialized_view"};
constexpr std::string_view kWholes[] = {"index", "unique", "primary_key"};

const Field kFields[] = {
    FIELD(Index, parts)("on", "The keys: blocks `on { ... }`, or `columns = [...]` for plain columns.",
                        {.required = true, .list = "columns", .example = "columns = [column.a, column.b]"}),
    FIELD(Index, unique)("unique", "Whether no two rows may have the same key.", {.on_change = OnChange::replace}),
    FIELD(Index, type)("type",
                       "The index method: btree (if not given), hash, gin, gist, brin, spgist, or an extension's.",
                       {.on_change = OnChange::replace, .names = "access_method", .example = "type = gin"}),
    FIELD(Index, where_expr)(
        "where", "Only rows for which this holds are in the index.",
        {.on_change = OnChange::replace, .sql = SqlContext::expression, .example = "where = \"closed_at IS NULL\""}),
    FIELD(Index, include)("include", "Columns that it carries along.",
                          {.on_change = OnChange::replace, .example = "include = [column.name]"}),
    FIELD(Index, nulls_distinct)("nulls_distinct", "Whether two NULLs count as different (true if not given).",
                                 {.on_change = OnChange::replace, .since = 150000}),
    FIELD(Index, storage_params)("storage_params", "Storage parameters.",
                                 {.example = "storage_params = { fillfactor = 70 }"}),
    FIELD(Index, page_per_range)("page_per_range",
                                 "Short for storage_params = { pages_per_range = 64 } of a BRIN index.",
                                 {.on_change = OnChange::ignore, .example = "page_per_range = 64"}),
    FIELD(Index, tablespace)("tablespace", "The tablespace that holds it."),
    FIELD(Index, cluster)("cluster", "Whether CLUSTER orders the table by it."),
    FIELD(Index, only)("only", "Whether partitions that have no part of it are left without.",
                       {.on_change = OnChange::ignore}),
    FIELD(Index, of)("of", "On a partition: the index of the partitioned table that it is a part of.",
                     {.refs = kWholes, .example = "of = table.measures.index.by_day"}),
    FIELD(Index, valid)("valid", "Whether it is complete.", {.on_change = OnChange::replace, .hidden = true}),
};

void finish(Resource& r) {
  auto& index = as<Index>(r);
  for (auto& part : index.parts) drop_default_nulls(part);
  if (index.page_per_range) index.storage_params["pages_per_range"] = std::to_string(*index.page_per_range);
  index.page_per_range.reset();
}

}  // namespace

extern const Kind index_kind;
const Kind index_kind = {
    .name = "index",
    .keyword = "index",
    .doc = "A way to find rows by their values.",
    .manual = "sql-createindex",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Index); },
    .name_space = "relation",
    .finish = finish,
    .complete = [](Catalog& c, Diagnostics&) { complete_index_parts(c, index_kind); },
    .implied = is_implied_part,
    .leader = part_leader,
    .made_alone = true,
    .rebuilt_by_server = true,
};

}  // namespace schema
