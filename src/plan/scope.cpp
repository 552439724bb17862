#include "plan/scope.hpp"

namespace schema {

bool glob(std::string_view pattern, std::string_view text) {
  size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p, ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

namespace {

/// "schema.object" or "schema.object.child", as exclude patterns name a resource.
std::string dotted(const Resource& r) {
  if (r.parent) return dotted(*r.parent) + "." + r.name;
  return r.schema.empty() ? r.name : r.schema + "." + r.name;
}

/// "*" is all of this database; what belongs to the cluster must be named.
bool names(const std::vector<std::string>& manage, std::string_view kind) {
  return std::find(manage.begin(), manage.end(), kind) != manage.end();
}

bool names_or_all(const std::vector<std::string>& manage, std::string_view kind) {
  return names(manage, kind) || names(manage, "*");
}

/// Whether the patterns or the list of schemas take a resource (with all below it) out.
bool left_out(const Resource& top, const ScopeOptions& options) {
  auto name = dotted(top);
  for (auto& pattern : options.exclude)
    if (glob(pattern, name)) return true;
  auto& schema = top.kind->objects_owner ? top.name : top.schema;
  bool elsewhere = std::find(options.schemas.begin(), options.schemas.end(), schema) == options.schemas.end();
  return !options.schemas.empty() && !schema.empty() && elsewhere;
}

}  // namespace

void leave_out(Catalog& desired, const ScopeOptions& options) {
  for (auto& r : desired.all()) {
    auto top = r.get();
    while (top->parent) top = top->parent;
    r->managed = !left_out(*top, options);
  }
}

ManagedScope scope_of(const Catalog& desired, const ScopeOptions& options) {
  ManagedScope scope{.exclude = options.exclude, .manage = options.manage};
  scope.schemas.insert(options.schemas.begin(), options.schemas.end());
  for (auto& r : desired.all()) {
    if (!r->managed) continue;
    if (r->kind->cluster || r->kind->scope == Scope::database) scope.declared.insert(r->address);
    scope.kinds.insert(std::string(r->kind->name));
    scope.owners = scope.owners || r->owner;
    if (!options.schemas.empty()) continue;
    if (r->kind->scope == Scope::schema) scope.schemas.insert(r->schema);
    if (r->kind->objects_owner) scope.schemas.insert(r->name);
  }
  return scope;
}

bool ManagedScope::manages(const Resource& r) const {
  if (r.parent && !manages(*r.parent)) return false;
  auto name = dotted(r);
  for (auto& pattern : exclude)
    if (glob(pattern, name)) return false;
  if (r.kind->cluster) return declared.contains(r.address) || names(manage, r.kind->name);
  if (!r.schema.empty() && !schemas.contains(r.schema) && !names_or_all(manage, "schema")) return false;
  if (r.kind->opt_in) return kinds.contains(r.kind->name) || names_or_all(manage, r.kind->name);
  if (r.kind->scope == Scope::database) return declared.contains(r.address) || names_or_all(manage, r.kind->name);
  return true;
}

std::vector<std::string> set_scope(Catalog& current, const ManagedScope& scope) {
  std::set<std::string> left;
  for (auto& r : current.all()) {
    r->managed = scope.manages(*r);
    if (!r->managed && r->kind->scope == Scope::schema) left.insert(r->schema);
  }
  for (auto& r : current.all())
    if (r->managed && r->kind->scope == Scope::schema) left.erase(r->schema);
  return {left.begin(), left.end()};
}

}  // namespace schema
