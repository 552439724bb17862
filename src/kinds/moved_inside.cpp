#include "kinds/moved_inside.hpp"

#include <algorithm>

namespace schema {

void check_moved_inside(const Resource& r, const Options& moved, const std::vector<std::string_view>& names,
                        Diagnostics& out) {
  auto is_there = [&](const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  for (auto& [from, to] : moved) {
    if (is_there(from))
      out.error("moved", r.where, fmt::format("\"{}\" of {} moves, and is there as well", from, r.address),
                "take one of the two out");
    if (!is_there(to))
      out.error("moved", r.where, fmt::format("{} has no \"{}\", which \"{}\" would become", r.address, to, from),
                did_you_mean(to, names));
  }
}

}  // namespace schema
