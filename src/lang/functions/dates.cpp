#include <fmt/format.h>

#include "lang/functions.hpp"
#include "lang/times.hpp"

namespace schema::lang {

namespace {

std::optional<Moment> moment(Call& call, size_t i) {
  auto out = parse_moment(call.text(i));
  if (!out)
    return call.fail(i, fmt::format("{} is no time in RFC 3339's form", call.show(i)),
                     "for example 2024-05-01T12:30:00Z");
  return out;
}

Result formatdate(Call& call) {
  auto time = moment(call, 1);
  if (!time) return {};
  std::string problem;
  auto text = format_moment(*time, call.text(0), problem);
  if (!text) return call.fail(0, problem);
  return make_text(std::move(*text));
}

Result timeadd(Call& call) {
  auto time = moment(call, 0);
  if (!time) return {};
  auto duration = parse_duration(call.text(1));
  if (!duration) return call.fail(1, fmt::format("{} is no duration", call.show(1)), "for example 1h30m or -10s");
  constexpr int64_t kSecond = 1'000'000'000;
  auto nanoseconds = time->nanoseconds + *duration % kSecond;
  auto carry = nanoseconds < 0 ? -1 : nanoseconds / kSecond;
  time->nanoseconds = nanoseconds - carry * kSecond;
  time->seconds += *duration / kSecond + carry;
  return make_text(to_text(*time));
}

Result timecmp(Call& call) {
  auto a = moment(call, 0), b = moment(call, 1);
  if (!a || !b) return {};
  auto key = [](const Moment& m) { return std::pair(m.seconds, m.nanoseconds); };
  return Value(number_of(static_cast<int64_t>(key(*a) < key(*b) ? -1 : key(*b) < key(*a))));
}

Result timestamp(Call& call) { return make_text(to_text(Moment{call.in.now(), 0, 0})); }

constexpr Function kFunctions[] = {
    {"formatdate", "(format: string, time: string) -> string", "The time in a format such as YYYY-MM-DD hh:mm:ss.",
     formatdate},
    {"plantimestamp", "() -> string", "The time at which this evaluation began.", timestamp},
    {"timeadd", "(time: string, duration: string) -> string", "The time moved by a duration such as 1h30m or -10s.",
     timeadd},
    {"timecmp", "(a: string, b: string) -> number", "-1, 0 or 1: whether a is before, at or after b.", timecmp},
    {"timestamp", "() -> string", "The time at which this evaluation began.", timestamp},
};

}  // namespace

std::span<const Function> date_functions() { return kFunctions; }

}  // namespace schema::lang
