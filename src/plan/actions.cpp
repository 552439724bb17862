#include "plan/actions.hpp"

#include <utility>

#include "diff/diff.hpp"
#include "resolve/graph.hpp"

namespace schema {

namespace {

constexpr size_t kNone = SIZE_MAX;

/// `first` is done before `then`; both are actions.
struct Constraint {
  size_t first, then;
  bool soft;
};

class Orderer {
 public:
  Orderer(const Pairs& pairs, Diagnostics& out)
      : pairs_(pairs), out_(out), of_(pairs.all.size()), followed_(pairs.all.size()) {}

  Actions run() {
    constrain();
    finish();
    return std::move(actions_);
  }

  void constrain() {
    make_actions();
    fold();
    for (size_t i = 0; i < pairs_.all.size(); ++i) constrain(i);
    names();
    overloads();
    break_cycles();
  }

 private:
  /// A pair's actions by what they do.
  struct OfPair {
    size_t aside = kNone, drop = kNone, build = kNone, drop_aside = kNone;
  };

  size_t add(Verb verb, size_t pair) {
    actions_.all.push_back({verb, pair, actions_.all.size()});
    return actions_.all.size() - 1;
  }

  void make_actions() {
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      auto& pair = pairs_.all[i];
      auto& mine = of_[i];
      bool replace = pair.fate == Fate::replace;
      if (replace && pair.set_aside) {
        mine.aside = add(Verb::set_aside, i);
        mine.drop_aside = add(Verb::drop_aside, i);
      } else if (replace || pair.fate == Fate::drop) {
        mine.drop = add(Verb::drop, i);
        if (!replace) dropped_.push_back(i);
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
      auto& mine = of_[i];
      if (mine.drop != kNone && !held_.contains(pair.from))
        if (auto holder = real_parent(*pair.from)) drop_with(i, pairs_.of(holder));
      if (pair.fate != Fate::create && pair.fate != Fate::replace) continue;
      if (!pair.to->kind->folds || !pair.to->parent || pair.to->parent->kind->intrinsic) continue;
      auto parent = of_[pairs_.of(pair.to->parent)].build;
      if (parent != kNone && actions_.all[parent].verb == Verb::create) fold_into(mine.build, parent);
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
    auto build = of_[i].build;
    if (build == kNone || is_alone(build)) return;
    auto& r = *pairs_.all[i].to;
    auto& said_by = *pairs_.all[actions_.all[group(build)].pair].to;
    if (r.kind->folds && !r.kind->leader && r.schema != said_by.schema) actions_.all[build].group = build;
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
                       [&](auto child) { return child->kind->place && is_alone(of_[pairs_.of(child)].drop); });
  }

  /// What has a leader is made, changed and dropped by the leader's statement, where both sides have the two as they
  /// are. The leader follows its own one first, so that it does not matter which of them is looked at first.
  void follow(size_t i) {
    if (followed_[i]) return;
    followed_[i] = true;
    auto& pair = pairs_.all[i];
    auto& mine = of_[i];
    auto& kind = *pair.any().kind;
    if (!kind.leader || !pair.any().parent) return;
    auto& parent = pairs_.all[pairs_.of(pair.any().parent)];
    if (!parent.from || parent.fate == Fate::replace || is_cut_off(*parent.from)) return;
    auto leader_in = [&](const Resource& r, const Resource& holder) -> const OfPair* {
      auto leader = kind.leader(r, holder);
      if (!leader) return nullptr;
      follow(pairs_.of(leader));
      return &of_[pairs_.of(leader)];
    };
    if (mine.drop != kNone)
      if (auto its = leader_in(*pair.from, parent.to ? *parent.to : *parent.from);
          its && (parent.to || is_alone(its->drop)))
        fold_into(mine.drop, its->drop);
    if (!parent.to || mine.build == kNone || kind.made_alone) return;
    auto its = leader_in(*pair.to, *parent.from);
    if (its && its->build != kNone && actions_.all[its->build].verb == actions_.all[mine.build].verb)
      fold_into(mine.build, its->build);
  }

