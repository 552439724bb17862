#include "resolve/graph.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <queue>

namespace schema {

void Graph::before(size_t first, size_t then, bool soft) { edges_[first].push_back({then, soft}); }

namespace {

using Boost = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

Boost to_boost(const Graph& graph, bool with_soft) {
  Boost g(graph.size());
  for (size_t i = 0; i < graph.size(); ++i)
    for (auto& edge : graph.from(i))
      if (with_soft || !edge.soft) boost::add_edge(i, edge.to, g);
  return g;
}

std::vector<size_t> components(const Boost& g) {
  std::vector<size_t> component(boost::num_vertices(g));
  if (!component.empty()) boost::strong_components(g, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, g)));
  return component;
}

}  // namespace

std::vector<std::vector<size_t>> cycles(const Graph& graph, bool with_soft) {
  auto g = to_boost(graph, with_soft);
  auto component = components(g);
  std::vector<std::vector<size_t>> members(graph.size());
  for (size_t i = 0; i < component.size(); ++i) members[component[i]].push_back(i);
  std::vector<std::vector<size_t>> found;
  for (auto& m : members)
    if (m.size() > 1) found.push_back(std::move(m));
  return found;
}

std::vector<size_t> order(const Graph& graph, const std::vector<size_t>& ranks) {
  auto component = components(to_boost(graph, true));
  auto keeps = [&](size_t from, const Graph::Out& edge) { return !edge.soft || component[from] != component[edge.to]; };
  std::vector<size_t> waiting_for(graph.size());
  for (size_t i = 0; i < graph.size(); ++i)
    for (auto& edge : graph.from(i))
      if (keeps(i, edge)) ++waiting_for[edge.to];
  auto later = [&](size_t a, size_t b) { return std::pair(ranks[a], a) > std::pair(ranks[b], b); };
  std::priority_queue<size_t, std::vector<size_t>, decltype(later)> free(later);
  for (size_t i = 0; i < graph.size(); ++i)
    if (waiting_for[i] == 0) free.push(i);
  std::vector<size_t> done;
  while (!free.empty()) {
    auto node = free.top();
    free.pop();
    done.push_back(node);
    for (auto& edge : graph.from(node))
      if (keeps(node, edge) && --waiting_for[edge.to] == 0) free.push(edge.to);
  }
  return done;
}

std::vector<size_t> round_trip(const Graph& graph, const std::vector<size_t>& component) {
  auto g = to_boost(graph, false);
  auto start = component.front();
  std::vector<size_t> before(graph.size(), SIZE_MAX);
  boost::breadth_first_search(g, start, boost::visitor(boost::make_bfs_visitor(boost::record_predecessors(before.data(), boost::on_tree_edge()))));
  // The nearest member with an edge back to the start closes the round.
  for (auto last : component)
    for (auto& edge : graph.from(last)) {
      if (edge.soft || edge.to != start || (last != start && before[last] == SIZE_MAX)) continue;
      std::vector<size_t> round;
      for (auto at = last; at != SIZE_MAX; at = at == start ? SIZE_MAX : before[at]) round.push_back(at);
      std::reverse(round.begin(), round.end());
      return round;
    }
  return component;
}

}  // namespace schema
