#include "kinds/inherit.hpp"

#include "kinds/trigger.hpp"

namespace schema {

Table* Table::partition_of() const { return is<Table>(of.to); }

std::vector<Table*> parents_of(const Table& table) {
  std::vector<Table*> parents;
  for (auto child : table.children)
    if (auto inheritance = is<Inheritance>(child))
      for (auto& ref : inheritance->parents)
        if (auto parent = is<Table>(ref.to)) parents.push_back(parent);
  if (auto parent = table.partition_of()) parents.push_back(parent);
  return parents;
}

namespace {

Resource* child_of(const Resource& table, const Kind& kind, std::string_view name) {
  for (auto child : table.children)
    if (child->kind == &kind && child->name == name) return child;
  return nullptr;
}

bool is_passed_on(const Resource& child) {
  auto check = is<Check>(&child);
  auto trigger = is<Trigger>(&child);
  return (!check || !check->no_inherit) && (!trigger || trigger->for_each.text == "row");
}

}  // namespace

Resource* inherited_from(const Resource& child) {
  auto table = is<Table>(child.parent);
  if (!table) return nullptr;
  for (auto parent : parents_of(*table))
    if (auto found = child_of(*parent, *child.kind, child.name); found && is_passed_on(*found)) return found;
  return nullptr;
}

const Attachment* attachment_of(const Resource& table) {
  for (auto child : table.children)
    if (auto attachment = is<Attachment>(child)) return attachment;
  return nullptr;
}

void need_shared(Resource& link, const Resource& table, bool soft) {
  bool partition = is<Attachment>(&link);
  for (auto child : table.children) {
    auto index = partition ? dynamic_cast<IndexSettings*>(child) : nullptr;
    bool key = partition && soft && is<ForeignKey>(child);
    if (is<Column>(child) || is<Check>(child) || key || (index && !index->incomplete))
      link.needs.push_back({child, soft});
  }
}

std::string heir_name(const Resource& table) { return table.address + "/heir"; }

const Sql* default_of(const Column& column) {
  for (auto child : column.children)
    if (auto d = is<ColumnDefault>(child)) return &d->expr;
  return nullptr;
}

bool comes_with_inherits(const Resource& child) {
  auto table = is<Table>(child.parent);
  return table && !table->partition_of() && inherited_from(child);
}

std::vector<ColumnName> local_columns(const Resource& table) {
  std::vector<ColumnName> names;
  for (auto child : table.children)
    if (auto column = is<Column>(child); column && !column->inherited) names.push_back({column->name, {}});
  return names;
}

namespace {

bool is_own(const Resource& child) {
  auto column = is<Column>(&child);
  auto check = is<Check>(&child);
  return (column && !column->inherited) || (check && !check->inherited);
}

}  // namespace

void need_own(const Resource& parent, const Resource& heir) {
  for (auto child : parent.children)
    if (auto own = child_of(heir, *child->kind, child->name); own && is_own(*own)) child->needs.push_back({own, true});
}

/// What the heir states itself is neither made nor dropped by the parent's statement.
Resource* parent_leader(const Resource& child, const Resource& other_table) {
  auto leader = inherited_from(child);
  auto table = is<Table>(&other_table);
  if (!leader || !table || (is_own(child) && !child_of(*table, *child.kind, child.name))) return nullptr;
  for (auto parent : parents_of(*table))
    if (parent->address == leader->parent->address) return leader;
  return nullptr;
}

Resource& copy_child(const Resource& model, std::string name, Resource& table, Catalog& catalog) {
  auto made = model.kind->make();
  made->kind = model.kind;
  made->name = std::move(name);
  made->parent = &table;
  made->schema = table.schema;
  made->where = table.where;
  for (auto& field : model.kind->fields) field.type->assign(field.get(made.get()), field.of(&model));
  auto& added = catalog.add(std::move(made));
  added.address = make_address(*added.kind, added.schema, added.name, &table);
  catalog.index(added);
  return added;
}

}  // namespace schema