  /// Whether a statement of its own does it, not that of a whole that it is a part of.
  bool is_alone(size_t action) const { return action != kNone && group(action) == action; }

  /// The nearest ancestor that is dropped by a statement of its own.
  static const Resource* real_parent(const Resource& r) {
    auto parent = r.parent;
    while (parent && parent->kind->intrinsic) parent = parent->parent;
    return parent;
  }

  /// What belongs to a type that is set aside stays with it until it goes, unless it is in the way of something else.
  void drop_with(size_t child, size_t holder) {
    auto& mine = of_[child];
    fold_into(mine.drop, of_[holder].drop);
    if (of_[holder].drop_aside == kNone || !(is_part_of_rows(child) || stands_still(child, holder))) return;
    fold_into(mine.drop, of_[holder].drop_aside);
    actions_.all[mine.drop].verb = Verb::drop_aside;
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
    auto& table = of_[pairs_.of(pair.from->parent)];
    if (table.drop == kNone) return;
    for (auto& need : pair.from->needs)
      if (need.to->kind->keeps_rows && need.to != pair.from->parent)
        fold_into(table.drop, of_[pairs_.of(need.to)].drop_aside);
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
    if (parent != kNone) actions_.all[action].group = parent;
  }

  size_t group(size_t action) const {
    while (actions_.all[action].group != action) action = actions_.all[action].group;
    return action;
  }

  void before(size_t first, size_t then, bool soft = false) {
    if (first != kNone && then != kNone && first != then) constraints_.push_back({first, then, soft});
  }

  void constrain(size_t i) {
    auto& pair = pairs_.all[i];
    auto& mine = of_[i];
    before(mine.drop, mine.build);
    before(mine.aside, mine.build);
    for (auto change : pair.in_way_of) {
      before(mine.drop, of_[change].build);
      before(of_[change].build, mine.build);
    }
    if (mine.aside != kNone) before(mine.build, mine.drop_aside);
    after_parts_of_types(i);
    if (pair.to && mine.build != kNone) {
      for (auto& need : pair.to->needs) {
        if (pairs_.knows(need.to)) before(of_[pairs_.of(need.to)].build, mine.build, need.soft);
        for (auto change : changes_above(*need.to, pair.to->parent)) before(change, mine.build, true);
      }
      for (auto above = pair.to->parent; above; above = above->parent) before(of_[pairs_.of(above)].build, mine.build);
      after_shape(i);
      // Whatever made room for a change comes back after it, also where no file tells what it uses of it.
      if (pair.fate == Fate::replace && pair.cause != SIZE_MAX)
        for (auto change : {of_[pair.cause].build, of_[pair.cause].drop}) before(change, mine.build, true);
      constrain_to_rows(i);
      if (pair.to->kind->wants_rows) after_what_runs(i);
      if (is_guided(*pair.to)) go_before_drops(i);
    }
    if (!pair.from) return;
    cut_off_first(i);
    for (auto& need : pair.from->needs) {
      if (pairs_.knows(need.to)) release(i, pairs_.of(need.to), need.soft);
      for (auto change : changes_above(*need.to, pair.from->parent)) before(mine.drop, change, true);
    }
    for (auto above = pair.from->parent; above; above = above->parent)
      release(i, pairs_.of(above), above != pair.from->parent);
  }

  /// What is made on a relation, or over one, finds it as it shall be: with the types of columns that an expression may
  /// name, and without the keys that go, as the server would let a foreign key rest on one again.
  void after_shape(size_t i) {
    auto& r = *pairs_.all[i].to;
    if (r.kind->shape) return;
    auto wait = [&](const Resource* relation) {
      auto now = relation && pairs_.knows(relation) ? pairs_.all[pairs_.of(relation)].from : nullptr;
      if (!now) return;
      for (auto child : now->children) {
        if (!child->kind->shape) continue;
        auto its = pairs_.of(child);
        if (!child->kind->is_column) before(of_[its].drop, of_[i].build, true);
        if (pairs_.all[its].releases) before(of_[its].build, of_[i].build, true);
      }
    };
    wait(r.parent);
    for (auto& need : r.needs)
      if (!need.to->parent && !need.soft) wait(need.to);
  }

