#include "plan/pairs.hpp"

namespace schema {

Pairs::Pairs(const std::vector<Resource*>& current, const std::vector<Resource*>& desired) {
  std::unordered_map<std::string_view, size_t> by_address;
  by_address.reserve(current.size() + desired.size());
  index_.reserve(current.size() + desired.size());
  all.reserve(std::max(current.size(), desired.size()));
  for (auto r : current) {
    by_address.emplace(r->address, all.size());
    index_.emplace(r, all.size());
    all.push_back({.from = r});
  }
  for (auto r : desired) {
    auto [it, fresh] = by_address.try_emplace(r->address, all.size());
    if (fresh) all.push_back({});
    all[it->second].to = r;
    index_.emplace(r, it->second);
  }
  // What is not ours stays, unless its parent goes.
  for (auto& pair : all) {
    if (pair.to || pair.from->managed) continue;
    bool parent_stays = !pair.from->parent || all[of(pair.from->parent)].to;
    if (parent_stays) pair.to = pair.from;
  }
}

bool still_needs(const Pair& user, const Pair& used) {
  for (const Resource* above = user.to->parent; above; above = above->parent)
    if (above == used.to) return true;
  for (auto& need : user.to->needs)
    for (auto side : {used.to, used.from})
      for (const Resource* whole = side; whole; whole = whole->parent)
        if (need.to == whole) return true;
  return false;
}

}  // namespace schema
