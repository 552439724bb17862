#pragma once
#include "postgres/connection.hpp"

namespace schema::cli {

/// Thrown where work can be left cleanly after Ctrl-C.
struct Interrupted {};

/// While this lives, Ctrl-C ends the connection's running statement instead of the program; a second one ends the
/// program.
class InterruptGuard {
 public:
  explicit InterruptGuard(postgres::Connection&);
  /// Ends nothing by itself: who works asks interrupted().
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

/// Whether Ctrl-C was pressed.
bool interrupted();

}  // namespace schema::cli
