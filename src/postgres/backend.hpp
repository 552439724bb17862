#pragma once
#include "postgres/driver.hpp"

namespace schema::postgres {

class Postgres : public Driver {
 public:
  std::string_view name() const override { return "postgres"; }
  const Renderer& renderer(const Kind&) const override;
  void prepare(Catalog& desired, const Catalog& current, Diagnostics&) const override;
  Catalog inspect(Connection& db, Reach reach) const override { return postgres::inspect(db, reach); }
};

}  // namespace schema::postgres
