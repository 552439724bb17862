#include "schema/resource.hpp"

namespace schema {

namespace {

/// One part of an address; a name that would be misread between dots stands in quotes.
std::string address_part(const Kind& kind, std::string_view name) {
  auto bare = kind.full_name ? name.substr(0, name.find('(')) : name;
  if (bare.find_first_of(".\" ") == std::string_view::npos) return std::string(name);
  std::string out = "\"";
  for (char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string make_address(const Kind& kind, std::string_view schema, std::string_view name, const Resource* parent) {
  std::string out = parent ? parent->address + "." : std::string();
  // Below its parent a resource goes by its keyword: view.v.column.a, though the kind is view_column.
  out += parent ? kind.keyword : kind.name;
  if (!parent && kind.scope == Scope::schema) out += "." + address_part(kind, schema);
  if (kind.attribute.empty()) out += "." + address_part(kind, name);
  return out;
}

void Catalog::expect(size_t more) {
  if (more <= resources_.size()) return;  // growing by doubling is as good
  resources_.reserve(resources_.size() + more);
  by_address_.reserve(resources_.size() + more);
}

Resource& Catalog::add(std::unique_ptr<Resource> resource) {
  auto& added = *resources_.emplace_back(std::move(resource));
  if (added.parent) added.parent->children.push_back(&added);
  return added;
}

bool Catalog::index(Resource& resource, Resource** other) {
  auto [it, fresh] = by_address_.try_emplace(resource.address, &resource);
  if (!fresh && other) *other = it->second;
  return fresh;
}

void Catalog::index_all() {
  by_address_.clear();
  for (auto& r : resources_) index(*r);
}

Resource* Catalog::find(std::string_view address) const {
  auto it = by_address_.find(address);
  return it == by_address_.end() ? nullptr : it->second;
}

}  // namespace schema
