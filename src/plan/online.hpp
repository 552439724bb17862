#pragma once
#include "plan/plan.hpp"

namespace schema {

/// Says the steps on tables that are there already in the way that keeps nobody waiting for long, as far as their kinds
/// know one (Renderer::online). What may wait for the rest comes last.
void make_online(Plan&, const Catalog& current, const Catalog& desired, const Backend&, const Backfill& = {});

}  // namespace schema
