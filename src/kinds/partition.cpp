#include "kinds/index_parts_of.hpp"

namespace schema {

namespace {

constexpr std::string_view kTypes[] = {"range", "list", "hash"};
constexpr std::string_view kLimits[] = {"minvalue", "maxvalue"};
constexpr std::string_view kTable[] = {"table"};

}  // namespace

std::span<const Field> PartitionPart::fields() {
  static const Field all[] = {
      FIELD(PartitionPart, column)("column", "A column."),
      FIELD(PartitionPart, expr)("expr", "An expression, in place of a column.", {.sql = SqlContext::expression}),
      FIELD(PartitionPart, collate)("collate", "The collation, where that is not the column's."),
      FIELD(PartitionPart, ops)("ops", "The operator class, where that is not the type's default."),
  };
  return all;
}

std::span<const Field> PartitionKey::fields() {
  static const Field all[] = {
      FIELD(PartitionKey, type)("type", "range, list or hash.", {.required = true, .words = kTypes}),
      FIELD(PartitionKey, parts)("by", "The key: blocks `by { ... }`, or `columns = [...]` for plain columns.",
                                 {.required = true, .list = "columns", .example = "columns = [column.created_at]"}),
  };
  return all;
}

std::span<const Field> RangeBound::fields() {
  static const Field all[] = {
      FIELD(RangeBound, from)(
          "from", "The least values, SQL for each key column, or MINVALUE.",
          {.required = true, .sql = SqlContext::expression, .words = kLimits, .example = "from = [\"'2026-01-01'\"]"}),
      FIELD(RangeBound, to)("to", "The first values above it, SQL for each key column, or MAXVALUE.",
                            {.required = true, .sql = SqlContext::expression, .words = kLimits}),
  };
  return all;
}

std::span<const Field> ListBound::fields() {
  static const Field all[] = {
      FIELD(ListBound, in)("in", "The values, as SQL.",
                           {.required = true, .sql = SqlContext::expression, .example = "in = [\"'de'\", \"'at'\"]"}),
  };
  return all;
}

std::span<const Field> HashBound::fields() {
  static const Field all[] = {
      FIELD(HashBound, modulus)("modulus", "What the hash of the key is divided by.", {.required = true}),
      FIELD(HashBound, remainder)("remainder", "What remains for the rows of this partition.", {.required = true}),
  };
  return all;
}

const Attachment* default_beside(const Attachment& a) {
  auto whole = is<Table>(a.of.to);
  if (!whole) return nullptr;
  auto found = std::find_if(whole->parts.begin(), whole->parts.end(),
                            [&](auto part) { return part != &a && is_default(*part); });
  return found == whole->parts.end() ? nullptr : *found;
}

bool same_bound(const Bound& a, const Bound& b) {
  return FieldTypeOf<Boxed<RangeBound>>::value.equal(&a.range, &b.range) &&
         FieldTypeOf<Boxed<ListBound>>::value.equal(&a.list, &b.list) &&
         FieldTypeOf<Boxed<HashBound>>::value.equal(&a.hash, &b.hash);
}

namespace {

const Field kFields[] = {
    FIELD(Attachment, of)("of", "The partitioned table.",
                          {.required = true, .on_change = OnChange::replace, .refs = kTable}),
    FIELD(Attachment, range)("range", "The range of keys that it holds.", {.on_change = OnChange::replace}),
    FIELD(Attachment, list)("list", "The keys that it holds.", {.on_change = OnChange::replace}),
    FIELD(Attachment, hash)("hash", "The hashes that it holds.", {.on_change = OnChange::replace}),
    FIELD(Attachment, pending)("pending", "Whether it is on its way out.",
                               {.on_change = OnChange::replace, .hidden = true}),
};

/// ATTACH PARTITION makes every index that the partition lacks. Where it is to lack one, the tables are attached first,
/// and all indexes that belong together are made and joined one by one.
void spread_incomplete(Catalog& catalog) {
  std::vector<IndexSettings*> indexes;
  for (auto table : partitions_from_top(catalog))
    for (auto child : table->children)
      if (auto index = dynamic_cast<IndexSettings*>(child); index && index->of.to) indexes.push_back(index);
  auto whole_of = [](IndexSettings* index) { return dynamic_cast<IndexSettings*>(index->of.to); };
  for (auto index = indexes.rbegin(); index != indexes.rend(); ++index)
    if ((*index)->incomplete) whole_of(*index)->incomplete = true;
  for (auto index : indexes) index->incomplete = index->incomplete || whole_of(index)->incomplete;
}

void need_attachment(Resource& attachment, const Resource& table) {
  for (auto child : table.children)
    if (auto index = dynamic_cast<IndexSettings*>(child); index && index->incomplete)
      child->needs.push_back({&attachment, false});
}

/// A partition is attached with all that must be on it, its own partitions included.
void complete(Catalog& catalog, Diagnostics&) {
  spread_incomplete(catalog);
  std::map<const Resource*, std::vector<Resource*>> partitions;
  for (auto& r : catalog.all())
    if (auto attachment = is<Attachment>(r.get())) partitions[attachment->of.to].push_back(r.get());
  for (auto& [whole, attachments] : partitions)
    for (auto attachment : attachments) {
      auto& parts = as<Table>(const_cast<Resource&>(*whole)).parts;
      auto part = is<Attachment>(attachment);
      if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
      if (is_default(as<Attachment>(*attachment)))
        for (auto other : attachments)
          if (other != attachment) attachment->needs.push_back({other, false});
      need_shared(*attachment, *attachment->parent, false);
      need_shared(*attachment, *whole, false);
      need_attachment(*attachment, *attachment->parent);
      need_attachment(*attachment, *whole);
      if (auto own = partitions.find(attachment->parent); own != partitions.end())
        for (auto part : own->second) attachment->needs.push_back({part, false});
    }
}

/// Of the values that one table's partitions hold, nobody looks which overlap: who gives some up goes first.
std::string place(const Resource& r) { return as<Attachment>(r).of.address; }

}  // namespace

extern const Kind partition_of_kind;
const Kind partition_of_kind = {
    .name = "partition_of",
    .keyword = "partition_of",
    .doc = "That a table is a partition, which its own `of`, `range`, `list` and `hash` say.",
    .manual = "sql-altertable",
    .scope = Scope::child,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Attachment); },
    .has_comment = false,
    .default_name = [](const Resource& r) { return r.parent->name; },
    .complete = complete,
    .implied = [](const Resource&) { return true; },
    .place = place,
    .excludes = [](const Resource& r) { return heir_name(*r.parent); },
    .rebuilt_by_server = true,
};

}  // namespace schema
