#include "plan/tables.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace schema {

namespace {

bool is_relation(const Resource& r) { return r.kind->name_space == "relation"; }

class TableFinder {
 public:
  TableFinder(const Plan& plan, const Catalog& current) : current_(current) {
    for (auto& step : plan.steps)
      if (step.verb == Verb::create && !step.statements.empty()) {
        made_.emplace(step.resource->address, step.statements.front().transaction);
        for (auto r : step.folded) made_.emplace(r->address, step.statements.front().transaction);
      }
    for (auto& r : current.all()) {
      for (auto& need : r->needs) users_[need.to].push_back(r.get());
      tie(*r);
    }
  }

  /// What is gone and what is there once the step is done.
  void pass(const Step& step) {
    auto each = [&](auto change) {
      change(*step.resource);
      for (auto r : step.folded) change(*r);
    };
    if (step.verb == Verb::drop || step.verb == Verb::drop_aside) each([&](auto& r) { gone_.insert(&r), untie(r); });
    if (step.verb == Verb::create) each([&](auto& r) { done_.insert(&r), tie(r); });
  }

  std::vector<TableSize> of(const Step& step, const Statement& statement) {
    tables_.clear();
    transaction_ = statement.transaction;
    for (auto& [relation, lock, because_of] : statement.on)
      if (!because_of || is_now(*because_of))
        is_relation(*relation) ? add(*relation, lock) : add_users(*relation, lock);
    if (statement.on.empty()) add_own(*step.resource, statement);
    if (!statement.only) add_others(step, statement);
    return std::move(tables_);
  }

 private:
  void add_others(const Step& step, const Statement& statement) {
    if (statement.on.empty() && step.resource->kind->is_column && step.verb != Verb::alter)
      add_heirs(top_of(*step.resource), statement.lock);
    for (auto r : step.folded) add_folded(*r, step, statement);
  }

  /// Whether it is there as the plan has come to this statement.
  bool is_now(const Resource& r) const {
    auto now = current_.find(r.address);
    return done_.contains(&r) || (now && !gone_.contains(now));
  }

  static bool ties(const Resource& r) { return r.kind->spreads_columns || r.kind->place; }

  void tie(const Resource& r) {
    if (!ties(r)) return;
    for (auto& need : r.needs)
      if (need.to->kind->keeps_rows && need.to != r.parent) heirs_[need.to->address].push_back(&r);
  }

  void untie(const Resource& r) {
    if (!ties(r)) return;
    for (auto& need : r.needs) std::erase(heirs_[need.to->address], &r);
  }

  /// The server locks all heirs of a table that gains or loses a column, whatever columns they have by themselves.
  void add_heirs(const Resource& table, Lock lock) {
    for (auto tie : heirs_[table.address]) {
      add(*tie->parent, lock);
      add_heirs(*tie->parent, lock);
    }
  }

  void add_own(const Resource& resource, const Statement& statement) {
    auto& top = top_of(resource);
    if (is_relation(top)) return add(top, statement.lock), add_needs(resource, statement);
    if (auto now = there(top)) add_values(*now, statement);
    for (auto& need : resource.needs) add(top_of(*need.to), statement.lock);
  }

  static bool only_in_expressions(const Resource& user, const Resource& type) {
    return std::any_of(user.needs.begin(), user.needs.end(), [&](const Edge& need) {
      return need.to == &type && (need.keeps == Keeps::value || need.keeps == Keeps::inside);
    });
  }

  /// What has values of it; where they are read, also those of a domain over it.
  void add_values(const Resource& type, const Statement& statement) {
    for (auto user : users_[&type]) {
      if (gone_.contains(&top_of(*user)) || only_in_expressions(*user, type)) continue;
      add(top_of(*user), statement.lock);
      if (statement.work != Work::none && user->kind == type.kind) add_values(*user, statement);
    }
  }

