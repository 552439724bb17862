#pragma once
#include <functional>
#include <memory>

#include "fleet/script.hpp"

namespace schema::fleet {

/// What the database did with a tenant's script.
enum class Outcome : uint8_t {
  done,
  again,      ///< undone; the same may work the next time: a deadlock, a serialisation failure
  reconnect,  ///< the connection is lost, undone or not known: a new one has to find out
  later,      ///< undone; others hold what it needs: after the other tenants
  failed,     ///< undone, and would fail again
};

/// How one try ended.
struct Try {
  Outcome outcome = Outcome::done;
  std::string error;    ///< what the server says
  std::string address;  ///< of the resource whose statement failed
};

/// How far a tenant's script came.
struct Progress {
  size_t done = 0;         ///< parts
  size_t begun = 0;        ///< parts, counted up to the last one outside of transactions that was tried
  bool uncertain = false;  ///< a statement outside of transactions may or may not have taken effect
};

/// One connection of a rollout, of any kind of database. Not for two threads at once.
class Worker {
 public:
  virtual ~Worker() = default;
  /// Runs the parts of the script that are not done yet, each with its line in the journal.
  virtual Try run(const std::string& tenant, const TenantScript&, Progress&) = 0;
};

/// Opens the workers' connections. Throws ConnectionError. May be called by any thread.
using Hire = std::function<std::unique_ptr<Worker>()>;

}  // namespace schema::fleet
