#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace schema::sql {

/// Which CTE names a place in a statement sees. Filled while the tree is walked, asked when all of it was seen: in the
/// tree a WITH clause comes after the FROM clause that uses it.
class CteScopes {
 public:
  static constexpr size_t none = static_cast<size_t>(-1);

  /// A query that may have a WITH clause.
  size_t open_query(size_t parent) { return open(parent, everything); }
  /// The query of the next CTE of `query`: it sees those before it, or all if the clause is RECURSIVE.
  size_t open_cte(size_t query) { return open(query, query == none ? 0 : scopes_[query].ctes.size()); }

  void add_cte(size_t query, std::string name) { scopes_[query].ctes.push_back(std::move(name)); }
  void set_recursive(size_t query) { scopes_[query].recursive = true; }

  bool sees(size_t scope, std::string_view name) const {
    for (size_t seen = everything; scope != none; scope = scopes_[scope].parent) {
      const Scope& here = scopes_[scope];
      const size_t count = here.recursive || seen > here.ctes.size() ? here.ctes.size() : seen;
      for (size_t i = 0; i < count; ++i) {
        if (here.ctes[i] == name) return true;
      }
      seen = here.of_parent;
    }
    return false;
  }

 private:
  static constexpr size_t everything = static_cast<size_t>(-1);

  struct Scope {
    size_t parent = none;
    size_t of_parent = everything;  ///< how many of the parent's CTEs are seen from here
    bool recursive = false;
    std::vector<std::string> ctes;
  };

  size_t open(size_t parent, size_t of_parent) {
    scopes_.push_back({parent, of_parent, false, {}});
    return scopes_.size() - 1;
  }

  std::vector<Scope> scopes_;
};

}  // namespace schema::sql
