#include "lang/times.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace schema::lang {

namespace {

using namespace std::chrono;

constexpr int64_t kSecond = 1'000'000'000;

/// Takes exactly so many digits off the text.
bool take_digits(std::string_view& text, size_t count, int& out) {
  if (text.size() < count) return false;
  auto [end, error] = std::from_chars(text.data(), text.data() + count, out);
  if (error != std::errc() || end != text.data() + count || text[0] == '-') return false;
  text.remove_prefix(count);
  return true;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

bool take_fraction(std::string_view& text, int64_t& nanoseconds) {
  if (!take(text, '.')) return true;
  int64_t unit = kSecond / 10;
  size_t n = 0;
  for (; n < text.size() && text[n] >= '0' && text[n] <= '9'; ++n, unit /= 10) nanoseconds += unit * (text[n] - '0');
  text.remove_prefix(n);
  return n > 0;
}

bool take_offset(std::string_view& text, int64_t& offset) {
  if (take(text, 'Z') || take(text, 'z')) return true;
  bool west = text.starts_with('-');
  int hours = 0, minutes = 0;
  if (!take(text, '+') && !take(text, '-')) return false;
  if (!take_digits(text, 2, hours) || !take(text, ':') || !take_digits(text, 2, minutes)) return false;
  offset = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
  return hours < 24 && minutes < 60;
}

/// The moment's parts as its own clock shows them.
struct Clock {
  explicit Clock(const Moment& m)
      : day(floor<days>(sys_seconds(seconds(m.seconds + m.offset)))),
        date(day),
        time(sys_seconds(seconds(m.seconds + m.offset)) - day) {}

  sys_days day;
  year_month_day date;
  hh_mm_ss<seconds> time;

  int hour() const { return static_cast<int>(time.hours().count()); }
  int hour12() const { return hour() % 12 == 0 ? 12 : hour() % 12; }
  int minute() const { return static_cast<int>(time.minutes().count()); }
  int second() const { return static_cast<int>(time.seconds().count()); }
};

std::string zone(int64_t offset, bool z_for_utc, std::string_view colon) {
  if (offset == 0 && z_for_utc) return "Z";
  auto minutes = std::abs(offset) / 60;
  return fmt::format("{}{:02}{}{:02}", offset < 0 ? '-' : '+', minutes / 60, colon, minutes % 60);
}

constexpr std::string_view kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
constexpr std::string_view kDays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

/// One run of the same letter in a format; nothing if it means nothing.
std::optional<std::string> field(const Moment& m, const Clock& c, std::string_view run) {
  int year = static_cast<int>(c.date.year());
  auto month = static_cast<unsigned>(c.date.month()), day = static_cast<unsigned>(c.date.day());
  auto weekday = kDays[std::chrono::weekday(c.day).c_encoding()];
  if (run == "YYYY") return fmt::format("{:04}", year);
  if (run == "YY") return fmt::format("{:02}", year % 100);
  if (run == "MMMM") return std::string(kMonths[month - 1]);
  if (run == "MMM") return std::string(kMonths[month - 1].substr(0, 3));
  if (run == "MM") return fmt::format("{:02}", month);
  if (run == "M") return std::to_string(month);
  if (run == "DD") return fmt::format("{:02}", day);
  if (run == "D") return std::to_string(day);
  if (run == "EEEE") return std::string(weekday);
  if (run == "EEE") return std::string(weekday.substr(0, 3));
  if (run == "hh") return fmt::format("{:02}", c.hour());
  if (run == "h") return std::to_string(c.hour());
  if (run == "HH") return fmt::format("{:02}", c.hour12());
  if (run == "H") return std::to_string(c.hour12());
  if (run == "AA") return c.hour() < 12 ? "AM" : "PM";
  if (run == "aa") return c.hour() < 12 ? "am" : "pm";
  if (run == "mm") return fmt::format("{:02}", c.minute());
  if (run == "m") return std::to_string(c.minute());
  if (run == "ss") return fmt::format("{:02}", c.second());
  if (run == "s") return std::to_string(c.second());
  if (run == "ZZZZZ") return zone(m.offset, false, ":");
  if (run == "ZZZZ") return zone(m.offset, false, "");
  if (run == "ZZZ") return m.offset == 0 ? "UTC" : zone(m.offset, false, "");
  if (run == "Z") return zone(m.offset, true, ":");
  return {};
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Text in quotes, in which '' is one quote; `i` stands behind the first quote.
bool quoted(std::string_view format, size_t& i, std::string& out) {
  while (i < format.size()) {
    if (format[i] != '\'') {
      out += format[i++];
    } else if (i + 1 < format.size() && format[i + 1] == '\'') {
      out += '\'';
      i += 2;
    } else {
      ++i;
      return true;
    }
  }
  return false;
}

constexpr std::pair<std::string_view, int64_t> kUnits[] = {
    {"ns", 1},      {"us", 1000},        {"µs", 1000},         {"ms", 1'000'000},
    {"s", kSecond}, {"m", 60 * kSecond}, {"h", 3600 * kSecond}};

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
  int y, mo, d, h, mi, s;
  Moment m;
  bool ok = take_digits(text, 4, y) && take(text, '-') && take_digits(text, 2, mo) && take(text, '-') &&
            take_digits(text, 2, d) && (take(text, 'T') || take(text, 't')) && take_digits(text, 2, h) &&
            take(text, ':') && take_digits(text, 2, mi) && take(text, ':') && take_digits(text, 2, s) &&
            take_fraction(text, m.nanoseconds) && take_offset(text, m.offset) && text.empty();
  if (!ok || h > 23 || mi > 59 || s > 59) return {};
  year_month_day date{year(y), month(static_cast<unsigned>(mo)), day(static_cast<unsigned>(d))};
  if (!date.ok()) return {};
  m.seconds = sys_seconds(sys_days(date)).time_since_epoch().count() + h * 3600 + mi * 60 + s - m.offset;
  return m;
}

std::string to_text(const Moment& m) {
  std::string problem;
  auto fraction = m.nanoseconds ? fmt::format(".{:09}", m.nanoseconds) : std::string();
  while (fraction.ends_with('0')) fraction.pop_back();
  return *format_moment(m, "YYYY-MM-DD'T'hh:mm:ss", problem) + fraction + zone(m.offset, true, ":");
}

std::optional<int64_t> parse_duration(std::string_view text) {
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return 0;
  if (text.empty()) return {};
  long double total = 0;
  while (!text.empty()) {
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc() || text[0] == '-' || is_letter(text[0])) return {};
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    auto length = std::min(text.find_first_of("0123456789."), text.size());
    auto unit =
        std::find_if(std::begin(kUnits), std::end(kUnits), [&](auto& u) { return u.first == text.substr(0, length); });
    if (unit == std::end(kUnits)) return {};
    total += static_cast<long double>(value) * static_cast<long double>(unit->second);
    text.remove_prefix(length);
  }
  if (total > 9.2e18L) return {};
  auto nanoseconds = static_cast<int64_t>(std::llround(total));
  return negative ? -nanoseconds : nanoseconds;
}

std::optional<std::string> format_moment(const Moment& moment, std::string_view format, std::string& problem) {
  Clock clock(moment);
  std::string out;
  for (size_t i = 0; i < format.size();) {
    if (format[i] == '\'') {
      if (quoted(format, ++i, out)) continue;
      problem = "the format has a quote without its end";
      return {};
    }
    if (!is_letter(format[i])) {
      out += format[i++];
      continue;
    }
    auto end = std::min(format.find_first_not_of(format[i], i), format.size());
    auto run = format.substr(i, end - i);
    auto text = field(moment, clock, run);
    if (!text) {
      problem = fmt::format("\"{}\" means nothing in a date format; put other letters in single quotes", run);
      return {};
    }
    out += *text;
    i = end;
  }
  return out;
}

}  // namespace schema::lang
