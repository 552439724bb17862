#include "plan/aside.hpp"

namespace schema {

namespace {

class Spreader {
 public:
  explicit Spreader(Pairs& pairs) : pairs_(pairs) {}

  void run() {
    std::vector<size_t> open;
    for (size_t i = 0; i < pairs_.all.size(); ++i)
      if (pairs_.all[i].set_aside) open.push_back(i);
    while (!open.empty()) {
      auto& whole = *pairs_.all[open.back()].from;
      open.pop_back();
      set_types_aside(whole, open);
      for (auto child : whole.children)
        if (child->kind->is_column) set_types_aside(*child, open);
    }
  }

 private:
  void set_types_aside(const Resource& user, std::vector<size_t>& open) {
    for (auto& need : user.needs) {
      if (need.to->kind->name_space != "type" || !pairs_.knows(need.to)) continue;
      auto used = pairs_.of(need.to);
      auto& pair = pairs_.all[used];
      if (pair.fate != Fate::replace || std::exchange(pair.set_aside, true)) continue;
      open.push_back(used);
    }
  }

  Pairs& pairs_;
};

}  // namespace

void spread_aside(Pairs& pairs) { Spreader(pairs).run(); }

}  // namespace schema