  /// Once a column holds an array of a domain, the server takes no more checks of that: they are there before who
  /// begins to use the type, and come back after who no longer does.
  void after_parts_of_types(size_t i) {
    auto each_part = [&](const Resource* side, auto visit) {
      for (auto& need : side->needs)
        if (need.to->kind->name_space == "type" && pairs_.knows(need.to))
          for (auto child : need.to->children)
            if (child->kind->folds && pairs_.knows(child)) visit(of_[pairs_.of(child)].build, pairs_.of(need.to));
    };
    auto& pair = pairs_.all[i];
    auto& mine = of_[i];
    if (mine.build != kNone) each_part(pair.to, [&](size_t part, size_t) { before(part, mine.build, true); });
    if (!pair.from) return;
    auto leave = mine.drop != kNone ? mine.drop : mine.build;
    each_part(pair.from, [&](size_t part, size_t type) {
      if (!pair.to || !still_needs(pair, pairs_.all[type])) before(leave, part, true);
    });
  }

  /// The changes of what a used resource is a part of: a foreign key uses a column, and its table's SET UNLOGGED finds
  /// it.
  std::vector<size_t> changes_above(const Resource& used, const Resource* own) const {
    std::vector<size_t> changes;
    for (auto whole = used.parent; whole && whole != own; whole = whole->parent) {
      auto build = pairs_.knows(whole) ? of_[pairs_.of(whole)].build : kNone;
      if (build != kNone && actions_.all[build].verb == Verb::alter) changes.push_back(build);
    }
    return changes;
  }

  /// Partitions are there before rows are copied into their table; what acts on rows comes when they are.
  void constrain_to_rows(size_t i) {
    auto& r = *pairs_.all[i].to;
    if (!r.kind->wants_rows && !r.kind->place) return;
    auto relate = [&](const Resource* used) {
      while (used && used->parent) used = used->parent;
      if (!used || !used->kind->keeps_rows || !pairs_.knows(used)) return;
      auto copied = of_[pairs_.of(used)].drop_aside;
      if (r.kind->place)
        before(of_[i].build, copied);
      else
        before(copied, of_[i].build);
    };
    for (auto& need : r.needs) relate(need.to);
    relate(r.parent);
  }

  /// What acts on rows calls routines that stay as they are, and these find what they read, be it made anew: through
  /// views as well, which are made without it.
  void after_what_runs(size_t i) {
    std::vector<const Resource*> open = {pairs_.all[i].to};
    std::set<const Resource*> seen;
    while (!open.empty()) {
      auto user = open.back();
      open.pop_back();
      for (auto& need : user->needs) {
        if (!pairs_.knows(need.to) || !seen.insert(need.to).second) continue;
        auto build = of_[pairs_.of(need.to)].build;
        before(build, of_[i].build, true);
        if (build == kNone || !need.to->kind->wants_rows) open.push_back(need.to);
      }
    }
  }

  /// What its rows are led over by may read columns of the same table and whole tables that go.
  void go_before_drops(size_t i) {
    auto parent = pairs_.all[i].to->parent;
    auto table = parent ? pairs_.all[pairs_.of(parent)].from : nullptr;
    for (auto other : dropped_) {
      auto& goes = *pairs_.all[other].from;
      if (goes.kind->keeps_rows || (goes.kind->is_column && goes.parent == table))
        before(of_[i].build, of_[other].drop, true);
    }
  }

  /// While a partition is cut off, nothing that happens to the one table happens to the other.
  void cut_off_first(size_t i) {
    auto& r = *pairs_.all[i].from;
    auto cut = of_[i].drop;
    if (!r.kind->place || cut == kNone || actions_.all[group(cut)].verb != Verb::drop) return;
    auto delay = [&](const Resource* table) {
      auto to = table && pairs_.knows(table) ? pairs_.all[pairs_.of(table)].to : nullptr;
      if (!to) return;
      for (auto child : to->children)
        if (child->kind->leader) before(cut, of_[pairs_.of(child)].build);
    };
    delay(r.parent);
    for (auto& need : r.needs)
      if (!need.soft) delay(need.to);
  }

