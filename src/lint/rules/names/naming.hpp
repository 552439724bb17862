#pragma once
#include <re2/re2.h>
#include "lint/rule.hpp"

namespace schema::lint {

/// What the policy wants of the names of one kind, and of all.
template <std::string Naming::*wanted>
inline void name_differs(const Resource& r, const Scene& scene, Found& found) {
  if (!scene.settings.naming) return;
  auto& naming = *scene.settings.naming;
  for (auto& pattern : {naming.*wanted, naming.all}) {
    if (pattern.empty() || RE2::FullMatch(r.name, pattern)) continue;
    found.add(r, naming.message.empty() ? fmt::format("the name \"{}\" does not match {}", r.name, pattern)
                                        : fmt::format("\"{}\": {}", r.name, naming.message));
    return;
  }
}

#define NAMING_DOC(of)                                                                                \
  "What the names of " of                                                                             \
  " must look like is said in the policy: `naming { all = \"[a-z][a-z0-9_]*\" }` for all names, and " \
  "`schema`, `table`, `column`, `index`, `foreign_key`, `check` for one kind. Without `naming` nothing is reported."

}  // namespace schema::lint
