#include <fmt/format.h>

#include <set>

#include "diff/diff.hpp"
#include "plan/action_set.hpp"

namespace schema {

namespace {

class Constrainer {
 public:
  Constrainer(const Pairs& pairs, const ActionSet& set) : pairs_(pairs), set_(set) {}

  std::vector<Constraint> run() {
    for (size_t i = 0; i < pairs_.all.size(); ++i) constrain(i);
    names();
    overloads();
    return std::move(constraints_);
  }

 private:
  void before(size_t first, size_t then, bool soft = false) {
    if (first != kNone && then != kNone && first != then) constraints_.push_back({first, then, soft});
  }

  void constrain(size_t i) {
    auto& pair = pairs_.all[i];
    auto& mine = set_.of[i];
    before(mine.drop, mine.build);
    before(mine.aside, mine.build);
    for (auto change : pair.in_way_of) {
      before(mine.drop, set_.of[change].build);
      before(set_.of[change].build, mine.build);
    }
    if (mine.aside != kNone) before(mine.build, mine.drop_aside);
    after_parts_of_types(i);
    if (pair.to && mine.build != kNone) {
      for (auto& need : pair.to->needs) {
        if (pairs_.knows(need.to)) before(set_.of[pairs_.of(need.to)].build, mine.build, need.soft);
        for (auto change : changes_above(*need.to, pair.to->parent)) before(change, mine.build, true);
      }
      for (auto above = pair.to->parent; above; above = above->parent)
        before(set_.of[pairs_.of(above)].build, mine.build);
      after_shape(i);
      if (pair.to->kind->spreads_columns) after_what_is_left_out(i);
      // Whatever made room for a change comes back after it, also where no file tells what it uses of it.
      if (pair.fate == Fate::replace && pair.cause != SIZE_MAX)
        for (auto change : {set_.of[pair.cause].build, set_.of[pair.cause].drop}) before(change, mine.build, true);
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
    for (auto above = pair.from->parent; above; above = above->parent) {
      release(i, pairs_.of(above), above != pair.from->parent);
      if (above->kind->intrinsic) release_used_by(i, *above);
    }
  }

  /// What only exists through others is not dropped by itself: what is on it uses what it needs.
  void release_used_by(size_t user, const Resource& above) {
    for (auto& need : above.needs)
      if (pairs_.knows(need.to) && pairs_.of(need.to) != user) release(user, pairs_.of(need.to), true);
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
        if (!child->kind->is_column) before(set_.of[its].drop, set_.of[i].build, true);
        if (pairs_.all[its].releases) before(set_.of[its].build, set_.of[i].build, true);
      }
    };
    wait(r.parent);
    for (auto& need : r.needs)
      if (!need.to->parent && !need.soft) wait(need.to);
  }

  /// An heir takes over what columns have at that time, a default that goes as well.
  void after_what_is_left_out(size_t i) {
    for (auto& need : pairs_.all[i].to->needs) {
      auto now = pairs_.knows(need.to) ? pairs_.all[pairs_.of(need.to)].from : nullptr;
      if (!now || !now->kind->keeps_rows) continue;
      for (auto column : now->children)
        for (auto part : column->children) before(set_.of[pairs_.of(part)].drop, set_.of[i].build, true);
    }
  }

