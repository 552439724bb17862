#pragma once
#include "lint/rule.hpp"

namespace schema::lint {

inline bool is_one_of(const Resource& r, std::initializer_list<std::string_view> kinds) {
  return std::find(kinds.begin(), kinds.end(), r.kind->name) != kinds.end();
}

}  // namespace schema::lint
