#include "plan/without_roles.hpp"

#include "model/field_type.hpp"

namespace schema {

WithoutRoles::WithoutRoles(const std::vector<Resource*>& resources) {
  for (auto r : resources)
    for (auto& field : r->kind->fields) {
      if (field.options.names != "role" || field.options.required || field.options.identity) continue;
      if (!is_set(field, r, &blank(*r->kind))) continue;
      auto kept = r->kind->make();
      field.type->assign(field.get(kept.get()), field.of(r));
      field.type->assign(field.get(r), field.of(&blank(*r->kind)));
      hidden_.push_back({&field, r, std::move(kept)});
    }
}

WithoutRoles::~WithoutRoles() {
  for (auto& hidden : hidden_) hidden.field->type->assign(hidden.field->get(hidden.from), hidden.field->of(hidden.kept.get()));
}

}  // namespace schema
