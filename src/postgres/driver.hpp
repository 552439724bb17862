#pragma once
#include "postgres/inspector.hpp"
#include "plan/renderer.hpp"

namespace schema::postgres {

/// A kind of server that speaks PostgreSQL's protocol: how it is read, besides what its SQL looks like.
class Driver : public Backend {
 public:
  virtual Catalog inspect(Connection&, Reach reach) const = 0;
  /// Whether a scratch server can be had that reads SQL as this one does.
  virtual bool has_scratch() const { return true; }
  /// Whether a number can be locked (pg_advisory_lock).
  virtual bool has_advisory_locks() const { return true; }
};

}  // namespace schema::postgres
