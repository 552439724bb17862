#pragma once
#include <chrono>

#include "model/field_type.hpp"

namespace schema {

/// `on_error`: after how many failed tenants a rollout begins no more of them.
struct ErrorLimit {
  double most = 0;  ///< tenants, or percent of them, that may fail
  bool percent = false;
  bool none = false;  ///< continue, whatever fails
  bool operator==(const ErrorLimit&) const = default;

  bool reached(size_t failed, size_t tenants) const;
  std::string text() const;
};

/// A time as a user writes it: "500ms", "30s", "5m", "1h".
struct Duration {
  std::chrono::milliseconds value{0};
  bool operator==(const Duration&) const = default;
};

/// `rollout { ... }` of an environment with for_each: how a change goes through its tenants.
struct Rollout {
  std::vector<std::string> canary;  ///< tenants that go first, one by one
  std::optional<int64_t> wave;      ///< tenants a wave; all that are left if unset
  std::optional<int64_t> parallel;  ///< connections that work at once
  ErrorLimit on_error;
  Duration pause;                   ///< between waves
  std::optional<int64_t> attempts;  ///< for each tenant, before it counts as failed
  std::vector<std::string> remove;  ///< tenants that leave

  static constexpr int64_t kParallel = 4, kAttempts = 5;
  static std::span<const Field> fields();
};

template <>
struct FieldTypeOf<ErrorLimit> {
  static const FieldType value;
};
template <>
struct FieldTypeOf<Duration> {
  static const FieldType value;
};

/// The call that `on_error = stop_after(...)` is written as.
inline constexpr std::string_view kStopAfter = "stop_after";

/// Reports numbers that make no sense.
void check_rollout(const Rollout&, Range where, Diagnostics&);

}  // namespace schema
