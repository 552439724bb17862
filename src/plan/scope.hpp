#pragma once
#include <set>

#include "model/field_type.hpp"

namespace schema {

/// What the tool may touch.
struct ScopeOptions {
  std::vector<std::string> schemas;  ///< globs of those to manage; those that the files declare if empty
  std::vector<std::string> exclude;  ///< "dispatch.tmp_*": schema.object globs, below it schema.object.child
  std::vector<std::string> manage;   ///< kinds that are dropped although they are database-wide; "*" is all
};

/// What is managed, once it is known what the files declare. A saved plan holds it, so that it needs no files.
struct ManagedScope {
  std::set<std::string, std::less<>> schemas;
  std::vector<std::string> exclude;
  std::vector<std::string> manage;
  std::set<std::string, std::less<>> declared;  ///< addresses of what is in no schema
  std::set<std::string, std::less<>> kinds;     ///< of which the files declare something
  bool owners = false;                          ///< whether the files say who owns anything
  bool listed = false;                          ///< whether nothing in other schemas is, whatever `manage` says

  bool manages(const Resource&) const;
};

/// The scope that the declared state gives itself, or that globs give of what is declared or there.
ManagedScope scope_of(const Catalog& desired, const Catalog& current, const ScopeOptions&);

/// Warns of a schema that is neither declared nor there: a typing mistake would pass for "no changes".
void check_schemas(const Catalog& desired, const Catalog& current, const ScopeOptions&, Diagnostics& out);

/// Sets Resource::managed on everything in `current`. Returns the schemas that are left alone.
std::vector<std::string> set_scope(Catalog& current, const ManagedScope&);
inline std::vector<std::string> set_scope(Catalog& current, const Catalog& desired, const ScopeOptions& options) {
  return set_scope(current, scope_of(desired, current, options));
}

/// Takes out of the desired state what the options say is not to be touched: sources may hold more than that.
void leave_out(Catalog& desired, const ScopeOptions&);

/// Whether `manage` names the kind, or all.
bool names_or_all(const std::vector<std::string>& manage, std::string_view kind);

/// Whether a name matches a pattern with * and ?.
bool glob(std::string_view pattern, std::string_view text);
/// Whether it matches one of them.
bool matches(const std::vector<std::string>& patterns, std::string_view name);
/// The schema that a resource is, or that it and all above it are in; empty for what is in none.
const std::string& schema_of(const Resource&);

}  // namespace schema
