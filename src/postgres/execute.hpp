#pragma once
#include <functional>

#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace schema::postgres {

/// A statement of a plan that the server refused, with the way back to what the user wrote.
struct StepError {
  const Step& step;
  const Statement& statement;
  ServerError error;
};

/// Runs the statements of a plan's steps, each under its step's search_path.
class StepRunner {
 public:
  StepRunner(Connection& db, const Plan& plan) : db_(db), plan_(plan) {}

  /// Throws StepError.
  void run(const Step&, const Statement&);
  /// What was set is gone: a transaction began or ended.
  void forget() { path_.clear(); }

 private:
  Connection& db_;
  const Plan& plan_;
  std::string path_;  ///< the SET statement that is in force
};

/// Called before each step: which one, and how many there are.
using Progress = std::function<void(size_t step, size_t steps)>;

/// Runs the plan's steps one after the other on the connection, each under its own search_path. Starts and ends no
/// transaction. Throws StepError.
void execute(Connection&, const Plan&, const Progress& progress = {});

/// What the server refused as the user's mistake: at the place in the file that the statement's text came from.
void report(const StepError&, Diagnostics&);

/// "SET LOCAL search_path = dispatch, public": what a step's statements rely on.
std::string search_path_statement(const Plan&, const Step&, bool local);

}  // namespace schema::postgres
