#include "plan/new_names.hpp"

#include "model/type_value.hpp"
#include "resolve/addresses.hpp"

namespace schema {

bool takes_over(const Resource& r, const Resource& model) {
  auto& kind = *r.kind;
  if (&kind != model.kind || !kind.leader || kind.made_alone || !r.parent) return false;
  auto leader = kind.leader(r, *r.parent);
  return leader && (leader == &model || takes_over(*leader, model));
}

std::vector<NewNames::Spelled> NewNames::types_like(const Resource& r) {
  struct Types : Visitor {
    const Resource& moved;
    const Resource* self = nullptr;
    std::vector<Spelled> found;
    explicit Types(const Resource& m) : moved(m) {}
    void type(Type& type, const Field&) override {
      auto to = type.named.to;
      bool meant = to && (to == &moved || (moved.kind->objects_owner && to->schema == moved.name));
      if (!meant) return;
      bool companion = is_companion(type);
      if (type.text == spelled(type, self->schema, companion)) found.push_back({&type, self, companion});
    }
  } types(r);
  for (auto& user : catalog_.all()) {
    types.self = user.get();
    visit(*user, types);
  }
  return types.found;
}

void NewNames::spell(const std::vector<Spelled>& types) {
  for (auto& [type, user, companion] : types) type->text = spelled(*type, user->schema, companion);
}

void NewNames::set_schema(Resource& r, const std::string& schema) {
  // An owned sequence goes along with its table.
  for (auto& other : catalog_.all())
    if (other->kind->moves_parent && other->parent)
      for (auto& need : other->needs)
        if (need.to == &r || need.to->parent == &r) other->parent->schema = other->schema = schema;
  r.schema = schema;
}

void NewNames::set_name(Resource& r, const std::string& name) {
  struct Columns : Visitor {
    std::string from, to;
    void column(ColumnName& column, const Field&) override {
      if (column.name == from) column.name = to;
    }
  } columns;
  columns.from = r.name;
  columns.to = name;
  if (r.kind->objects_owner)
    for (auto& other : catalog_.all())
      if (other->schema == r.name) other->schema = name;
  if (r.parent && r.kind->shape)
    for (auto sibling : r.parent->children) visit(*sibling, columns);
  r.name = name;
}

// Parents come before their children.
void NewNames::set_addresses() {
  for (auto& r : catalog_.all()) {
    if (r->parent) r->schema = r->parent->schema;
    r->address = make_address(*r->kind, r->schema, r->kind->full_name ? r->kind->full_name(*r) : r->name, r->parent);
  }
  catalog_.index_all();
  struct Refs : Visitor {
    void ref(Ref& ref, const Field&) override {
      if (ref.to) ref.address = ref.to->address;
    }
  } refs;
  for (auto& r : catalog_.all()) visit(*r, refs);
}

}  // namespace schema
