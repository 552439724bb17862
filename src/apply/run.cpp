#include "apply/run.hpp"

#include "sql/quote.hpp"

namespace schema {

std::vector<std::string> settings_of(const Policy& policy) {
  std::vector<std::string> settings;
  if (!policy.lock_timeout.empty()) settings.push_back("lock_timeout = " + sql::quote_literal(policy.lock_timeout));
  if (!policy.statement_timeout.empty())
    settings.push_back("statement_timeout = " + sql::quote_literal(policy.statement_timeout));
  return settings;
}

void run_plan(postgres::Connection& db, const Plan& plan, const Policy& policy, RunResult& result,
              const Progress& progress) {
  using Type = Command::Type;
  std::optional<postgres::Transaction> transaction;
  const Step* current = nullptr;
  for (auto& command : commands(plan, {.settings = settings_of(policy)})) {
    if (command.type == Type::begin) {
      transaction.emplace(db);
      continue;
    }
    if (command.type == Type::commit) {
      transaction->commit();
      transaction.reset();
      result.committed = result.done;
      continue;
    }
    if (command.step && command.step != current) progress(*command.step, command.index);
    postgres::run(db, command);
    if (!command.step) continue;
    current = command.step;
    result.done = command.index + 1;
    if (!transaction) result.committed = result.done;
  }
}

}  // namespace schema
