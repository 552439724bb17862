#include "diff/diff.hpp"

#include "model/decode.hpp"

namespace schema {

namespace {

bool differs(const Field& field, const Resource& from, const Resource& to) {
  if (!field.options.is_state() || field.options.identity) return false;
  if (field.type->equal(field.of(&from), field.of(&to))) return false;
  return !field.options.keeps || is_set(field, &to, &blank(*to.kind));
}

}  // namespace

std::vector<const Field*> changed_fields(const Resource& from, const Resource& to) {
  std::vector<const Field*> changed;
  for (auto& field : to.kind->fields)
    if (differs(field, from, to)) changed.push_back(&field);
  for (auto& field : common_fields(*to.kind)) {
    bool kept = to.kind->keeps_comment && field.name == "comment" && !to.comment;
    if (!kept && differs(field, from, to)) changed.push_back(&field);
  }
  return changed;
}

bool is_guided(const Resource& r) {
  auto guides = [&](const Field& field) {
    return field.options.on_change == OnChange::guides && is_set(field, &r, &blank(*r.kind));
  };
  return std::any_of(r.kind->fields.begin(), r.kind->fields.end(), guides);
}

}  // namespace schema
