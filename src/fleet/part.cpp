#include "fleet/part.hpp"

#include <unordered_map>

namespace schema::fleet {

namespace {

std::unique_ptr<Resource> copy(const Resource& r) {
  auto made = r.kind->make();
  made->kind = r.kind;
  made->schema = r.schema;
  made->name = r.name;
  made->address = r.address;
  made->owner = r.owner;
  made->comment = r.comment;
  for (auto& field : r.kind->fields) field.type->assign(field.get(made.get()), field.of(&r));
  return made;
}

/// Points references at the copies.
struct Relink : Visitor {
  const std::unordered_map<const Resource*, Resource*>& copies;
  explicit Relink(const std::unordered_map<const Resource*, Resource*>& c) : copies(c) {}
  void ref(Ref& ref, const Field&) override {
    auto found = copies.find(ref.to);
    ref.to = found == copies.end() ? nullptr : found->second;
  }
};

}  // namespace

Catalog copy_part(const Catalog& all, const std::vector<const Resource*>& tops) {
  Catalog part;
  part.server_version = all.server_version;
  part.database = all.database;
  part.folds_names = all.folds_names;
  std::unordered_map<const Resource*, Resource*> copies;
  std::function<void(const Resource&, Resource*)> take = [&](const Resource& r, Resource* parent) {
    auto made = copy(r);
    made->parent = parent;
    auto& added = part.add(std::move(made));
    part.index(added);
    copies.emplace(&r, &added);
    for (auto child : r.children) take(*child, &added);
  };
  for (auto top : tops) take(*top, nullptr);
  Relink relink(copies);
  for (auto& [from, to] : copies) {
    visit(*to, relink);
    for (auto& need : from->needs)
      if (auto target = copies.find(need.to); target != copies.end()) to->needs.push_back({target->second, need.soft});
  }
  return part;
}

void for_texts(Resource& r, const std::function<void(std::string&)>& each) {
  struct Texts : Visitor {
    const std::function<void(std::string&)>& each;
    explicit Texts(const std::function<void(std::string&)>& e) : each(e) {}
    void string(std::string& text) override { each(text); }
  } texts(each);
  each(r.schema);
  each(r.name);
  each(r.address);
  if (r.owner) each(*r.owner);
  if (r.comment) each(*r.comment);
  visit_fields(r.kind->fields, &r, texts);
}

void rename(Catalog& catalog, const Renaming& renaming) {
  for (auto& r : catalog.all()) for_texts(*r, [&](std::string& text) { renaming.apply(text); });
  catalog.index_all();
}

}  // namespace schema::fleet
