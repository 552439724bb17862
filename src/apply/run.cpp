#include "apply/run.hpp"

#include <set>

#include "sql/quote.hpp"

namespace schema {

namespace {

using namespace postgres;

/// Whether a step after `index` builds on what that step makes or changes.
bool needed_later(const Plan& plan, size_t index) {
  std::set<const Resource*> made(plan.steps[index].folded.begin(), plan.steps[index].folded.end());
  made.insert(plan.steps[index].resource);
  auto needs = [&](const Resource& r) {
    return std::any_of(r.needs.begin(), r.needs.end(), [&](auto& edge) { return made.contains(edge.to); });
  };
  for (auto i = index + 1; i < plan.steps.size(); ++i) {
    auto& step = plan.steps[i];
    if (needs(*step.resource) || std::any_of(step.folded.begin(), step.folded.end(), [&](auto r) { return needs(*r); }))
      return true;
  }
  return false;
}

class Run {
 public:
  Run(Connection& db, const Plan& plan, const Policy& policy, RunResult& result)
      : db_(db), plan_(plan), policy_(policy), result_(result) {}

  void all(const Progress& progress) {
    begin();
    for (size_t i = 0; i < plan_.steps.size(); ++i) {
      if (progress) progress(i, plan_.steps.size());
      step(i);
      result_.done = i + 1;
    }
    commit();
  }

 private:
  void step(size_t i) {
    auto& step = plan_.steps[i];
    bool commits = false;
    for (auto& statement : step.statements) {
      if (!statement.transactional) commit();
      steps_.run(step, statement);
      if (!statement.transactional) begin();
      commits = commits || statement.ends_transaction;
    }
    if (!commits || !needed_later(plan_, i)) return;
    result_.done = i + 1;
    commit();
    begin();
  }

  void begin() {
    transaction_.emplace(db_);
    steps_.forget();
    if (!policy_.lock_timeout.empty())
      db_.execute("SET LOCAL lock_timeout = " + sql::quote_literal(policy_.lock_timeout));
    if (!policy_.statement_timeout.empty())
      db_.execute("SET LOCAL statement_timeout = " + sql::quote_literal(policy_.statement_timeout));
  }

  void commit() {
    transaction_->commit();
    transaction_.reset();
    steps_.forget();
    result_.committed = result_.done;
  }

  Connection& db_;
  const Plan& plan_;
  const Policy& policy_;
  RunResult& result_;
  StepRunner steps_{db_, plan_};
  std::optional<Transaction> transaction_;
};

}  // namespace

void run_plan(Connection& db, const Plan& plan, const Policy& policy, RunResult& result, const Progress& progress) {
  Run(db, plan, policy, result).all(progress);
}

}  // namespace schema
