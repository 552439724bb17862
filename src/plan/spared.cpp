#include "plan/spared.hpp"

namespace schema {

namespace {

class Spared {
 public:
  explicit Spared(const Pairs& pairs) : pairs_(pairs) {}

  bool goes_with(size_t d, size_t i) const {
    auto changing = changing_below(i);
    changing.insert(i);
    return stands_on(d, changing) || calls_either(d, i) || takes_whole_row(d, i);
  }

 private:
  /// Whether its new definition is made for the row as it is without the column that goes.
  bool takes_whole_row(size_t d, size_t i) const {
    auto& gone = *pairs_.all[i].from;
    if (pairs_.all[i].to || !gone.kind->is_column || gone.kind->intrinsic || !gone.parent) return false;
    auto table = pairs_.all[pairs_.of(gone.parent)].to;
    auto& needs = pairs_.all[d].to->needs;
    auto is_needed = [&](const Resource* r) {
      return std::any_of(needs.begin(), needs.end(), [&](const Edge& need) { return need.to == r && !need.soft; });
    };
    if (!table || !is_needed(table)) return false;
    return std::all_of(table->children.begin(), table->children.end(),
                       [&](auto child) { return !child->kind->is_column || is_needed(child); });
  }

  /// Whether its new definition calls a routine that only default values tell from the one that goes: as long as both
  /// are there, nobody knows which one is called.
  bool calls_either(size_t d, size_t i) const {
    auto& gone = *pairs_.all[i].from;
    auto full_name = gone.kind->full_name;
    if (!full_name) return false;
    auto arguments = [&](const Resource& r) { return full_name(r).substr(0, full_name(r).size() - 1); };
    auto differs_in_defaults = [&](const Edge& need) {
      if (need.to->kind->full_name != full_name || need.to->schema != gone.schema || need.to == pairs_.all[i].to)
        return false;
      auto a = arguments(gone), b = arguments(*need.to);
      return a.starts_with(b) || b.starts_with(a);
    };
    auto& needs = pairs_.all[d].to->needs;
    return std::any_of(needs.begin(), needs.end(), differs_in_defaults);
  }

  /// What changes of all that the resource uses as things are.
  std::set<size_t> changing_below(size_t i) const {
    std::set<size_t> changing;
    each_below(i, &Pair::from, [&](size_t used) {
      auto fate = pairs_.all[used].fate;
      if (fate == Fate::alter || fate == Fate::replace) changing.insert(used);
      return true;
    });
    return changing;
  }

  /// Whether the resource as it shall be uses one of them.
  bool stands_on(size_t i, const std::set<size_t>& those) const {
    bool found = false;
    each_below(i, &Pair::to, [&](size_t used) { return !(found = found || those.contains(used)); });
    return found;
  }

  /// Visits what one side of the resource needs, and what that needs, until `visit` returns false. A view's column
  /// needs what the view does.
  template <class F>
  void each_below(size_t i, Resource* Pair::*side, F visit) const {
    std::vector<size_t> open = {i};
    std::set<size_t> seen = {i};
    while (!open.empty()) {
      auto user = pairs_.all[open.back()].*side;
      open.pop_back();
      if (!user) continue;
      std::vector<Resource*> below;
      if (user->kind->intrinsic && user->parent) below.push_back(user->parent);
      for (auto& need : user->needs)
        if (!need.soft && pairs_.knows(need.to)) below.push_back(need.to);
      for (auto r : below) {
        auto used = pairs_.of(r);
        if (!seen.insert(used).second) continue;
        if (!visit(used)) return;
        open.push_back(used);
      }
    }
  }

  const Pairs& pairs_;
};

}  // namespace

bool goes_with(const Pairs& pairs, size_t dependent, size_t gone) { return Spared(pairs).goes_with(dependent, gone); }

}  // namespace schema
