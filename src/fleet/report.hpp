#pragma once
#include "fleet/rollout.hpp"

namespace schema::fleet {

/// What a rollout did, for people: the totals, then each tenant that is not done.
std::string report_text(const RolloutRun&, double seconds);

/// The same for programs, a line a tenant. "format" is the version of its shape.
std::string report_json(const RolloutRun&, const std::string& run, double seconds);

/// "all", "some" or "none" of the tenants that had something to do.
std::string_view extent(const RolloutRun&);

}  // namespace schema::fleet
