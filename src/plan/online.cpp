#include "plan/online.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "diff/diff.hpp"
#include "plan/script.hpp"

namespace schema {

namespace {

constexpr std::string_view kSuffix = "__new";
constexpr std::string_view kSuffixes[] = {kSuffix, "__fill"};

/// Whether it makes a table an heir or a partition of another one.
bool joins(const Step& step) {
  return step.verb == Verb::create && (step.resource->kind->spreads_columns || step.resource->kind->place);
}

class OnlinePlanner {
 public:
  OnlinePlanner(Plan& plan, const Catalog& current, const Catalog& desired, const Backend& backend,
                const Backfill& backfill)
      : plan_(plan), current_(current), desired_(desired), backend_(backend), backfill_(backfill) {
    for (size_t i = 0; i < plan.steps.size(); ++i) {
      auto& step = plan.steps[i];
      auto note = [&](const Resource& r) {
        if (step.verb == Verb::create) made_.insert(r.address);
        if (step.verb == Verb::drop && step.replaces) dropped_[r.address] = i;
        bool goes = step.verb == Verb::drop || step.verb == Verb::drop_aside;
        if (goes || (step.verb == Verb::alter && r.kind->is_column)) leave_[r.address] = i;
      };
      note(*step.resource);
      for (auto r : step.folded) note(*r);
    }
    for (auto& step : plan.steps)
      if (fate_of(step) == Fate::replace) note_leavers(step);
  }

  void run() {
    for (size_t i = 0; i < plan_.steps.size(); ++i) place(i);
    // The exchange locks much, but not for long.
    for (auto part : {&end_, &after_})
      if (!part->empty()) part->front().statements.front().starts_transaction = true;
    std::vector<Step> all;
    for (auto part : {&first_, &places_, &last_, &end_, &after_})
      for (auto& step : *part)
        if (!step.statements.empty()) all.push_back(std::move(step));
    for (auto& step : all)
      if (filled_.contains(step.resource->address)) forget_probes(step);
    plan_.steps = std::move(all);
  }

 private:
  void place(size_t i) {
    auto step = plan_.steps[i];
    // What an unfinished run left goes first, since this one may need the name.
    if (step.verb == Verb::drop && !step.replaces && is_online_name(step.resource->name)) {
      OnlineStep said{.resource = *step.resource, .fate = Fate::drop};
      if (waits(step)) rewrite(step, said);
      return first_.push_back(std::move(step));
    }
    OnlineStep said{.resource = *step.resource, .fate = fate_of(step)};
    if (said.fate != Fate::keep && waits(step)) {
      said.with_whole = whole_of(step);
      rewrite(step, said);
    }
    bool leaves = leavers_.contains(step.resource->address);
    place_part(step, std::move(step.statements), leaves ? after_ : places_);
    // What rows get may be read from what goes after this.
    bool waits_for_nobody = !needed_later(plan_, i) && !is_guided(*step.resource) && !attached_later(i);
    place_part(step, std::move(said.later), leaves ? after_ : waits_for_nobody ? last_ : places_);
    place_part(step, std::move(said.at_end), leaves ? after_ : end_);
  }

  /// Whether a table becomes a partition after this index was to be there: the server would make it another one.
  bool attached_later(size_t i) const {
    return plan_.steps[i].resource->kind->rebuilt_by_server &&
           std::any_of(plan_.steps.begin() + static_cast<ptrdiff_t>(i), plan_.steps.end(), joins);
  }

  /// The first part of a step is the one that is told and counted. Each transaction is a part, with locks of its own.
  static void place_part(Step& step, std::vector<Statement> statements, std::vector<Step>& where) {
    auto begins = [&](size_t i) {
      return i == 0 || statements[i].starts_transaction || !statements[i].transactional ||
             !statements[i - 1].transactional;
    };
    for (size_t i = 0; i < statements.size(); ++i) {
      if (begins(i)) {
        where.push_back(step);
        where.back().statements.clear();
        step.continues = true;
        step.changes.clear();
      }
      where.back().statements.push_back(std::move(statements[i]));
    }
  }

  /// What the step is as a whole; `keep` for halves that must stay where they are.
  Fate fate_of(const Step& step) const {
    if (step.verb == Verb::alter) return Fate::alter;
    if (step.verb == Verb::create && !step.replaces) return Fate::create;
    if (step.verb == Verb::drop && !step.replaces) return Fate::drop;
    if (step.verb != Verb::create || !dropped_.contains(step.resource->address)) return Fate::keep;
    // What another change made necessary must be gone while that is done, but for what goes with its whole.
    if (auto whole = whole_of(step)) return replaced_.contains(whole->address) ? Fate::replace : Fate::keep;
    bool free = step.path.by_itself() && is_free(step) && !held_.contains(step.resource->address);
    return free ? Fate::replace : Fate::keep;
  }

