#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schema::lang {

/// A moment with the offset from UTC that it was written with.
struct Moment {
  int64_t seconds = 0;      ///< since 1970, UTC
  int64_t nanoseconds = 0;  ///< 0 to 999,999,999
  int64_t offset = 0;       ///< seconds east of UTC
};

/// RFC 3339: "2024-05-01T12:30:00Z", "2024-05-01T12:30:00.5+02:00".
std::optional<Moment> parse_moment(std::string_view text);
std::string to_text(const Moment& moment);

/// Go's durations in nanoseconds: "1h30m", "-1.5h", "300ms".
std::optional<int64_t> parse_duration(std::string_view text);

/// Terraform's formatdate(): YYYY-MM-DD'T'hh:mm:ssZ. Nothing, and what is wrong, for an unknown letter run.
std::optional<std::string> format_moment(const Moment& moment, std::string_view format, std::string& problem);

}  // namespace schema::lang
