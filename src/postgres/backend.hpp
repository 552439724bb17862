#pragma once
#include "postgres/driver.hpp"

namespace schema::postgres {

class Postgres : public Driver {
 public:
  std::string_view name() const override { return "postgres"; }
  const Renderer& renderer(const Kind&) const override;
  void prepare(Catalog& desired, const Catalog& current, const ScopeOptions&, Diagnostics&) const override;
  Catalog inspect(Connection& db, Reach reach) const override { return postgres::inspect(db, reach); }
  void check_demand(Connection&, const Demand&, Diagnostics&) const override;
};

/// The one that lives as long as the program: plans point to it.
inline const Postgres& backend() {
  static const Postgres only;
  return only;
}

}  // namespace schema::postgres
