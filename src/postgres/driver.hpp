#pragma once
#include "plan/renderer.hpp"
#include "postgres/demand.hpp"
#include "postgres/inspector.hpp"
#include "postgres/retry.hpp"

namespace schema::postgres {

/// A kind of server that speaks PostgreSQL's protocol: how it is read and worked on, besides what its SQL looks like.
class Driver : public Backend {
 public:
  virtual Catalog inspect(Connection&, Reach reach) const = 0;
  /// Whether a scratch server can be had that reads SQL as this one does.
  virtual bool has_scratch() const { return true; }
  /// Whether a number can be locked (pg_advisory_lock).
  virtual bool has_advisory_locks() const { return true; }
  /// Whether who writes to a table waits for all others that have written to it and have not committed.
  virtual bool writers_wait() const { return false; }
  /// SQL for the time that it is now, whenever the transaction began.
  virtual std::string_view clock() const { return "clock_timestamp()"; }

  /// Takes out of what was read what the server has chosen by itself and may choose otherwise for each table, where no
  /// file says anything of it (`said` knows): tables that are alike shall look alike.
  using Said = std::function<bool(const Resource&, std::string_view field)>;
  virtual void forget_choices(Catalog&, const Said&) const {}

  /// What an error says about another try.
  virtual Retry retry_of(const ServerError& error) const { return postgres::retry_of(error); }
  /// Reports what the server would refuse on the way.
  virtual void check_demand(Connection&, const Demand&, Diagnostics&) const = 0;
};

}  // namespace schema::postgres
