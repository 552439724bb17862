#include "kinds/index_parts_of.hpp"

#include "sql/column_name.hpp"

namespace schema {

namespace {

using Names = std::set<std::pair<std::string_view, std::string_view>>;

/// Whether two indexes have the same keys and conditions, and (if `whole`) the same settings.
bool same(const Resource& a, const Resource& b, bool whole) {
  static const std::set<std::string_view> tunable = {"storage_params", "tablespace"};
  static const std::set<std::string_view> own = {"of", "only", "cluster", "valid", "index_comment"};
  for (auto& field : a.kind->fields) {
    if (own.contains(field.name) || (!whole && tunable.contains(field.name))) continue;
    if (!field.type->equal(field.of(&a), field.of(&b))) return false;
  }
  return true;
}

IndexSettings& settings(Resource* r) { return dynamic_cast<IndexSettings&>(*r); }

std::vector<ColumnName> names_of(const std::vector<IndexPart>& parts) {
  std::vector<ColumnName> names;
  for (auto& part : parts)
    names.push_back(part.column.name.empty() ? ColumnName{sql::index_column_name(part.expr.text), {}} : part.column);
  return names;
}

/// The server calls no two columns of an index the same.
void number_doubles(std::vector<ColumnName>& names) {
  std::set<std::string> taken;
  for (auto& column : names) {
    auto name = column.name;
    for (int i = 1; !taken.insert(column.name).second; ++i) column.name = name + std::to_string(i);
  }
}

Names relations(const Catalog& catalog) {
  Names names;
  for (auto& r : catalog.all())
    if (r->kind->name_space == "relation") names.emplace(r->schema, r->name);
  return names;
}

/// Whether it is as the whole index, and a part of none.
bool is_free(const Resource& r, const Resource& whole) {
  return r.kind == whole.kind && dynamic_cast<const IndexSettings&>(r).of.empty() && same(r, whole, false);
}

/// The part of `index` on the partition, or one that is free to be it. Of one that may lack parts they say so.
Resource* part_of(const Resource& index, const Table& partition) {
  Resource* free = nullptr;
  for (auto child : partition.children) {
    auto part = dynamic_cast<IndexSettings*>(child);
    if (!part) continue;
    auto& of = part->of;
    if (of.to == &index) return child;  // a key can be a part of an index
    if (!free && !settings(const_cast<Resource*>(&index)).only && is_free(*child, index)) free = child;
  }
  return free;
}

std::string usual_name(const Resource& index, const Table& partition, const Names& taken) {
  auto stand_in = index.kind->make();
  for (auto& field : index.kind->fields) field.type->assign(field.get(stand_in.get()), field.of(&index));
  stand_in->parent = const_cast<Table*>(&partition);
  auto base = usual_part_name(*stand_in);
  auto name = base;
  for (int i = 1; taken.contains({partition.schema, name}); ++i) name = base + std::to_string(i);
  return name;
}

}  // namespace

std::vector<Table*> partitions_from_top(const Catalog& catalog) {
  std::vector<std::pair<int, Table*>> found;
  auto is_place = [](auto& r) { return r->kind->place != nullptr; };
  if (std::none_of(catalog.all().begin(), catalog.all().end(), is_place)) return {};
  for (auto& r : catalog.all()) {
    auto table = is<Table>(r.get());
    int depth = 0;
    for (auto at = table; at && at->partition_of() && depth < 100; at = at->partition_of()) ++depth;
    if (depth > 0) found.emplace_back(depth, table);
  }
  std::stable_sort(found.begin(), found.end(), [](auto& a, auto& b) { return a.first < b.first; });
  std::vector<Table*> tables;
  for (auto& [depth, table] : found) tables.push_back(table);
  return tables;
}

void complete_index_parts(Catalog& catalog, const Kind& kind) {
  auto partitions = partitions_from_top(catalog);
  if (partitions.empty()) return;
  auto taken = relations(catalog);
  for (auto partition : partitions) {
    auto indexes = partition->partition_of()->children;
    for (auto index : indexes) {
      if (index->kind != &kind) continue;
      auto part = part_of(*index, *partition);
      if (!part && settings(index).only) {
        settings(index).incomplete = true;
        continue;
      }
      if (!part) {
        part = &copy_child(*index, usual_name(*index, *partition, taken), *partition, catalog);
        settings(part).cluster = false;
        settings(part).only = false;
        settings(part).index_comment.reset();
        taken.emplace(part->schema, part->name);
      }
      settings(part).of = Ref{{}, index->address, index, partition->where};
    }
  }
}

std::string usual_part_name(const Resource& r) {
  if (is<PrimaryKey>(&r)) return constraint_name(r.parent->name, {}, "pkey");
  auto key = is<Unique>(&r);
  auto names = key ? key->columns : names_of(as<Index>(r).parts);
  auto& include = key ? key->include : as<Index>(r).include;
  names.insert(names.end(), include.begin(), include.end());
  number_doubles(names);
  return constraint_name(r.parent->name, names, key ? "key" : "idx");
}

Resource* part_leader(const Resource& r, const Resource& other_table) {
  auto table = is<Table>(r.parent);
  auto other = is<Table>(&other_table);
  auto& of = dynamic_cast<const IndexSettings&>(r).of;
  bool stays = table && other && table->partition_of() && table->of == other->of;
  // A key that is a part of an index does not go with it.
  return stays && of.to && of.to->kind == r.kind && of.to->parent == table->of.to ? of.to : nullptr;
}

// A part that the partition's own partitions have parts of is implied only if these are.
bool has_own_parts(const Resource& index) {
  auto table = is<Table>(index.parent);
  if (!table) return false;
  auto differs = [&](const Resource* child) {
    auto part = dynamic_cast<const IndexSettings*>(child);
    return part && part->of.to == &index && !is_implied_part(*child);
  };
  return std::any_of(table->parts.begin(), table->parts.end(), [&](const Attachment* part) {
    return std::any_of(part->parent->children.begin(), part->parent->children.end(), differs);
  });
}

namespace {

/// Whether another one of the partition would be taken for the part if no file said which one is.
bool has_rival(const Resource& r, const Resource& whole) {
  auto& others = r.parent->children;
  return std::any_of(others.begin(), others.end(), [&](auto other) { return is_free(*other, whole); });
}

}  // namespace

bool is_implied_part(const Resource& r) {
  auto& own = dynamic_cast<const IndexSettings&>(r);
  auto whole = own.of.to;
  return whole && whole->kind == r.kind && !dynamic_cast<const IndexSettings&>(*whole).only && !own.only &&
         !r.comment && !own.index_comment && r.children.empty() && !own.cluster && r.name == usual_part_name(r) &&
         same(r, *whole, true) && !has_own_parts(r) && !has_rival(r, *whole);
}

}  // namespace schema