  /// `user` uses `used` as things are. Before `used` goes or changes, `user` goes, or changes so that it uses it no
  /// more.
  void release(size_t user, size_t used, bool soft) {
    auto& mine = of_[user];
    auto& its = of_[used];
    bool alters = its.build != kNone && actions_.all[its.build].verb == Verb::alter;
    if (mine.drop != kNone && its.drop_aside != kNone && group(mine.drop) == group(its.drop_aside)) return;
    // A view's column whose comment goes is still there.
    bool stays = pairs_.all[used].any().kind->intrinsic && is_alone(its.drop);
    if (stays) return;
    if (mine.drop != kNone) {
      before(mine.drop, its.drop, soft);
      before(mine.drop, its.aside, soft);
      before(mine.drop, its.drop_aside, soft);
      if (alters) before(mine.drop, its.build, soft || !pairs_.all[used].releases);
      // Made anew, it would find again what goes: an operator class its family.
      if (!pairs_.all[used].any().parent) before(its.drop, mine.build, true);
    } else if (mine.drop_aside != kNone) {
      before(mine.aside, its.aside, true);  // as long as it is called as its catalog says
      before(mine.drop_aside, its.drop, soft);
      before(mine.drop_aside, its.drop_aside, soft);
    } else if (mine.build != kNone && actions_.all[mine.build].verb == Verb::alter) {
      before(mine.build, its.drop, soft);
      before(mine.build, its.drop_aside, soft);
      if (alters && pairs_.all[used].releases && !still_needs(pairs_.all[user], pairs_.all[used]))
        before(mine.build, its.build, soft);
    }
  }

  /// The names that a resource takes up: its own, and those that come along.
  static std::set<std::string> names_of(const Resource* r) {
    std::set<std::string> names;
    if (!r) return names;
    auto add = [&](std::string_view space, const std::string& name) {
      names.insert(fmt::format("{}/{}/{}", space, r->schema, name));
    };
    if (!r->kind->name_space.empty()) add(r->kind->name_space, r->kind->full_name ? r->kind->full_name(*r) : r->name);
    if (auto brings = r->kind->brings_type) add("type", brings(*r));
    if (auto brings = r->kind->brings_relation)
      if (auto name = brings(*r); !name.empty()) add("relation", name);
    if (r->kind->place) names.insert(place_name(*r));
    if (auto excludes = r->kind->excludes)
      if (auto name = excludes(*r); !name.empty()) names.insert("excludes/" + name);
    return names;
  }

  static std::string place_name(const Resource& r) { return "place/" + r.kind->place(r); }

  /// What takes a name waits for what had it.
  void names() {
    std::unordered_multimap<std::string, size_t> leaving;
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      auto& pair = pairs_.all[i];
      auto& mine = of_[i];
      auto leave = mine.drop != kNone ? mine.drop : mine.aside != kNone ? mine.aside : mine.build;
      if (leave == kNone || !pair.from) continue;
      auto kept = pair.fate == Fate::alter ? names_of(pair.to) : std::set<std::string>();
      // What goes with a table that was set aside has given its place up with that.
      if (pair.from->kind->place && actions_.all[group(leave)].verb == Verb::drop_aside)
        kept.insert(place_name(*pair.from));
      for (auto& name : names_of(pair.from))
        if (!kept.contains(name)) leaving.emplace(name, leave);
    }
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      if (of_[i].build == kNone) continue;
      for (auto& name : names_of(pairs_.all[i].to)) {
        auto [first, last] = leaving.equal_range(name);
        for (auto it = first; it != last; ++it) before(it->second, of_[i].build);
      }
    }
  }

