#include "kinds/complete_tables.hpp"

#include "kinds/composite.hpp"
#include "model/type_value.hpp"

namespace schema {

extern const Kind column_kind;
extern const Kind of_type_kind;
extern const Kind partition_of_kind;

namespace {

/// A type is written as its own schema sees it.
void move_type(Type& type, const Resource& table) {
  if (type.named.to) type.text = spelled(type, table.schema, is_companion(type));
}

class TableCompleter {
 public:
  TableCompleter(Catalog& catalog, Diagnostics& out) : catalog_(catalog), out_(out) {}

  void run() {
    std::vector<Table*> tables;
    for (auto& r : catalog_.all())
      if (auto table = is<Table>(r.get())) tables.push_back(table);
    for (auto table : tables) complete(*table);
    for (auto table : tables)
      if (table->partition_of()) attach(*table);
  }

 private:
  void complete(Table& table) {
    auto [state, fresh] = done_.try_emplace(&table, false);
    if (!fresh) {
      if (!state->second)
        out_.error("cycle", table.where, fmt::format("{} inherits from itself", table.address), "take one of them out");
      return;
    }
    auto own = table.children.size();
    if (auto composite = is<Composite>(table.of.to)) take_attributes(table, *composite);
    for (auto parent : parents_of(table)) {
      complete(*parent);
      parent->has_heirs = true;
      take_over(table, *parent);
    }
    if (auto composite = is<Composite>(table.of.to)) make_typed(table, *composite);
    std::rotate(table.children.begin(), table.children.begin() + own, table.children.end());
    done_[&table] = true;
  }

  void take_attributes(Table& table, const Composite& composite) {
    for (auto& attribute : composite.attributes) {
      if (has(table, column_kind, attribute.name)) continue;
      Column model;
      model.kind = &column_kind;
      model.type = attribute.type;
      model.collate = attribute.collate;
      model.null = true;
      move_type(as<Column>(copy_child(model, attribute.name, table, catalog_)).type, table);
    }
  }

  void make_typed(Table& table, const Composite& composite) {
    OfType model;
    model.kind = &of_type_kind;
    model.of = table.of;
    model.take_columns(composite);
    auto& typed = copy_child(model, table.name, table, catalog_);
    // New columns are added in the type's order, whatever else each of them waits for.
    Resource* before = nullptr;
    for (auto& attribute : composite.attributes) {
      auto column = has(table, column_kind, attribute.name);
      typed.needs.push_back({column, false});
      if (before) column->needs.push_back({before, true});
      before = column;
    }
  }

  static Resource* has(const Table& table, const Kind& kind, std::string_view name) {
    for (auto child : table.children)
      if (child->kind == &kind && child->name == name) return child;
    return nullptr;
  }

  void take_over(Table& table, const Table& parent) {
    for (auto child : parent.children)
      if (child->kind->finish) child->kind->finish(*child);  // a key makes its columns NOT NULL
    auto children = parent.children;
    for (auto child : children) {
      if (auto column = is<Column>(child)) take_column(table, *column);
      if (auto check = is<Check>(child); check && !check->no_inherit) take_check(table, *check);
    }
  }

  void take_column(Table& table, const Column& model) {
    if (auto own = has(table, *model.kind, model.name)) {
      as<Column>(*own).inherited = as<Column>(*own).inherited || table.partition_of();
      return;
    }
    auto& column = as<Column>(copy_child(model, model.name, table, catalog_));
    column.inherited = true;
    column.identity.reset();
    column.statistics.reset();
    column.options.clear();
    move_type(column.type, table);
    for (auto child : model.children)
      if (is<ColumnDefault>(child))
        copy_child(*child, child->name, column, catalog_).needs.push_back({child, true});  // is taken over as it is then
  }

  void take_check(Table& table, const Check& model) {
    auto own = is<Check>(has(table, *model.kind, model.name));
    bool fresh = !own;
    if (fresh) own = is<Check>(&copy_child(model, model.name, table, catalog_));
    own->inherited = own->inherited || fresh || table.partition_of();
  }

  /// The partition is attached when all that must be on it for that is there, its own partitions included.
  void attach(Table& table) {
    Attachment model;
    model.kind = &partition_of_kind;
    model.of = table.of;
    static_cast<Bound&>(model) = table;
    copy_child(model, table.name, table, catalog_);
  }

  Catalog& catalog_;
  Diagnostics& out_;
  std::map<Table*, bool> done_;
};

}  // namespace

void complete_tables(Catalog& catalog, Diagnostics& out) { TableCompleter(catalog, out).run(); }

}  // namespace schema
