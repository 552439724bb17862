#include "plan/script.hpp"

#include <set>

#include "sql/quote.hpp"

namespace schema {

namespace {

/// Whether a step after `index` builds on what that step makes or changes.
bool needed_later(const Plan& plan, size_t index) {
  std::set<const Resource*> made(plan.steps[index].folded.begin(), plan.steps[index].folded.end());
  made.insert(plan.steps[index].resource);
  auto needs = [&](const Resource* r) {
    return std::any_of(r->needs.begin(), r->needs.end(), [&](auto& edge) { return made.contains(edge.to); });
  };
  for (auto i = index + 1; i < plan.steps.size(); ++i) {
    auto& step = plan.steps[i];
    if (needs(step.resource) || std::any_of(step.folded.begin(), step.folded.end(), needs)) return true;
  }
  return false;
}

class Commands {
 public:
  Commands(const Plan& plan, const CommandOptions& options) : plan_(plan), options_(options) {}

  std::vector<Command> all() {
    begin();
    for (size_t i = 0; i < plan_.steps.size(); ++i) step(i);
    commit();
    return std::move(out_);
  }

 private:
  void step(size_t i) {
    auto& step = plan_.steps[i];
    bool ends = false;
    for (auto& statement : step.statements) {
      bool alone = !statement.transactional && options_.transactions;
      if (alone) commit();
      set_path(step);
      out_.push_back({Command::Type::statement, statement.sql, &step, &statement, i});
      if (alone) begin();
      ends = ends || statement.ends_transaction;
    }
    if (!ends || !options_.transactions || !needed_later(plan_, i)) return;
    commit();
    begin();
  }

  void begin() {
    if (options_.transactions) out_.push_back({Command::Type::begin, "BEGIN"});
    local_ = true;
    path_.clear();
    for (auto& setting : options_.settings) set(setting);
    // Bodies may name what a later step makes; the server checks them when they run (as pg_dump's output does).
    set("check_function_bodies = off");
  }

  void commit() {
    if (options_.transactions) out_.push_back({Command::Type::commit, "COMMIT"});
    local_ = false;
    path_.clear();
  }

  void set(const std::string& wanted) {
    auto setting = plan_.backend ? plan_.backend->setting(wanted) : wanted;
    if (!setting.empty()) out_.push_back({Command::Type::setting, (local_ ? "SET LOCAL " : "SET ") + setting});
  }

  std::string quoted(const std::string& name) const {
    return plan_.backend ? plan_.backend->identifier(name) : sql::quote_ident(name);
  }

  /// The step's own schema first, then the plan's path.
  void set_path(const Step& step) {
    std::string path;
    auto add = [&](const std::string& schema) { path += (path.empty() ? "" : ", ") + quoted(schema); };
    if (!step.search_path.empty()) add(step.search_path);
    for (auto& schema : plan_.search_path)
      if (schema != step.search_path) add(schema);
    if (path.empty()) path = "''";
    if (path != path_) set("search_path = " + path);
    path_ = path;
  }

  const Plan& plan_;
  const CommandOptions& options_;
  std::vector<Command> out_;
  std::string path_;    ///< that is set
  bool local_ = false;  ///< in a transaction
};

/// A transaction in which nothing happens, around statements that stand alone.
bool is_idle(const std::vector<Command>& all, size_t begin, size_t end) {
  for (auto i = begin; i < end; ++i)
    if (all[i].type == Command::Type::statement) return false;
  return true;
}

}  // namespace

std::vector<Command> commands(const Plan& plan, const CommandOptions& options) {
  auto all = Commands(plan, options).all();
  if (!options.transactions) return all;
  std::vector<Command> out;
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].type == Command::Type::begin) {
      auto end = i;
      while (all[end].type != Command::Type::commit) ++end;
      if (is_idle(all, i, end)) {
        i = end;
        continue;
      }
    }
    out.push_back(std::move(all[i]));
  }
  return out;
}

}  // namespace schema
