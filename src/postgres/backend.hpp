#pragma once
#include "plan/renderer.hpp"

namespace schema::postgres {

class Postgres : public Backend {
 public:
  std::string_view name() const override { return "postgres"; }
  const Renderer& renderer(const Kind&) const override;
};


}  // namespace schema::postgres
