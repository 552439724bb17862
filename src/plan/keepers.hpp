#pragma once
#include "plan/pairs.hpp"

namespace schema {

/// Who keeps values of which types in the current state (Edge::keeps), so that these can be changed only without them
/// (find_composite_type_dependencies() in tablecmds.c).
class Keepers {
 public:
  explicit Keepers(const Pairs&);

  /// Those that keep values of types that are made of the type, and those that keep values of just the type in the
  /// manner `least` or in one that is named behind it (a domain's new constraint does not look at expressions).
  std::vector<const Resource*> of(const Resource& type, Keeps least) const;

 private:
  struct User {
    const Resource* resource;
    Keeps keeps;
  };

  std::unordered_map<const Resource*, std::vector<User>> users_;
};

}  // namespace schema
