#include <charconv>

#include "redshift/backend.hpp"

namespace schema::redshift {

namespace {

/// "'3s'" as milliseconds, which is all that Redshift reads; empty if it is no duration.
std::string milliseconds(std::string_view text) {
  std::string bare;
  for (char c : text)
    if (c != '\'' && c != ' ') bare += c;
  double number = 0;
  auto [end, problem] = std::from_chars(bare.data(), bare.data() + bare.size(), number);
  if (problem != std::errc()) return {};
  static constexpr std::pair<std::string_view, double> units[] = {{"", 1}, {"us", 0.001}, {"ms", 1}, {"s", 1000}, {"min", 60e3}, {"h", 3600e3}, {"d", 86400e3}};
  for (auto& [unit, factor] : units)
    if (std::string_view(end) == unit) return std::to_string(static_cast<long long>(number * factor + 0.5));
  return {};
}

}  // namespace

/// There is no lock_timeout and no check_function_bodies; other settings are PostgreSQL's own as well.
std::string Redshift::setting(const std::string& text) const {
  auto name = text.substr(0, text.find(' '));
  if (name == "search_path") return "search_path TO " + text.substr(text.find('=') + 2);
  if (name != "statement_timeout") return {};
  auto value = milliseconds(text.substr(text.find('=') + 1));
  return value.empty() ? std::string() : "statement_timeout TO " + value;
}

}  // namespace schema::redshift
