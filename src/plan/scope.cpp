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

class ScopeSetter {
 public:
  ScopeSetter(const Catalog& desired, const ScopeOptions& options) : options_(options) {
    schemas_.insert(options.schemas.begin(), options.schemas.end());
    for (auto& r : desired.all()) {
      if (!r->managed) continue;
      declared_.insert(r->address);
      kinds_.insert(r->kind->name);
      if (options.schemas.empty() && r->kind->scope == Scope::schema) schemas_.insert(r->schema);
      if (options.schemas.empty() && r->kind->objects_owner) schemas_.insert(r->name);
    }
  }

  bool managed(const Resource& r) const {
    if (r.parent && !managed(*r.parent)) return false;
    auto name = dotted(r);
    for (auto& pattern : options_.exclude)
      if (glob(pattern, name)) return false;
    if (r.kind->cluster) return declared_.contains(r.address) || names(r.kind->name);
    if (!r.schema.empty() && !schemas_.contains(r.schema) && !manages("schema")) return false;
    if (r.kind->opt_in) return kinds_.contains(r.kind->name) || manages(r.kind->name);
    if (r.kind->scope == Scope::database) return declared_.contains(r.address) || manages(r.kind->name);
    return true;
  }

 private:
  bool manages(std::string_view kind) const {
    auto is = [&](const std::string& word) { return word == "*" || word == kind; };
    return std::any_of(options_.manage.begin(), options_.manage.end(), is);
  }

  /// "*" is all of this database; what belongs to the cluster must be named.
  bool names(std::string_view kind) const {
    return std::find(options_.manage.begin(), options_.manage.end(), kind) != options_.manage.end();
  }

  const ScopeOptions& options_;
  std::set<std::string, std::less<>> schemas_;
  std::set<std::string_view> declared_;
  std::set<std::string_view> kinds_;
};

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

std::vector<std::string> set_scope(Catalog& current, const Catalog& desired, const ScopeOptions& options) {
  ScopeSetter setter(desired, options);
  std::set<std::string> left;
  for (auto& r : current.all()) {
    r->managed = setter.managed(*r);
    if (!r->managed && r->kind->scope == Scope::schema) left.insert(r->schema);
  }
  for (auto& r : current.all())
    if (r->managed && r->kind->scope == Scope::schema) left.erase(r->schema);
  return {left.begin(), left.end()};
}

}  // namespace schema
