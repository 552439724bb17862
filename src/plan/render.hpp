#pragma once
#include "plan/plan.hpp"

namespace schema {

/// How steps are rendered, besides the backend.
struct RenderOptions {
  int server_version = 0;
  bool owners = true;        ///< and labels: false in a scratch database, which need not have the roles and providers
  std::string session_user;  ///< owns what it creates anyway
  bool fills = true;         ///< see Creation
};

/// The ordered actions as steps with their SQL and their reasons.
std::vector<Step> render_steps(const Pairs&, const Actions&, const Backend&, const RenderOptions&);

}  // namespace schema
