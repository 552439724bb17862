#pragma once
#include <cstddef>
#include <vector>

namespace schema {

/// A graph of things to be done one after the other. Boost.Graph stays behind this header: it costs seconds to compile.
class Graph {
 public:
  explicit Graph(size_t nodes) : edges_(nodes) {}

  /// `first` is done before `then`. A soft edge is given up where it closes a cycle.
  void before(size_t first, size_t then, bool soft = false);

  size_t size() const { return edges_.size(); }

  struct Out {
    size_t to;
    bool soft;
  };
  const std::vector<Out>& from(size_t node) const { return edges_[node]; }

 private:
  std::vector<std::vector<Out>> edges_;
};

/// The strongly connected components with more than one node (or a loop), over the hard edges alone or over all.
std::vector<std::vector<size_t>> cycles(const Graph&, bool with_soft);

/// One order that keeps every hard edge, and every soft one that lies in no cycle. Among nodes that are free at the same
/// time the one with the lowest rank is taken first, so that the order is the same in every run. The hard edges must be
/// free of cycles.
std::vector<size_t> order(const Graph&, const std::vector<size_t>& ranks);

/// One shortest round through the component, each node before the next: what an error shows.
std::vector<size_t> round_trip(const Graph&, const std::vector<size_t>& component);

}  // namespace schema
