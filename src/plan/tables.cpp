#include "plan/tables.hpp"

#include <set>

namespace schema {

namespace {

const Resource& top_of(const Resource& r) { return r.parent ? top_of(*r.parent) : r; }

class TableFinder {
 public:
  TableFinder(const Plan& plan, const Catalog& current) : current_(current) {
    for (auto& step : plan.steps)
      if (step.verb == Verb::create) made_.insert(step.resource->address);
    for (auto& r : current.all())
      for (auto& need : r->needs) users_[need.to].push_back(r.get());
  }

  std::vector<TableSize> of(const Resource& resource) {
    tables_.clear();
    auto& top = top_of(resource);
    auto now = current_.find(top.address);
    // What is dropped and created again is nobody else's until the plan is done.
    if (made_.contains(top.address) && &top != now) now = nullptr;
    if (is_relation(top)) {
      if (now) add(*now);
    } else if (now) {
      for (auto user : users_[now]) add(top_of(*user));
    }
    for (auto& need : resource.needs)
      if (auto other = current_.find(top_of(*need.to).address)) add(*other);
    return std::move(tables_);
  }

 private:
  static bool is_relation(const Resource& r) { return r.kind->name_space == "relation"; }

  void add(const Resource& r) {
    if (!is_relation(r)) return;
    auto same = [&](const TableSize& t) { return t.schema == r.schema && t.name == r.name; };
    if (std::none_of(tables_.begin(), tables_.end(), same)) tables_.push_back({r.schema, r.name});
  }

  const Catalog& current_;
  std::set<std::string_view> made_;  ///< addresses of what the plan creates
  std::unordered_map<const Resource*, std::vector<const Resource*>> users_;
  std::vector<TableSize> tables_;
};

}  // namespace

void find_tables(Plan& plan, const Catalog& current) {
  TableFinder finder(plan, current);
  for (auto& step : plan.steps) {
    std::vector<TableSize> tables;
    for (auto& statement : step.statements) {
      if (statement.lock == Lock::none && statement.work == Work::none) continue;
      if (tables.empty()) tables = finder.of(*step.resource);
      statement.tables = tables;
      // What a statement only locks is what it names; it reads what it refers to.
      if (statement.work == Work::none && tables.size() > 1) statement.tables.resize(1);
    }
  }
}

}  // namespace schema