  /// What it does to a table it does to the heirs that are in its group. What ties a table to others goes with it.
  void add_folded(const Resource& r, const Step& step, const Statement& statement) {
    auto& top = top_of(*step.resource);
    bool whole = step.verb == Verb::drop && &top == step.resource;
    if (&top_of(r) != &top && (statement.on.empty() || step.verb == Verb::alter)) add(top_of(r), statement.lock);
    if (!whole || !r.kind->rebuilt_by_server) return;
    add(top, statement.lock);
    for (auto& need : r.needs) {
      auto& other = top_of(*need.to);
      if (!other.kind->keeps_rows || gone_.contains(need.to) || (r.kind->made_alone && !is_heir(top, other))) continue;
      add(other, statement.lock);
      if (&other != &top && !r.kind->made_alone && !r.kind->place) add_heirs(other, statement.lock);
    }
  }

  /// Whether the one table is still tied to the other.
  bool is_heir(const Resource& table, const Resource& other) const {
    auto found = heirs_.find(other.address);
    if (found == heirs_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(),
                       [&](auto tie) { return tie->parent->address == table.address; });
  }

  /// Both ends of what is built anew because of a column.
  void add_users(const Resource& column, Lock lock) {
    auto now = there(column);
    if (!now) return;
    for (auto user : users_[now]) {
      // A partition stays one.
      if (!user->kind->rebuilt_by_server || user->kind->place || gone_.contains(user)) continue;
      add(top_of(*user), lock);
      for (auto& need : user->needs)
        if (need.to->kind->is_column) add(top_of(*need.to), lock);
    }
  }

  /// What a statement only locks is what it names; it reads what it refers to, through views and routines as well.
  void add_needs(const Resource& resource, const Statement& statement) {
    std::set<const Resource*> met;
    if (statement.work != Work::none) add_needs(resource, met);
  }

  void add_needs(const Resource& resource, std::set<const Resource*>& met) {
    for (auto& need : resource.needs) {
      auto& other = top_of(*need.to);
      add(other, Lock::access_share);
      if (&other != &top_of(resource) && !other.kind->keeps_rows && met.insert(&other).second) add_needs(other, met);
    }
  }

  /// As others see it while the statement runs; null if nobody does, since it is made in the same transaction.
  const Resource* there(const Resource& r) const {
    auto now = current_.find(r.address);
    if (&r == now) return now;
    auto made = made_.find(r.address);
    if (made == made_.end()) return now;
    return made->second == transaction_ ? nullptr : &r;
  }

  void add(const Resource& r, Lock lock) {
    auto now = is_relation(r) ? there(r) : nullptr;
    if (!now) return;
    auto same = [&](const TableSize& t) { return t.schema == now->schema && t.name == now->name; };
    auto known = std::find_if(tables_.begin(), tables_.end(), same);
    if (known == tables_.end()) return tables_.push_back({now->schema, now->name, lock});
    known->lock = std::max(known->lock, lock);
  }

  const Catalog& current_;
  std::map<std::string_view, size_t> made_;  ///< addresses of what the plan creates, and in which transaction
  std::unordered_map<const Resource*, std::vector<const Resource*>> users_;
  std::set<const Resource*> gone_, done_;                           ///< by the steps before
  std::map<std::string_view, std::vector<const Resource*>> heirs_;  ///< what ties them, by their table's address
  std::vector<TableSize> tables_;
  size_t transaction_ = 0;
};

}  // namespace

void find_tables(Plan& plan, const Catalog& current) {
  TableFinder finder(plan, current);
  for (auto& step : plan.steps) {
    for (auto& statement : step.statements) {
      if (statement.lock == Lock::none && statement.work == Work::none) continue;
      if (statement.tables.empty()) statement.tables = finder.of(step, statement);
      // What was not there before keeps nobody waiting.
      statement.lock = Lock::none;
      for (auto& table : statement.tables) statement.lock = std::max(statement.lock, table.lock);
      if (statement.tables.empty()) statement.work = Work::none;
    }
    finder.pass(step);
  }
}

}  // namespace schema
