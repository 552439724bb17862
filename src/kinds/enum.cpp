#include "kinds/enum.hpp"

#include "kinds/moved_inside.hpp"

namespace schema {

namespace {
const Field kFields[] = {
    FIELD(Enum, values)("values", "The labels, in their sort order.", {.example = "values = [\"open\", \"closed\"]"}),
    FIELD(Enum, moved)("moved",
                       "What becomes of labels that are not in the list any more: a new one of the list (which renames "
                       "them), or one that is there already (which rows get that hold them).",
                       {.on_change = OnChange::guides, .example = "moved = { held = \"waiting\" }"}),
};

bool has(const Enum& e, const std::string& value) {
  return std::find(e.values.begin(), e.values.end(), value) != e.values.end();
}

/// A value that is new takes the place of the old one. One that is there by then only gets the old one's rows.
std::vector<std::pair<std::string*, std::string>> renamed_inside(Resource& from, const Resource& to) {
  std::vector<std::pair<std::string*, std::string>> renamed;
  auto& old = as<Enum>(from);
  for (auto& value : old.values) {
    auto now = successor(as<Enum>(to), value);
    auto taken = [&](auto& other) { return other.second == *now; };
    if (now && !has(old, *now) && std::none_of(renamed.begin(), renamed.end(), taken)) renamed.emplace_back(&value, *now);
  }
  return renamed;
}

void check_moved(Catalog& catalog, Diagnostics& out) {
  for (auto& r : catalog.all()) {
    auto e = is<Enum>(r.get());
    if (!e) continue;
    check_moved_inside(*e, e->moved, {e->values.begin(), e->values.end()}, out);
  }
}

}  // namespace

const std::string* successor(const Enum& e, const std::string& value) {
  auto found = e.moved.find(value);
  bool told = found != e.moved.end() && !has(e, value) && has(e, found->second);
  return told ? &found->second : nullptr;
}

extern const Kind enum_kind;
const Kind enum_kind = {
    .name = "enum",
    .keyword = "enum",
    .doc = "A type with a fixed, ordered list of labels.",
    .manual = "datatype-enum",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Enum); },
    .name_space = "type",
    .has_owner = true,
    .has_labels = true,
    .complete = check_moved,
    .privileges = "usage",
    .public_privileges = "usage",
    .renamed_inside = renamed_inside,
};

}  // namespace schema
