#pragma once
#include "plan/renderer.hpp"

namespace schema {

/// What is going to happen to one resource.
enum class Fate : uint8_t {
  keep,
  create,
  alter,
  replace,  ///< dropped and created again
  drop,
};

/// A resource as it is and as it shall be, and what follows from the two.
struct Pair {
  Resource* from = nullptr;  ///< in the current catalog
  Resource* to = nullptr;    ///< in the desired one; the same as `from` for what is not ours to change
  Fate fate = Fate::keep;
  FieldNames fields;        ///< that change, of an alter or replace
  bool releases = false;    ///< an alter that needs the dependents out of the way
  bool set_aside = false;   ///< a replaced type whose columns keep their values: renamed, and dropped at the end
  bool stored = false;      ///< of what a child changes of: whether rows elsewhere hold values of its type
  size_t cause = SIZE_MAX;  ///< the pair whose change makes this one's necessary; none if it changes by itself

  std::vector<size_t> in_way_of;  ///< the pairs that cannot change while it is there

  const Resource& any() const { return to ? *to : *from; }
  bool carried() const { return from && from == to; }
};

/// Both states of a database side by side.
class Pairs {
 public:
  /// Resources of `current` that are not managed are carried over: they are desired as they are.
  Pairs(const std::vector<Resource*>& current, const std::vector<Resource*>& desired);

  std::vector<Pair> all;
  /// The pair that a resource of either side belongs to.
  size_t of(const Resource* resource) const { return index_.at(resource); }
  bool knows(const Resource* resource) const { return index_.contains(resource); }

 private:
  std::unordered_map<const Resource*, size_t> index_;
};

/// Whether the user as it shall be belongs to the other one, or uses it, or what that is a part of: the files tell of a
/// view where the server tells of the view's column.
bool still_needs(const Pair& user, const Pair& used);

}  // namespace schema