  /// A routine that goes would make calls of another one with its name ambiguous: it goes first, where it can.
  void overloads() {
    std::unordered_multimap<std::string, size_t> leaving;
    auto name = [](const Resource& r) { return r.schema + "/" + r.name; };
    for (size_t i = 0; i < pairs_.all.size(); ++i)
      if (pairs_.all[i].fate == Fate::drop && pairs_.all[i].from->kind->full_name)
        leaving.emplace(name(*pairs_.all[i].from), of_[i].drop);
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      if (pairs_.all[i].fate != Fate::create || !pairs_.all[i].to->kind->full_name) continue;
      auto [first, last] = leaving.equal_range(name(*pairs_.all[i].to));
      for (auto it = first; it != last; ++it) before(it->second, of_[i].build, true);
    }
  }

  Graph graph() const {
    Graph g(actions_.all.size());
    for (auto& c : constraints_)
      if (auto a = group(c.first), b = group(c.then); a != b) g.before(a, b, c.soft);
    return g;
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

  /// Takes those folded actions out of their groups that tie the cycle's groups together.
  bool unfold(const std::vector<size_t>& cycle) {
    std::set<size_t> groups(cycle.begin(), cycle.end());
    std::set<size_t> out;
    for (auto& c : constraints_) {
      if (c.soft) continue;
      auto a = group(c.first), b = group(c.then);
      if (a == b || !groups.contains(a) || !groups.contains(b)) continue;
      bool builds = actions_.all[b].verb == Verb::create;
      auto folded = builds ? c.then : c.first;  // what needs something, or what holds something
      if (actions_.all[folded].group != folded) out.insert(folded);
    }
    for (auto action : out) actions_.all[action].group = action;
    return !out.empty();
  }

  void report(const Graph& g, const std::vector<size_t>& cycle) {
    auto round = round_trip(g, cycle);
    auto& first = pairs_.all[actions_.all[round.front()].pair].any();
    std::string text;
    for (auto action : round) text += pairs_.all[actions_.all[action].pair].any().address + " -> ";
    auto& d = out_.error("cycle", first.where, fmt::format("these need each other: {}{}", text, first.address),
                         "PostgreSQL cannot create any of them first; take one of the references out");
    constexpr size_t kShown = 20;
    for (size_t i = 0; i < std::min(kShown, round.size()); ++i) {
      auto& r = pairs_.all[actions_.all[round[i]].pair].any();
      d.related.push_back({r.where, r.address + " is here"});
    }
    if (round.size() > kShown) d.related.push_back({{}, fmt::format("and {} more", round.size() - kShown)});
  }

  /// Lower ranks come first where the graph leaves the choice: by kind, then address, then verb. The new columns of a
  /// table come as its file has them.
  std::vector<size_t> ranks() const {
    using Key = std::tuple<int, size_t, std::string_view, size_t, Verb, size_t>;
    std::vector<Key> sorted;
    sorted.reserve(actions_.all.size());
    for (size_t i = 0; i < actions_.all.size(); ++i) {
      auto& action = actions_.all[i];
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
    actions_.members.resize(actions_.all.size());
    auto leads = [&](size_t i) { return group(i) == i; };
    for (size_t i = 0; i < actions_.all.size(); ++i)
      if (leads(i)) actions_.members[i].push_back(i);
    for (size_t i = 0; i < actions_.all.size(); ++i)
      if (!leads(i)) actions_.members[group(i)].push_back(i);
    for (auto i : order(graph(), ranks()))
      if (actions_.all[i].group == i) actions_.order.push_back(i);
  }

  const Pairs& pairs_;
  Diagnostics& out_;
  std::vector<OfPair> of_;
  std::vector<bool> followed_;
  std::set<const Resource*> held_;  ///< what makes something a part, where who stays refers to it
  std::vector<size_t> dropped_;  ///< what goes for good
  std::vector<Constraint> constraints_;
  Actions actions_;
};

}  // namespace

Actions order_actions(const Pairs& pairs, Diagnostics& out) { return Orderer(pairs, out).run(); }

void check_order(const Pairs& pairs, Diagnostics& out) { Orderer(pairs, out).constrain(); }

}  // namespace schema
