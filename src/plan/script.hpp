#pragma once
#include "plan/plan.hpp"

namespace schema {

/// How long statements may wait and run, as the server writes durations.
struct Timeouts {
  std::string lock = "3s";  ///< then the transaction is tried again
  std::string statement;    ///< empty: a minute for what reads and writes no rows, without end for what does
  std::string wait = "5min";  ///< for all tries of a transaction together, and for another apply to end
};

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
  std::optional<Timeouts> timeouts;   ///< set for every statement; unset: the server's
};

/// Commands that take effect together: BEGIN to COMMIT, or one statement that the server refuses in a transaction, with
/// its settings.
using Batch = std::vector<Command>;

/// The plan as the server gets it: as few transactions as it allows. Each step runs under its own search_path.
std::vector<Batch> batches(const Plan&, const CommandOptions& options = {});

/// The same in one list.
std::vector<Command> commands(const Plan&, const CommandOptions& options = {});

/// Whether a step after this one builds on what it makes or changes.
bool needed_later(const Plan&, size_t step);

/// Whether the batch is one statement outside of transactions.
const Statement* lone_statement(const Batch&);

}  // namespace schema
