#include "plan/script.hpp"

#include <set>
#include <utility>

#include "sql/quote.hpp"

namespace schema {

namespace {

class BatchWriter {
 public:
  BatchWriter(const Plan& plan, const CommandOptions& options) : plan_(plan), options_(options) {}

  std::vector<Batch> all() {
    for (size_t i = 0; i < plan_.steps.size(); ++i)
      for (auto& statement : plan_.steps[i].statements) add(i, statement);
    close();
    return std::move(out_);
  }

 private:
  void add(size_t i, const Statement& statement) {
    bool next = out_.empty() || (options_.transactions && statement.transaction != number_);
    if (next) open(statement);
    auto& step = plan_.steps[i];
    set_path(step);
    set_timeout(statement);
    out_.back().push_back({Command::Type::statement, statement.sql, &step, &statement, i});
  }

  void open(const Statement& statement) {
    close();
    out_.emplace_back();
    number_ = statement.transaction;
    local_ = options_.transactions && statement.transactional;
    path_.clear();
    timeout_.clear();
    if (local_) out_.back().push_back({Command::Type::begin, "BEGIN"});
    // Outside of transactions nothing that others need is held, so that it may as well wait.
    if (options_.timeouts)
      set("lock_timeout = " + sql::quote_literal(local_ ? options_.timeouts->lock : options_.timeouts->wait));
    // Bodies may name what a later step makes; the server checks them when they run (as pg_dump's output does).
    set("check_function_bodies = off");
  }

  void close() {
    if (!out_.empty() && local_) out_.back().push_back({Command::Type::commit, "COMMIT"});
  }

  void set(const std::string& wanted) {
    auto setting = plan_.backend ? plan_.backend->setting(wanted) : wanted;
    if (setting.empty()) return;
    auto word = local_ || !options_.transactions ? "SET LOCAL " : "SET ";
    out_.back().push_back({Command::Type::setting, word + setting});
  }

  std::string quoted(const std::string& name) const {
    return plan_.backend ? plan_.backend->identifier(name) : sql::quote_ident(name);
  }

  void set_timeout(const Statement& statement) {
    if (!options_.timeouts) return;
    auto& given = options_.timeouts->statement;
    bool quick = statement.work == Work::none && statement.transactional;
    auto timeout = !given.empty() ? given : quick ? "1min" : "0";
    if (timeout != timeout_) set("statement_timeout = " + sql::quote_literal(timeout));
    timeout_ = timeout;
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
  std::vector<Batch> out_;
  std::string path_, timeout_;  ///< that are set
  bool local_ = false;          ///< in a transaction
  size_t number_ = 0;           ///< of the transaction
};

}  // namespace

bool needed_later(const Plan& plan, size_t index) {
  std::set<const Resource*> made(plan.steps[index].folded.begin(), plan.steps[index].folded.end());
  made.insert(plan.steps[index].resource);
  auto needs = [&](const Resource* r) {
    auto is_made = [&](auto& edge) { return made.contains(edge.to); };
    for (auto above = r->parent; above; above = above->parent)
      if (made.contains(above)) return true;
    return std::any_of(r->needs.begin(), r->needs.end(), is_made);
  };
  for (auto i = index + 1; i < plan.steps.size(); ++i) {
    auto& step = plan.steps[i];
    if (needs(step.resource) || std::any_of(step.folded.begin(), step.folded.end(), needs)) return true;
  }
  return false;
}

void assign_transactions(Plan& plan) {
  size_t number = 0;
  bool open = false;
  auto next = [&] { number += std::exchange(open, false) ? 1 : 0; };
  for (size_t i = 0; i < plan.steps.size(); ++i) {
    bool ends = false;
    for (auto& statement : plan.steps[i].statements) {
      if (!statement.transactional || statement.starts_transaction) next();
      statement.transaction = number;
      open = true;
      if (!statement.transactional) next();
      ends = ends || statement.ends_transaction;
    }
    if (ends && needed_later(plan, i)) next();
  }
}

std::vector<Batch> batches(const Plan& plan, const CommandOptions& options) { return BatchWriter(plan, options).all(); }

std::vector<Command> commands(const Plan& plan, const CommandOptions& options) {
  std::vector<Command> all;
  for (auto& batch : batches(plan, options)) std::move(batch.begin(), batch.end(), std::back_inserter(all));
  return all;
}

const Statement* lone_statement(const Batch& batch) {
  auto& last = batch.back();
  return last.statement && !last.statement->transactional ? last.statement : nullptr;
}

}  // namespace schema
