#include "kinds/foreign_key_parts.hpp"

#include "kinds/index_parts_of.hpp"

namespace schema {

namespace {

bool same_columns(const std::vector<Ref>& a, const std::vector<Ref>& b) {
  auto same = [](const Ref& x, const Ref& y) { return x == y && (!x.address.empty() || x.path == y.path); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

/// Whether the server takes the one for the other.
bool same(const ForeignKey& a, const ForeignKey& b) {
  static const std::set<std::string_view> own = {"inherited", "not_valid"};
  if (!same_columns(a.ref_columns, b.ref_columns)) return false;
  return std::all_of(a.kind->fields.begin(), a.kind->fields.end(), [&](auto& field) {
    return own.contains(field.name) || field.type->equal(field.of(&a), field.of(&b));
  });
}

/// The first foreign key of the table that is as `model`, of those that `fits` is true of; or null.
template <class F>
ForeignKey* find_same(const Resource& table, const ForeignKey& model, F fits) {
  for (auto child : table.children)
    if (auto fk = is<ForeignKey>(child); fk && fk != &model && fits(*fk) && same(*fk, model)) return fk;
  return nullptr;
}

bool has_child(const Resource& table, std::string_view name) {
  return std::any_of(table.children.begin(), table.children.end(), [&](auto child) { return child->name == name; });
}

/// The server calls it as the partitioned table's is called, unless something else on the partition is.
std::string usual_name(const ForeignKey& model, const Table& partition) {
  if (!has_child(partition, model.name)) return model.name;
  auto base = constraint_name(partition.name, model.columns, "fkey");
  auto name = base;
  for (int i = 1; has_child(partition, name); ++i) name = base + std::to_string(i);
  return name;
}

/// What the partition states is there before it is attached, and before the partitioned table's is made.
void take_over(ForeignKey& own, ForeignKey& model, Resource& attachment) {
  own.inherited = own.stated = true;
  attachment.needs.push_back({&own, false});
  model.needs.push_back({&own, false});
}

/// The name that the database has for what the table shall have as `fk`; that of the partitioned table's where it follows
/// from that; or empty.
std::string known_name(const Resource& table, const ForeignKey& fk) {
  auto known = find_same(table, fk, [](auto& its) { return its.inherited; });
  if (!known) known = find_same(table, fk, [&](auto& its) { return its.not_valid == fk.not_valid; });
  auto model = known && known->inherited ? whole_foreign_key(*known) : nullptr;
  if (!known) return "";
  auto whole = model && model->name == known->name ? whole_foreign_key(fk) : nullptr;
  return whole ? whole->name : known->name;
}

}  // namespace

ForeignKey* whole_foreign_key(const ForeignKey& fk) {
  auto table = is<Table>(fk.parent);
  auto whole = table ? table->partition_of() : nullptr;
  return whole ? find_same(*whole, fk, [](auto&) { return true; }) : nullptr;
}

void complete_foreign_key_parts(Catalog& catalog, Diagnostics&) {
  for (auto partition : partitions_from_top(catalog)) {
    auto attachment = const_cast<Attachment*>(attachment_of(*partition));
    auto wholes = partition->partition_of()->children;
    for (auto child : wholes) {
      auto model = is<ForeignKey>(child);
      if (!model) continue;
      auto is_free = [&](auto& fk) { return !fk.inherited && fk.not_valid == model->not_valid; };
      if (auto own = find_same(*partition, *model, is_free)) {
        take_over(*own, *model, *attachment);
        continue;
      }
      auto& part = as<ForeignKey>(copy_child(*model, usual_name(*model, *partition), *partition, catalog));
      part.inherited = true;
      part.needs.push_back({attachment, false});
    }
  }
}

bool is_implied_foreign_key(const Resource& r) {
  auto& fk = as<ForeignKey>(r);
  auto model = fk.inherited && !fk.stated && !fk.comment ? whole_foreign_key(fk) : nullptr;
  return model && fk.not_valid == model->not_valid;
}

Resource* foreign_key_leader(const Resource& r, const Resource& other_table) {
  auto& fk = as<ForeignKey>(r);
  auto table = is<Table>(r.parent);
  auto other = is<Table>(&other_table);
  if (!fk.inherited || !other || !table->partition_of()) return nullptr;
  auto is_it = [&](auto& its) { return its.inherited && its.name == fk.name; };
  if (fk.stated && !find_same(*other, fk, is_it)) return nullptr;
  if (table->of == other->of) return whole_foreign_key(fk);
  return const_cast<Attachment*>(attachment_of(*table));
}

void adopt_foreign_key_names(Catalog& desired, const Catalog& current) {
  bool changed = false;
  for (auto partition : partitions_from_top(desired)) {
    auto table = current.find(partition->address);
    if (!table) continue;
    for (auto child : partition->children) {
      auto fk = is<ForeignKey>(child);
      auto name = fk && fk->inherited ? known_name(*table, *fk) : "";
      if (name.empty() || has_child(*partition, name)) continue;
      fk->name = name;
      fk->address = make_address(*fk->kind, fk->schema, name, partition);
      changed = true;
    }
  }
  if (changed) desired.index_all();
}

}  // namespace schema
