#include "plan/scope.hpp"

#include <fmt/format.h>

#include <algorithm>

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

/// Whether the patterns or the list of schemas take a resource (with all below it) out.
bool left_out(const Resource& top, const ScopeOptions& options) {
  auto& schema = schema_of(top);
  bool elsewhere = !options.schemas.empty() && !schema.empty() && !matches(options.schemas, schema);
  return elsewhere || matches(options.exclude, dotted(top));
}

/// The names of all schemas.
std::set<std::string_view> schemas_of(const Catalog& desired, const Catalog& current) {
  std::set<std::string_view> names;
  for (auto catalog : {&desired, &current})
    for (auto& r : catalog->all()) names.insert(schema_of(*r));
  names.erase("");
  return names;
}

bool is_glob(std::string_view name) { return name.find_first_of("*?") != std::string_view::npos; }

}  // namespace

bool names_or_all(const std::vector<std::string>& manage, std::string_view kind) {
  return names(manage, kind) || names(manage, "*");
}

bool matches(const std::vector<std::string>& patterns, std::string_view name) {
  return std::any_of(patterns.begin(), patterns.end(), [&](auto& pattern) { return glob(pattern, name); });
}

const std::string& schema_of(const Resource& r) {
  auto& top = top_of(r);
  return top.kind->objects_owner ? top.name : top.schema;
}

void check_schemas(const Catalog& desired, const Catalog& current, const ScopeOptions& options, Diagnostics& out) {
  if (options.schemas.empty()) return;
  auto names = schemas_of(desired, current);
  for (auto& pattern : options.schemas)
    if (!names.contains(pattern) && std::none_of(names.begin(), names.end(), [&](auto n) { return glob(pattern, n); }))
      out.warning("unknown-schema", {},
                  fmt::format("no schema is named \"{}\", in the files or in the database", pattern),
                  did_you_mean(pattern, {names.begin(), names.end()}));
}

void leave_out(Catalog& desired, const ScopeOptions& options) {
  for (auto& r : desired.all()) r->managed = !left_out(top_of(*r), options);
}

ManagedScope scope_of(const Catalog& desired, const Catalog& current, const ScopeOptions& options) {
  ManagedScope scope{.exclude = options.exclude, .manage = options.manage, .listed = !options.schemas.empty()};
  std::vector<std::string> globs;
  for (auto& name : options.schemas) is_glob(name) ? globs.push_back(name) : void(scope.schemas.insert(name));
  if (!globs.empty())
    for (auto name : schemas_of(desired, current))
      if (matches(globs, name)) scope.schemas.emplace(name);
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
  if (matches(exclude, dotted(r))) return false;
  if (listed && !schema_of(r).empty() && !schemas.contains(schema_of(r))) return false;
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
