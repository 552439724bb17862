#pragma once
#include <string>
#include <vector>

#include "schema/diagnostic.hpp"
#include "syntax/ast.hpp"

namespace schema::fleet {

/// Which variable names the tenants' schemas, and what else the files do with it.
struct Naming {
  std::string variable;
  /// Why the files may say something else for one name than for another; empty: the name is only put into texts, so
  /// that what they say is the same for all.
  std::string looked_at;
};

/// Reads that off the files. Reports where no schema is named by a variable, or several do it; `varying` are the
/// variables that differ from tenant to tenant.
Naming find_naming(const std::vector<syntax::Body>& files, const std::vector<std::string>& varying, Diagnostics&);

}  // namespace schema::fleet