  /// What only the old one needs goes (or, a column, changes) when that has gone, which is late. If this cannot wait,
  /// nothing is replaced beside its old one.
  void note_leavers(const Step& replaced) {
    auto& now = replaced.resource->needs;
    auto old = current_.find(replaced.resource->address);
    if (!old) return;
    for (auto& need : old->needs) {
      auto leaves = leave_.find(need.to->address);
      auto same = [&](const Edge& other) { return other.to->address == need.to->address; };
      if (leaves == leave_.end() || std::any_of(now.begin(), now.end(), same)) continue;
      if (can_wait(leaves->second))
        leavers_.insert(leaves->first);
      else
        held_.insert(replaced.resource->address);
    }
  }

  /// Whether the step can be the last.
  bool can_wait(size_t i) const {
    auto& step = plan_.steps[i];
    // While a routine is there, calls of others of its name may mean it.
    if (!step.resource->kind->is_column || step.replaces || needed_later(plan_, i)) return false;
    auto only_null = [&] { return step.changes.size() == 1 && step.changes.front().field == "null"; };
    if (step.verb == Verb::alter) return only_null();
    // Who becomes an heir or a partition must have the same columns.
    if (std::any_of(plan_.steps.begin(), plan_.steps.end(), joins)) return false;
    // What it was made of goes after it.
    std::set<std::string_view> needed;
    auto note = [&](const Resource& r) {
      for (auto& need : r.needs) needed.insert(need.to->address);
    };
    note(*step.resource);
    for (auto r : step.folded) note(*r);
    return std::none_of(plan_.steps.begin() + static_cast<ptrdiff_t>(i), plan_.steps.end(), [&](const Step& later) {
      return later.verb != Verb::create && needed.contains(later.resource->address);
    });
  }

  /// What it is dropped with, where that is something else: the index that it is a part of. Or null.
  const Resource* whole_of(const Step& step) const {
    auto half = dropped_.find(step.resource->address);
    if (half == dropped_.end()) return nullptr;
    auto dropped = plan_.steps[half->second].resource;
    return dropped->address == step.resource->address ? nullptr : dropped;
  }

  /// What has parts is whole only in the end: nothing but these may need it.
  bool is_free(const Step& step) const {
    bool has_parts = false, needed = false;
    for (auto& other : plan_.steps) {
      auto whole = other.verb == Verb::create && other.replaces ? whole_of(other) : nullptr;
      bool part = whole && whole->address == step.resource->address;
      auto& needs = other.resource->needs;
      has_parts = has_parts || part;
      needed = needed ||
               (!part && std::any_of(needs.begin(), needs.end(), [&](auto& need) { return need.to == step.resource; }));
    }
    return !has_parts || !needed;
  }

  /// Whether others may wait for it: its table is there already, and stays or is what goes.
  bool waits(const Step& step) const {
    auto& top = top_of(*step.resource);
    bool goes = step.verb == Verb::drop && !step.replaces;
    return (&top != step.resource || goes) && current_.find(top.address) && !made_.contains(top.address);
  }

  void rewrite(Step& step, OnlineStep& said) {
    auto online = backend_.renderer(*step.resource->kind).online;
    if (!online) return;
    said.server_version = plan_.server_version;
    said.statements = std::move(step.statements);
    said.backfill = backfill_;
    said.desired = [&](const Resource& r) { return desired_.find(r.address); };
    said.is_new = [&](const Resource& r) { return made_.contains(r.address); };
    online(said);
    step.statements = std::move(said.statements);
    if (said.fills) filled_.insert(said.fills->address);
    if (!said.takes_drop) return;
    forget(dropped_.at(step.resource->address));
    replaced_.insert(step.resource->address);
  }

  static void forget_probes(Step& step) {
    for (auto& statement : step.statements)
      for (auto& hazard : statement.hazards) hazard.probe.clear();
  }

  /// The other half of a replacement stands before it, and has been placed.
  void forget(size_t index) {
    auto half = plan_.steps[index].resource;
    for (auto& placed : places_)
      if (placed.resource == half && placed.verb == Verb::drop) placed.statements.clear();
  }

  Plan& plan_;
  const Catalog& current_;
  const Catalog& desired_;
  const Backend& backend_;
  const Backfill& backfill_;
  std::set<std::string_view> made_;             ///< addresses of what this plan creates
  std::map<std::string_view, size_t> dropped_;  ///< first halves of replacements
  std::set<std::string> replaced_;              ///< addresses of what is built beside the old one
  std::set<std::string> filled_;                ///< addresses of columns whose rows get their values first
  std::map<std::string_view, size_t> leave_;    ///< what goes, and columns that change
  std::set<std::string_view> leavers_;          ///< of these, those that wait for what needs them
  std::set<std::string_view> held_;             ///< what cannot be replaced beside its old one
  std::vector<Step> first_, places_, last_, end_, after_;
};

}  // namespace

std::string online_name(const std::string& name) { return name.substr(0, 63 - kSuffix.size()) + std::string(kSuffix); }

bool is_online_name(std::string_view name) {
  return std::any_of(std::begin(kSuffixes), std::end(kSuffixes), [&](auto end) { return name.ends_with(end); });
}

void make_online(Plan& plan, const Catalog& current, const Catalog& desired, const Backend& backend,
                 const Backfill& backfill) {
  OnlinePlanner(plan, current, desired, backend, backfill).run();
}

}  // namespace schema
