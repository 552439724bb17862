#include <algorithm>
#include <set>
#include <utility>

#include "plan/action_set.hpp"

namespace schema {

namespace {

class Folder {
 public:
  explicit Folder(const Pairs& pairs) : pairs_(pairs), followed_(pairs.all.size()) { set_.of.resize(pairs.all.size()); }

  ActionSet run() {
    make_actions();
    fold();
    return std::move(set_);
  }

 private:
  size_t add(Verb verb, size_t pair) {
    set_.all.push_back({verb, pair, set_.all.size()});
    return set_.all.size() - 1;
  }

  void make_actions() {
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      auto& pair = pairs_.all[i];
      auto& mine = set_.of[i];
      bool replace = pair.fate == Fate::replace;
      if (replace && pair.set_aside) {
        mine.aside = add(Verb::set_aside, i);
        mine.drop_aside = add(Verb::drop_aside, i);
      } else if (replace || pair.fate == Fate::drop) {
        mine.drop = add(Verb::drop, i);
        if (!replace) set_.dropped.push_back(i);
      }
      if (replace || pair.fate == Fate::create) mine.build = add(Verb::create, i);
      if (pair.fate == Fate::alter) mine.build = add(Verb::alter, i);
    }
  }

  /// A child goes with its parent, and comes with it where its kind says so.
  void fold() {
    find_held();
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      auto& pair = pairs_.all[i];
      auto& mine = set_.of[i];
      if (mine.drop != kNone && !held_.contains(pair.from))
        if (auto holder = real_parent(*pair.from)) drop_with(i, pairs_.of(holder));
      if (pair.fate != Fate::create && pair.fate != Fate::replace) continue;
      if (!pair.to->kind->folds || !pair.to->parent || pair.to->parent->kind->intrinsic) continue;
      auto parent = set_.of[pairs_.of(pair.to->parent)].build;
      if (parent != kNone && set_.all[parent].verb == Verb::create) fold_into(mine.build, parent);
    }
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      follow(i);
      drop_part(i);
    }
    for (size_t i = 0; i < pairs_.all.size(); ++i) leave_other_schema(i);
  }

  /// Under another schema's path its text would mean something else: the default of a column that comes with a parent
  /// table's.
  void leave_other_schema(size_t i) {
    auto build = set_.of[i].build;
    if (build == kNone || set_.is_alone(build)) return;
    auto& r = *pairs_.all[i].to;
    auto& said_by = *pairs_.all[set_.all[set_.group(build)].pair].to;
    if (r.kind->folds && !r.kind->leader && r.schema != said_by.schema) set_.all[build].group = build;
  }

  /// A table that something refers to as a part of another one is cut off before it goes.
  void find_held() {
    for (auto& pair : pairs_.all) {
      bool stays = pair.fate == Fate::keep || pair.fate == Fate::alter;
      if (!pair.from) continue;
      for (auto& need : pair.from->needs)
        if (need.soft && need.to->kind->place && (stays || goes_with_whole(*pair.from, *need.to)))
          held_.insert(need.to);
    }
  }

  /// Whether the one belongs to what the other is a part of, and so goes after it.
  static bool goes_with_whole(const Resource& user, const Resource& part) {
    auto is_above = [&](const Edge& need) {
      auto& whole = *need.to;
      if (need.soft || !whole.kind->keeps_rows || &whole == part.parent) return false;
      return &whole == user.parent || std::any_of(whole.children.begin(), whole.children.end(), [&](auto child) {
        return child->kind->place && goes_with_whole(user, *child);
      });
    };
    return std::any_of(part.needs.begin(), part.needs.end(), is_above);
  }

  /// Whether it leaves the table that it is a partition of by a statement of its own, be it only for a while.
  bool is_cut_off(const Resource& table) const {
    return std::any_of(table.children.begin(), table.children.end(),
                       [&](auto child) { return child->kind->place && set_.is_alone(set_.of[pairs_.of(child)].drop); });
  }

  /// What has a leader is made, changed and dropped by the leader's statement, where both sides have the two as they
  /// are. The leader follows its own one first, so that it does not matter which of them is looked at first.
  void follow(size_t i) {
    if (followed_[i]) return;
    followed_[i] = true;
    auto& pair = pairs_.all[i];
    auto& mine = set_.of[i];
    auto& kind = *pair.any().kind;
    if (!kind.leader || !pair.any().parent) return;
    auto& parent = pairs_.all[pairs_.of(pair.any().parent)];
    if (!parent.from || parent.fate == Fate::replace || is_cut_off(*parent.from)) return;
    auto leader_in = [&](const Resource& r, const Resource& holder) -> const ActionSet::OfPair* {
      auto leader = kind.leader(r, holder);
      if (!leader) return nullptr;
      follow(pairs_.of(leader));
      return &set_.of[pairs_.of(leader)];
    };
    if (mine.drop != kNone)
      if (auto its = leader_in(*pair.from, parent.to ? *parent.to : *parent.from);
          its && (parent.to || set_.is_alone(its->drop)))
        fold_into(mine.drop, its->drop);
    if (!parent.to || mine.build == kNone || kind.made_alone) return;
    auto its = leader_in(*pair.to, *parent.from);
    if (its && its->build != kNone && set_.all[its->build].verb == set_.all[mine.build].verb)
      fold_into(mine.build, its->build);
  }

  /// The nearest ancestor that is dropped by a statement of its own.
  static const Resource* real_parent(const Resource& r) {
    auto parent = r.parent;
    while (parent && parent->kind->intrinsic) parent = parent->parent;
    return parent;
  }

  /// What belongs to a type that is set aside stays with it until it goes, unless it is in the way of something else.
  void drop_with(size_t child, size_t holder) {
    auto& mine = set_.of[child];
    fold_into(mine.drop, set_.of[holder].drop);
    if (set_.of[holder].drop_aside == kNone || !(is_part_of_rows(child) || stands_still(child, holder))) return;
    fold_into(mine.drop, set_.of[holder].drop_aside);
    set_.all[mine.drop].verb = Verb::drop_aside;
    mine.drop_aside = std::exchange(mine.drop, kNone);
  }

  /// A column goes only with its rows.
  bool is_part_of_rows(size_t child) const {
    auto& r = *pairs_.all[child].from;
    return r.parent->kind->keeps_rows && r.kind->folds && !r.kind->rebuilt_by_server;
  }

  /// A partition that is dropped gives its rows up only once they are copied, and goes with the old table.
  void drop_part(size_t i) {
    auto& pair = pairs_.all[i];
    if (!pair.from || pair.to || !pair.from->kind->place || !pair.from->parent) return;
    auto& table = set_.of[pairs_.of(pair.from->parent)];
    if (table.drop == kNone) return;
    for (auto& need : pair.from->needs)
      if (need.to->kind->keeps_rows && need.to != pair.from->parent)
        fold_into(table.drop, set_.of[pairs_.of(need.to)].drop_aside);
  }

  /// Whether nothing that it uses changes, its holder aside.
  bool stands_still(size_t child, size_t holder) const {
    auto& needs = pairs_.all[child].from->needs;
    return std::all_of(needs.begin(), needs.end(), [&](const Edge& need) {
      if (!pairs_.knows(need.to)) return true;
      auto used = pairs_.of(need.to);
      return used == holder || pairs_.all[used].fate == Fate::keep;
    });
  }

  void fold_into(size_t action, size_t parent) {
    if (parent != kNone) set_.all[action].group = parent;
  }

  const Pairs& pairs_;
  ActionSet set_;
  std::vector<bool> followed_;
  std::set<const Resource*> held_;  ///< what makes something a part, where who stays refers to it
};

}  // namespace

ActionSet fold_actions(const Pairs& pairs) { return Folder(pairs).run(); }

}  // namespace schema
