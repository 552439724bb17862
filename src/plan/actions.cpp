#include "plan/actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "plan/action_set.hpp"
#include "resolve/graph.hpp"

namespace schema {

namespace {

class Orderer {
 public:
  Orderer(const Pairs& pairs, Diagnostics& out)
      : pairs_(pairs), out_(out), set_(fold_actions(pairs)), constraints_(constraints_of(pairs, set_)) {}

  Actions run() {
    break_cycles();
    finish();
    return std::move(actions_);
  }

  /// Says separately what closes a cycle, until none is left.
  void break_cycles() {
    for (;;) {
      auto g = graph();
      auto found = cycles(g, false);
      if (found.empty()) return;
      bool broken = false;
      for (auto& cycle : found) broken = unfold(cycle) || broken;
      if (!broken) return report(g, found.front());
    }
  }

 private:
  Graph graph() const {
    Graph g(set_.all.size());
    for (auto& c : constraints_)
      if (auto a = set_.group(c.first), b = set_.group(c.then); a != b) g.before(a, b, c.soft);
    return g;
  }

  /// Takes those folded actions out of their groups that tie the cycle's groups together.
  bool unfold(const std::vector<size_t>& cycle) {
    std::set<size_t> groups(cycle.begin(), cycle.end());
    std::set<size_t> out;
    for (auto& c : constraints_) {
      if (c.soft) continue;
      auto a = set_.group(c.first), b = set_.group(c.then);
      if (a == b || !groups.contains(a) || !groups.contains(b)) continue;
      bool builds = set_.all[b].verb == Verb::create;
      auto folded = builds ? c.then : c.first;  // what needs something, or what holds something
      if (set_.all[folded].group != folded) out.insert(folded);
    }
    for (auto action : out) set_.all[action].group = action;
    return !out.empty();
  }

  void report(const Graph& g, const std::vector<size_t>& cycle) {
    auto round = round_trip(g, cycle);
    auto& first = pairs_.all[set_.all[round.front()].pair].any();
    std::string text;
    for (auto action : round) text += pairs_.all[set_.all[action].pair].any().address + " -> ";
    auto& d = out_.error("cycle", first.where, fmt::format("these need each other: {}{}", text, first.address),
                         "PostgreSQL cannot create any of them first; take one of the references out");
    constexpr size_t kShown = 20;
    for (size_t i = 0; i < std::min(kShown, round.size()); ++i) {
      auto& r = pairs_.all[set_.all[round[i]].pair].any();
      d.related.push_back({r.where, r.address + " is here"});
    }
    if (round.size() > kShown) d.related.push_back({{}, fmt::format("and {} more", round.size() - kShown)});
  }

  /// Lower ranks come first where the graph leaves the choice: by kind, then address, then verb. The new columns of a
  /// table come as its file has them.
  std::vector<size_t> ranks() const {
    using Key = std::tuple<int, size_t, std::string_view, size_t, Verb, size_t>;
    std::vector<Key> sorted;
    sorted.reserve(set_.all.size());
    for (size_t i = 0; i < set_.all.size(); ++i) {
      auto& action = set_.all[i];
      auto& r = pairs_.all[action.pair].any();
      bool placed = r.kind->shape && r.parent;
      int turn = !r.kind->watches ? 0 : action.verb == Verb::drop ? -1 : 1;
      sorted.emplace_back(turn, kind_order(*r.kind), placed ? r.parent->address : r.address, placed ? action.pair : 0,
                          action.verb, i);
    }
    std::sort(sorted.begin(), sorted.end());
    std::vector<size_t> ranks(sorted.size());
    for (size_t i = 0; i < sorted.size(); ++i) ranks[std::get<5>(sorted[i])] = i;
    return ranks;
  }

  void finish() {
    if (out_.has_errors()) return;
    actions_.members.resize(set_.all.size());
    auto leads = [&](size_t i) { return set_.group(i) == i; };
    for (size_t i = 0; i < set_.all.size(); ++i)
      if (leads(i)) actions_.members[i].push_back(i);
    for (size_t i = 0; i < set_.all.size(); ++i)
      if (!leads(i)) actions_.members[set_.group(i)].push_back(i);
    for (auto i : order(graph(), ranks()))
      if (leads(i)) actions_.order.push_back(i);
    actions_.all = std::move(set_.all);
  }

  const Pairs& pairs_;
  Diagnostics& out_;
  ActionSet set_;
  std::vector<Constraint> constraints_;
  Actions actions_;
};

}  // namespace

Actions order_actions(const Pairs& pairs, Diagnostics& out) { return Orderer(pairs, out).run(); }

void check_order(const Pairs& pairs, Diagnostics& out) { Orderer(pairs, out).break_cycles(); }

}  // namespace schema
