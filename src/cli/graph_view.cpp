#include "cli/graph_view.hpp"

#include <algorithm>

namespace schema::cli {

namespace {

const Resource* top(const Resource* r) {
  while (r->parent) r = r->parent;
  return r;
}

bool by_address(const Resource* a, const Resource* b) { return a->address < b->address; }

/// The resource and everything below it.
void family(const Resource& r, std::vector<const Resource*>& into) {
  into.push_back(&r);
  for (auto child : r.children) family(*child, into);
}

}  // namespace

GraphView::GraphView(const Catalog& catalog) {
  for (auto& r : catalog.all()) {
    if (!r->managed) continue;
    if (!r->parent) tops_.push_back(r.get());
    for (auto& edge : r->needs) {
      needs_.emplace(r.get(), edge.to);
      dependents_.emplace(edge.to, r.get());
    }
  }
  std::sort(tops_.begin(), tops_.end(), by_address);
}

GraphView::Nodes GraphView::collect(const Resource& r,
                                    const std::multimap<const Resource*, const Resource*>& edges) const {
  Nodes members;
  family(r, members);
  std::set<const Resource*> inside(members.begin(), members.end()), found;
  for (auto member : members) {
    auto [begin, end] = edges.equal_range(member);
    for (auto it = begin; it != end; ++it) {
      auto other = top(it->second) == top(&r) ? it->second : top(it->second);
      if (!inside.contains(other) && other->managed && other != top(&r)) found.insert(other);
    }
  }
  Nodes sorted(found.begin(), found.end());
  std::sort(sorted.begin(), sorted.end(), by_address);
  return sorted;
}

GraphView::Nodes GraphView::needs(const Resource& r) const { return collect(r, needs_); }
GraphView::Nodes GraphView::dependents(const Resource& r) const { return collect(r, dependents_); }

}  // namespace schema::cli
