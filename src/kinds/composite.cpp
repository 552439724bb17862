#include "kinds/composite.hpp"

#include "kinds/moved_inside.hpp"

namespace schema {

std::span<const Field> CompositeField::fields() {
  static const Field all[] = {
      FIELD(CompositeField, name)("name", "The attribute's name.", {.label = true}),
      FIELD(CompositeField, type)("type", "Its type.", {.required = true}),
      FIELD(CompositeField, collate)("collate", "Its collation, where that is not the type's own.",
                                     {.space = "collation"}),
      FIELD(CompositeField, comment)("comment", "What COMMENT ON says of it."),
  };
  return all;
}

namespace {
const Field kFields[] = {
    FIELD(Composite, attributes)("field", "The attributes, in order.", {.example = "field \"street\" { type = text }"}),
    FIELD(Composite, moved)("moved", "New names of attributes, which keep what rows have in them.",
                            {.on_change = OnChange::guides, .example = "moved = { zip = \"postcode\" }"}),
};

std::vector<std::pair<std::string*, std::string>> renamed_inside(Resource& from, const Resource& to) {
  auto& moved = as<Composite>(to).moved;
  auto is_in = [](const Resource& r, const std::string& name) {
    auto& all = as<Composite>(r).attributes;
    return std::any_of(all.begin(), all.end(), [&](auto& attribute) { return attribute.name == name; });
  };
  std::vector<std::pair<std::string*, std::string>> renamed;
  for (auto& attribute : as<Composite>(from).attributes) {
    auto now = moved.find(attribute.name);
    if (now != moved.end() && is_in(to, now->second) && !is_in(to, attribute.name) && !is_in(from, now->second))
      renamed.emplace_back(&attribute.name, now->second);
  }
  return renamed;
}

void check_moved(Catalog& catalog, Diagnostics& out) {
  for (auto& r : catalog.all()) {
    auto composite = is<Composite>(r.get());
    if (!composite) continue;
    std::vector<std::string_view> names;
    for (auto& attribute : composite->attributes) names.push_back(attribute.name);
    check_moved_inside(*composite, composite->moved, names, out);
  }
}
}  // namespace

extern const Kind composite_kind;
const Kind composite_kind = {
    .name = "composite",
    .keyword = "composite",
    .doc = "A row type without a table.",
    .manual = "rowtypes",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Composite); },
    .name_space = "relation",
    .has_owner = true,
    .has_labels = true,
    .complete = check_moved,
    .privileges = "usage",
    .public_privileges = "usage",
    .renamed_inside = renamed_inside,
};

}  // namespace schema
