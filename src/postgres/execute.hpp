#pragma once
#include "plan/script.hpp"
#include "postgres/connection.hpp"

namespace schema::postgres {

/// A statement of a plan that the server refused, with the way back to what the user wrote.
struct StepError {
  std::string address;
  Range where;  ///< the declaration
  Statement statement;
  ServerError error;
};

/// Sends one command. Throws StepError if the server refuses a plan's statement.
void run(Connection&, const Command&);

/// Runs the plan's steps in the transaction that is open. Throws StepError.
void execute(Connection&, const Plan&);

/// What the server refused as the user's mistake: at the place in the file that the statement's text came from.
void report(const StepError&, Diagnostics&);

}  // namespace schema::postgres
