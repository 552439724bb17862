#pragma once
#include "plan/plan.hpp"

namespace schema {

/// One thing that is sent to the server when a plan runs.
struct Command {
  enum class Type : uint8_t { begin, commit, setting, statement };
  Type type;
  std::string sql;             ///< without its semicolon
  const Step* step = nullptr;  ///< of a statement
  const Statement* statement = nullptr;
  size_t index = 0;  ///< the step's place in the plan
};

struct CommandOptions {
  bool transactions = true;           ///< BEGIN and COMMIT; without them all runs in the caller's transaction
  std::vector<std::string> settings;  ///< "lock_timeout = '3s'": for every transaction
};

/// The plan as the server gets it: one transaction, but for statements that the server refuses in one, and for what can
/// be used only after COMMIT. Each step runs under its own search_path.
std::vector<Command> commands(const Plan&, const CommandOptions& options = {});

}  // namespace schema
