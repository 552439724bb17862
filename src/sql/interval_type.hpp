#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schema::sql {

/// What an interval is limited to: `day to second(4)`.
struct IntervalLimits {
  std::string fields;
  std::string digits;
};

/// From arguments: "day to second", "day to second(4)", 3, or fields and digits. Fields are in lower case with single
/// spaces; whether the server knows them is for interval_error.
IntervalLimits interval_limits(const std::vector<std::string>& args);

/// The fields in a name such as day_to_second or interval_day_to_second; nothing for any other name. `interval` has
/// none.
std::optional<std::string> fields_in_name(std::string_view name);

/// What is wrong with the limits, in one sentence.
std::optional<std::string> interval_error(const IntervalLimits& limits);

/// All field names with _ for spaces.
const std::vector<std::string_view>& interval_words();

}  // namespace schema::sql
