#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "kinds/index_parts_of.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"table"};
constexpr std::string_view kWholes[] = {"primary_key", "unique", "index"};

#define KEY_FIELDS(T)                                                                                                 \
  FIELD(T, columns)                                                                                                   \
  ("columns", "The columns that make it up.",                                                                         \
   {.required = true, .on_change = OnChange::replace, .example = "columns = [column.id]"}),                           \
      FIELD(T, include)("include", "Columns that its index carries along.", {.on_change = OnChange::replace}),        \
      FIELD(T, deferrable)("deferrable", "initially_immediate or initially_deferred; not deferrable if not given.",   \
                           {.on_change = OnChange::replace, .words = kDeferrable}),                                   \
      FIELD(T, without_overlaps)("without_overlaps",                                                                  \
                                 "Whether the last column is a range, and rows that are equal in the others may not " \
                                 "overlap in it.",                                                                    \
                                 {.on_change = OnChange::replace, .since = 180000}),                                  \
      FIELD(T, storage_params)("storage_params", "Storage parameters of its index."),                                 \
      FIELD(T, tablespace)("tablespace", "The tablespace of its index."),                                             \
      FIELD(T, cluster)("cluster", "Whether CLUSTER orders the table by its index."),                                 \
      FIELD(T, only)("only", "Whether partitions that have no part of it are left without.",                          \
                     {.on_change = OnChange::ignore}),                                                                \
      FIELD(T, index_comment)("index_comment", "What COMMENT ON INDEX says of its index."),                           \
      FIELD(T, of)("of", "On a partition: the key of the partitioned table that it is a part of.", {.refs = kWholes})

const Field kPrimaryKeyFields[] = {KEY_FIELDS(PrimaryKey)};

const Field kUniqueFields[] = {
    KEY_FIELDS(Unique),
    FIELD(Unique, nulls_distinct)("nulls_distinct", "Whether two NULLs count as different (true if not given).",
                                  {.on_change = OnChange::replace, .since = 150000}),
};

#undef KEY_FIELDS

/// The server makes the columns of a primary key NOT NULL (manual: sql-createtable).
void finish(Resource& r) {
  for (auto& name : as<PrimaryKey>(r).columns)
    for (auto child : r.parent->children)
      if (child->kind->name == "column" && child->name == name.name) as<Column>(*child).null = false;
}

std::string primary_key_name(const Resource& r) { return constraint_name(r.parent->name, {}, "pkey"); }

std::string unique_name(const Resource& r) { return constraint_name(r.parent->name, as<Unique>(r).columns, "key"); }

constexpr size_t kLongestName = 63;

/// The length of the first `limit` bytes without a character that is cut in two.
size_t clip(std::string_view name, size_t limit) {
  if (name.size() <= limit) return name.size();
  while (limit > 0 && (name[limit] & 0xC0) == 0x80) --limit;
  return limit;
}

}  // namespace

std::string constraint_name(std::string table, const std::vector<ColumnName>& columns, std::string_view label) {
  std::string middle;
  for (auto& c : columns) middle += (middle.empty() ? "" : "_") + c.name;
  middle.resize(clip(middle, kLongestName));
  size_t rest = kLongestName - label.size() - 1 - (middle.empty() ? 0 : 1);
  size_t first = table.size(), second = middle.size();
  // The server shortens the longer of the two, byte by byte.
  while (first + second > rest) --(first > second ? first : second);
  auto name = table.substr(0, clip(table, first));
  if (!middle.empty()) name += "_" + middle.substr(0, clip(middle, second));
  return name + "_" + std::string(label);
}

extern const Kind primary_key_kind;
const Kind primary_key_kind = {
    .name = "primary_key",
    .keyword = "primary_key",
    .doc = "The columns that identify a row.",
    .manual = "ddl-constraints",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kPrimaryKeyFields,
    .make = [] { return std::unique_ptr<Resource>(new PrimaryKey); },
    .name_space = "relation",
    .default_name = primary_key_name,
    .finish = finish,
    .complete = [](Catalog& c, Diagnostics&) { complete_index_parts(c, primary_key_kind); },
    .implied = is_implied_part,
    .leader = part_leader,
    .made_alone = true,
    .shape = true,
    .folds = true,
    .rebuilt_by_server = true,
};

extern const Kind unique_kind;
const Kind unique_kind = {
    .name = "unique",
    .keyword = "unique",
    .doc = "Columns of which no two rows may have the same values.",
    .manual = "ddl-constraints",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kUniqueFields,
    .make = [] { return std::unique_ptr<Resource>(new Unique); },
    .name_space = "relation",
    .default_name = unique_name,
    .complete = [](Catalog& c, Diagnostics&) { complete_index_parts(c, unique_kind); },
    .implied = is_implied_part,
    .leader = part_leader,
    .made_alone = true,
    .shape = true,
    .folds = true,
    .rebuilt_by_server = true,
};

}  // namespace schema
