#include "apply/duration.hpp"

#include <charconv>

namespace schema {

std::optional<std::chrono::milliseconds> parse_duration(const std::string& text) {
  using namespace std::chrono;
  double number = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || number < 0 || number > 1e9) return {};
  auto start = text.find_first_not_of(' ', static_cast<size_t>(end - text.data()));
  auto unit = start == std::string::npos ? std::string() : text.substr(start);
  double factor = unit.empty() || unit == "ms" ? 1
                  : unit == "s"                ? 1e3
                  : unit == "min"              ? 60e3
                  : unit == "h"                ? 3600e3
                  : unit == "d"                ? 86400e3
                                               : 0;
  if (factor == 0) return {};
  return milliseconds(static_cast<int64_t>(number * factor));
}

}  // namespace schema