  /// Once a column holds an array of a domain, the server takes no more checks of that: they are there before who
  /// begins to use the type, and come back after who no longer does.
  void after_parts_of_types(size_t i) {
    auto each_part = [&](const Resource* side, auto visit) {
      for (auto& need : side->needs)
        if (need.to->kind->name_space == "type" && pairs_.knows(need.to))
          for (auto child : need.to->children)
            if (child->kind->folds && pairs_.knows(child)) visit(set_.of[pairs_.of(child)].build, pairs_.of(need.to));
    };
    auto& pair = pairs_.all[i];
    auto& mine = set_.of[i];
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
      auto build = pairs_.knows(whole) ? set_.of[pairs_.of(whole)].build : kNone;
      if (build != kNone && set_.all[build].verb == Verb::alter) changes.push_back(build);
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
      auto copied = set_.of[pairs_.of(used)].drop_aside;
      if (r.kind->place)
        before(set_.of[i].build, copied);
      else
        before(copied, set_.of[i].build);
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
        auto build = set_.of[pairs_.of(need.to)].build;
        before(build, set_.of[i].build, true);
        // Whom a routine runs as, and who owns a view, may just be given the right to read.
        for (auto child : need.to->children)
          if (child->kind->opt_in && pairs_.knows(child))
            before(set_.of[pairs_.of(child)].build, set_.of[i].build, true);
        if (build == kNone || !need.to->kind->wants_rows) open.push_back(need.to);
      }
    }
  }

  /// What its rows are led over by may read columns of the same table and whole tables that go.
  void go_before_drops(size_t i) {
    auto parent = pairs_.all[i].to->parent;
    auto table = parent ? pairs_.all[pairs_.of(parent)].from : nullptr;
    for (auto other : set_.dropped) {
      auto& goes = *pairs_.all[other].from;
      if (goes.kind->keeps_rows || (goes.kind->is_column && goes.parent == table))
        before(set_.of[i].build, set_.of[other].drop, true);
    }
  }

  /// While a partition is cut off, nothing that happens to the one table happens to the other.
  void cut_off_first(size_t i) {
    auto& r = *pairs_.all[i].from;
    auto cut = set_.of[i].drop;
    if (!r.kind->place || cut == kNone || set_.all[set_.group(cut)].verb != Verb::drop) return;
    auto delay = [&](const Resource* table) {
      auto to = table && pairs_.knows(table) ? pairs_.all[pairs_.of(table)].to : nullptr;
      if (!to) return;
      for (auto child : to->children)
        if (child->kind->leader) before(cut, set_.of[pairs_.of(child)].build);
    };
    delay(r.parent);
    for (auto& need : r.needs)
      if (!need.soft) delay(need.to);
  }

  /// `user` uses `used` as things are. Before `used` goes or changes, `user` goes, or changes so that it uses it no
  /// more.
  void release(size_t user, size_t used, bool soft) {
    auto& mine = set_.of[user];
    auto& its = set_.of[used];
    bool alters = its.build != kNone && set_.all[its.build].verb == Verb::alter;
    if (mine.drop != kNone && its.drop_aside != kNone && set_.group(mine.drop) == set_.group(its.drop_aside)) return;
    // A view's column whose comment goes is still there.
    bool stays = pairs_.all[used].any().kind->intrinsic && set_.is_alone(its.drop);
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
    } else if (mine.build != kNone && set_.all[mine.build].verb == Verb::alter) {
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
      auto& mine = set_.of[i];
      auto leave = mine.drop != kNone ? mine.drop : mine.aside != kNone ? mine.aside : mine.build;
      if (leave == kNone || !pair.from) continue;
      auto kept = pair.fate == Fate::alter ? names_of(pair.to) : std::set<std::string>();
      // What goes with a table that was set aside has given its place up with that.
      if (pair.from->kind->place && set_.all[set_.group(leave)].verb == Verb::drop_aside)
        kept.insert(place_name(*pair.from));
      for (auto& name : names_of(pair.from))
        if (!kept.contains(name)) leaving.emplace(name, leave);
    }
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      if (set_.of[i].build == kNone) continue;
      for (auto& name : names_of(pairs_.all[i].to)) {
        auto [first, last] = leaving.equal_range(name);
        for (auto it = first; it != last; ++it) before(it->second, set_.of[i].build);
      }
    }
  }

  /// A routine that goes would make calls of another one with its name ambiguous: it goes first, where it can.
  void overloads() {
    std::unordered_multimap<std::string, size_t> leaving;
    auto name = [](const Resource& r) { return r.schema + "/" + r.name; };
    for (size_t i = 0; i < pairs_.all.size(); ++i)
      if (pairs_.all[i].fate == Fate::drop && pairs_.all[i].from->kind->full_name)
        leaving.emplace(name(*pairs_.all[i].from), set_.of[i].drop);
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      if (pairs_.all[i].fate != Fate::create || !pairs_.all[i].to->kind->full_name) continue;
      auto [first, last] = leaving.equal_range(name(*pairs_.all[i].to));
      for (auto it = first; it != last; ++it) before(it->second, set_.of[i].build, true);
    }
  }

  const Pairs& pairs_;
  const ActionSet& set_;
  std::vector<Constraint> constraints_;
};

}  // namespace

std::vector<Constraint> constraints_of(const Pairs& pairs, const ActionSet& set) {
  return Constrainer(pairs, set).run();
}

}  // namespace schema
