#include "plan/keepers.hpp"

namespace schema {

namespace {

/// The type whose values have values of what the resource needs, or null.
const Resource* made_of(const Resource& r) {
  if (r.kind->is_column) return r.parent;
  return r.kind->name_space == "type" && !r.kind->circular ? &r : nullptr;
}

}  // namespace

Keepers::Keepers(const Pairs& pairs) {
  for (auto& pair : pairs.all) {
    if (!pair.from) continue;
    for (auto& need : pair.from->needs)
      if (need.keeps != Keeps::none || made_of(*pair.from)) users_[need.to].push_back({pair.from, need.keeps});
  }
}

std::vector<const Resource*> Keepers::of(const Resource& type, Keeps least) const {
  std::vector<const Resource*> open = {&type}, found;
  std::set<const Resource*> seen(open.begin(), open.end());
  while (!open.empty()) {
    auto at = open.back();
    open.pop_back();
    auto users = users_.find(at);
    if (users == users_.end()) continue;
    for (auto& [user, keeps] : users->second) {
      if (keeps != Keeps::none && (at != &type || keeps >= least)) found.push_back(user);
      if (auto whole = made_of(*user); whole && seen.insert(whole).second) open.push_back(whole);
    }
  }
  return found;
}

}  // namespace schema
