#include "resolve/scope.hpp"

namespace schema {

namespace {

std::string key(std::string_view schema, std::string_view name) { return std::string(schema) + '\0' + std::string(name); }

}  // namespace

SqlNames::SqlNames(const Catalog& catalog) {
  for (auto& r : catalog.all()) {
    if (r->kind->name_space.empty() || r->kind->scope == Scope::child) continue;
    spaces_[std::string(r->kind->name_space)][key(r->schema, r->name)].push_back(r.get());
    if (auto brings = r->kind->brings_type) {
      auto other = brings(*r);
      spaces_["type"][key(r->schema, other)].push_back(r.get());
      // Functions of both names make values of the two.
      for (auto& name : {r->name, other}) spaces_["routine"][key(r->schema, name)].push_back(r.get());
    }
    // Every relation has a row type of its name.
    if (r->kind->name_space == "relation") spaces_["type"][key(r->schema, r->name)].push_back(r.get());
  }
}

std::vector<Resource*> SqlNames::find(std::string_view name_space, std::string_view schema, std::string_view name,
                                      const std::vector<std::string>& path) const {
  auto space = spaces_.find(name_space);
  if (space == spaces_.end()) return {};
  auto in = [&](std::string_view s) {
    auto it = space->second.find(key(s, name));
    return it == space->second.end() ? std::vector<Resource*>{} : it->second;
  };
  if (!schema.empty()) return in(schema);
  for (auto& s : path)
    if (auto found = in(s); !found.empty()) return found;
  return {};
}

std::vector<std::string_view> SqlNames::relations() const {
  std::vector<std::string_view> names;
  if (auto space = spaces_.find("relation"); space != spaces_.end())
    for (auto& [k, r] : space->second) names.push_back(r.front()->name);
  return names;
}

std::string_view SqlNames::schema_with(std::string_view relation) const {
  if (auto space = spaces_.find("relation"); space != spaces_.end())
    for (auto& [k, r] : space->second)
      if (r.front()->name == relation) return r.front()->schema;
  return {};
}

}  // namespace schema
