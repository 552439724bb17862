#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/resource.hpp"

namespace schema::cli {

/// The dependency graph of a catalog, seen by whole resources: what a column needs, its table needs.
class GraphView {
 public:
  explicit GraphView(const Catalog&);

  using Nodes = std::vector<const Resource*>;
  /// What a resource (with all below it) needs, and what needs it; each is a top-level resource, or one beside it in
  /// the same table. By address.
  Nodes needs(const Resource&) const;
  Nodes dependents(const Resource&) const;
  /// The managed top-level resources, by address.
  const Nodes& tops() const { return tops_; }

 private:
  Nodes collect(const Resource&, const std::multimap<const Resource*, const Resource*>&) const;

  Nodes tops_;
  std::multimap<const Resource*, const Resource*> needs_, dependents_;
};

std::string graph_dot(const GraphView&, const std::set<const Resource*>& shown);
std::string graph_mermaid(const GraphView&, const std::set<const Resource*>& shown);
std::string graph_json(const GraphView&, const std::set<const Resource*>& shown);
/// Each resource with what it needs below it.
std::string graph_text(const GraphView&, const std::set<const Resource*>& shown);
/// One resource with all that it needs and all that needs it, as two trees.
std::string graph_around(const GraphView&, const Resource&);
/// Everything that `graph_around` shows.
std::set<const Resource*> around(const GraphView&, const Resource&);

}  // namespace schema::cli
