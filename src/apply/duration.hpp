#pragma once
#include <chrono>
#include <optional>
#include <string>

namespace schema {

/// A duration as the server writes them: "500ms", "3s", "5min", "1h", "1d", a bare number in milliseconds.
std::optional<std::chrono::milliseconds> parse_duration(const std::string& text);

}  // namespace schema
