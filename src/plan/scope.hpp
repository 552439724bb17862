#pragma once
#include "model/field_type.hpp"

namespace schema {

/// What the tool may touch.
struct ScopeOptions {
  std::vector<std::string> schemas;  ///< those to manage; those that the files declare if empty
  std::vector<std::string> exclude;  ///< "dispatch.tmp_*": schema.object globs, below it schema.object.child
  std::vector<std::string> manage;   ///< kinds that are dropped although they are database-wide; "*" is all
};

/// Sets Resource::managed on everything in `current`. Returns the schemas that are left alone.
std::vector<std::string> set_scope(Catalog& current, const Catalog& desired, const ScopeOptions&);

/// Takes out of the desired state what the options say is not to be touched: sources may hold more than that.
void leave_out(Catalog& desired, const ScopeOptions&);

/// Whether a name matches a pattern with * and ?.
bool glob(std::string_view pattern, std::string_view text);

}  // namespace schema
