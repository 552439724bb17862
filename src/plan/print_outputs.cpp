#include <fmt/format.h>

#include "model/print_value.hpp"
#include "plan/print.hpp"

namespace schema {

std::string print_outputs(const Outputs& outputs) {
  if (outputs.empty()) return {};
  size_t width = 0;
  for (auto& [name, value] : outputs) width = std::max(width, name.size());
  std::string out = "\nOutputs:\n\n";
  for (auto& [name, value] : outputs) out += fmt::format("  {:<{}} = {}\n", name, width, print_value(value));
  return out;
}

}  // namespace schema
