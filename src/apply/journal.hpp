#pragma once
#include "plan/fingerprint.hpp"
#include "postgres/connection.hpp"

namespace schema {

/// What is kept in the database of a run that is more than one transaction, so that a run that was broken off can be
/// taken up: which plan, and how far it came. It is there only while such a run is not finished.
class Journal {
 public:
  /// `plan` is the plan's digest.
  Journal(postgres::Connection& db, std::string plan) : db_(db), plan_(std::move(plan)) {}

  struct Position {
    size_t done = 0;       ///< transactions
    bool running = false;  ///< the next one is a statement outside of transactions that had begun
  };
  /// How far an earlier run of the same plan came; nothing if there was none, or it was finished.
  std::optional<Position> find();

  /// Begins (or goes on); what another plan left is forgotten. Without the right to make a schema there is no journal.
  void open();
  void starts(size_t transaction);
  void done(size_t transaction);
  /// The run is finished: nothing of the journal stays.
  void close();

 private:
  postgres::Connection& db_;
  std::string plan_;
  bool open_ = false;
};

/// What was last applied to a database.
struct Applied {
  State state;
  ManagedScope scope;
  std::string at, by;
};

/// What was kept is nothing that record_applied wrote.
struct BadRecord : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Keeps what was applied: in the table schema_state.applied, or in a file. False if it cannot be written.
bool record_applied(postgres::Connection&, const std::string& where, const State&, const ManagedScope&);
/// What was kept; nothing if nothing was. Throws BadRecord.
std::optional<Applied> last_applied(postgres::Connection&, const std::string& where);

}  // namespace schema
