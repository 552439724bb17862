#pragma once
#include "postgres/driver.hpp"

namespace schema::redshift {

/// Amazon Redshift, provisioned or serverless.
class Redshift : public postgres::Driver {
 public:
  std::string_view name() const override { return "redshift"; }
  const Renderer& renderer(const Kind&) const override;
  std::string literal(std::string_view text) const override;
  std::string identifier(std::string_view name) const override;
  std::string setting(const std::string& text) const override;
  void prepare(Catalog& desired, const Catalog& current, const ScopeOptions&, Diagnostics&) const override;

  Catalog inspect(postgres::Connection&, postgres::Reach reach) const override;
  bool has_scratch() const override { return false; }
  bool has_advisory_locks() const override { return false; }
  /// Writers lock whole tables (Database Developer Guide, "Write and read/write operations").
  bool writers_wait() const override { return true; }
  std::string_view clock() const override { return "getdate()"; }
  void forget_choices(Catalog&, const Said&) const override;
  postgres::Retry retry_of(const postgres::ServerError&) const override;
  void check_demand(postgres::Connection&, const postgres::Demand&, Diagnostics&) const override;
};

/// Whether version() says so. Asked only of servers that call themselves older than PostgreSQL 9.
bool is_redshift(postgres::Connection&);

}  // namespace schema::redshift
