#include "lang/number.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace schema::lang {

namespace {

namespace mp = boost::multiprecision;
using Integer = mp::number<mp::cpp_int_backend<>, mp::et_off>;

constexpr int kMaxDigits = 4000;
constexpr int kDivisionDigits = 60;

/// digits × 10^exponent, without trailing zeros in the digits.
struct Decimal {
  Integer digits;
  int exponent = 0;
};

Integer power_of_ten(int n) { return mp::pow(Integer(10), static_cast<unsigned>(n)); }

int digit_count(const Integer& n) { return static_cast<int>(abs(n).str().size()); }

Decimal normal(Decimal d) {
  if (d.digits == 0) return {0, 0};
  while (d.digits % 10 == 0) {
    d.digits /= 10;
    ++d.exponent;
  }
  return d;
}

bool fits(const Decimal& d) { return std::abs(d.exponent) <= kMaxDigits && msb(abs(d.digits) + 1) < kMaxDigits * 3; }

std::optional<Decimal> read(std::string_view text) {
  bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  int exponent = 0;
  if (auto e = text.find_first_of("eE"); e != text.npos) {
    auto tail = text.substr(e + 1);
    if (tail.starts_with('+')) tail.remove_prefix(1);
    auto [end, error] = std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    if (error != std::errc() || end != tail.data() + tail.size() || std::abs(exponent) > kMaxDigits) return {};
    text = text.substr(0, e);
  }
  std::string digits;
  bool point = false;
  for (char c : text) {
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      digits += c;
      exponent -= point;
    } else {
      return {};
    }
  }
  if (digits.empty() || text.ends_with('.') || text.starts_with('.') || digits.size() > kMaxDigits) return {};
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));  // a leading zero would mean octal
  Integer value(digits);
  return normal({negative ? Integer(-value) : value, exponent});
}

/// Numbers that exist were checked when they were made.
Decimal decimal(const Number& n) { return read(n.text).value_or(Decimal{}); }

std::string write(const Decimal& d) {
  if (d.exponent >= 0) return Integer(d.digits * power_of_ten(d.exponent)).str();
  std::string digits = abs(d.digits).str();
  size_t places = static_cast<size_t>(-d.exponent);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, 1, '.');
  return d.digits < 0 ? "-" + digits : digits;
}

MaybeNumber number(Decimal d) {
  if (!fits(d)) return {};
  return Number{write(normal(std::move(d)))};
}

/// Both with the smaller exponent.
std::pair<Integer, Integer> aligned(const Decimal& a, const Decimal& b, int& exponent) {
  exponent = std::min(a.exponent, b.exponent);
  return {a.digits * power_of_ten(a.exponent - exponent), b.digits * power_of_ten(b.exponent - exponent)};
}

std::optional<int64_t> small(const Number& n) {
  int64_t value = 0;
  auto end = n.text.data() + n.text.size();
  auto result = std::from_chars(n.text.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end) return {};
  return value;
}

/// The integer at or below (direction -1) or above (+1).
MaybeNumber round_to(const Number& n, int direction) {
  auto d = decimal(n);
  if (d.exponent >= 0) return number(d);
  Integer whole = d.digits / power_of_ten(-d.exponent);  // towards zero
  if (direction < 0 && d.digits < 0) whole -= 1;
  if (direction > 0 && d.digits > 0) whole += 1;
  return number({whole, 0});
}

}  // namespace

double Number::approx() const { return std::strtod(text.c_str(), nullptr); }

bool Number::is_integer() const { return small(*this) || decimal(*this).exponent >= 0; }

MaybeNumber parse_number(std::string_view text) {
  Number n{std::string(text)};
  if (small(n) || read(text)) return n;
  return {};
}

Number number_of(int64_t value) { return {std::to_string(value)}; }

MaybeNumber number_of(double value) {
  if (!std::isfinite(value)) return {};
  char buffer[64];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  auto d = read({buffer, end});
  return d ? number(*d) : MaybeNumber{};
}

std::string plain_text(const Number& n) {
  return n.text.find_first_of("eE") == std::string::npos ? n.text : write(decimal(n));
}

std::string shortest_text(const Number& n) { return small(n) ? n.text : write(decimal(n)); }

std::optional<int64_t> to_int64(const Number& n) {
  if (auto value = small(n)) return value;
  auto d = decimal(n);
  if (d.exponent < 0 || d.exponent > 18) return {};
  return small({write(d)});
}

MaybeNumber add(const Number& a, const Number& b) {
  auto x = small(a), y = small(b);
  int64_t sum;
  if (x && y && !__builtin_add_overflow(*x, *y, &sum)) return number_of(sum);
  int exponent;
  auto [left, right] = aligned(decimal(a), decimal(b), exponent);
  return number({left + right, exponent});
}

MaybeNumber negate(const Number& n) {
  if (auto value = small(n); value && *value != INT64_MIN) return number_of(-*value);
  auto d = decimal(n);
  return number({-d.digits, d.exponent});
}

MaybeNumber subtract(const Number& a, const Number& b) {
  auto minus = negate(b);
  return minus ? add(a, *minus) : minus;
}

MaybeNumber multiply(const Number& a, const Number& b) {
  auto x = decimal(a), y = decimal(b);
  return number({x.digits * y.digits, x.exponent + y.exponent});
}

MaybeNumber divide(const Number& a, const Number& b) {
  auto x = decimal(a), y = decimal(b);
  int shift = std::max(0, kDivisionDigits + digit_count(y.digits) - digit_count(x.digits));
  Integer quotient = x.digits * power_of_ten(shift + 1) / y.digits;  // one digit more, to round
  quotient = (quotient + (quotient < 0 ? -5 : 5)) / 10;
  return number({quotient, x.exponent - y.exponent - shift});
}

MaybeNumber remainder(const Number& a, const Number& b) {
  int exponent;
  auto [left, right] = aligned(decimal(a), decimal(b), exponent);
  return number({left % right, exponent});
}

MaybeNumber floor(const Number& n) { return round_to(n, -1); }

MaybeNumber ceil(const Number& n) { return round_to(n, +1); }

MaybeNumber power(const Number& base, int64_t exponent) {
  auto d = decimal(base);
  if (exponent < 0) return {};
  if (d.exponent == 0 && abs(d.digits) <= 1 && exponent > 3) exponent = exponent % 2 + 2;
  if (exponent > kMaxDigits || digit_count(d.digits) * exponent > kMaxDigits) return {};
  return number({mp::pow(d.digits, static_cast<unsigned>(exponent)), static_cast<int>(d.exponent * exponent)});
}

MaybeNumber parse_integer(std::string_view digits, int base) {
  bool negative = digits.starts_with('-');
  if (negative) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > kMaxDigits / 2) return {};
  Integer value = 0;
  for (char c : digits) {
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'z' ? c - 'a' + 10
                : c >= 'A' && c <= 'Z' ? c - 'A' + (base > 36 ? 36 : 10)
                                       : 99;
    if (digit >= base) return {};
    value = value * base + digit;
  }
  return number({negative ? Integer(-value) : value, 0});
}

std::string in_base(const Number& n, int base) {
  auto d = decimal(n);
  Integer value = abs(d.digits) * power_of_ten(std::max(0, d.exponent));
  std::string out;
  do {
    out.insert(out.begin(), "0123456789abcdef"[static_cast<int>(value % base)]);
    value /= base;
  } while (value != 0);
  return d.digits < 0 ? "-" + out : out;
}

std::string fixed_text(const Number& n, int places) {
  auto d = decimal(n);
  if (-d.exponent > places) {
    Integer unit = power_of_ten(-d.exponent - places);
    d = {(d.digits + (d.digits < 0 ? -unit : unit) / 2) / unit, -places};
  } else {
    d = {d.digits * power_of_ten(d.exponent + places), -places};
  }
  return write(d);
}

int compare(const Number& a, const Number& b) {
  if (auto x = small(a), y = small(b); x && y) return *x < *y ? -1 : *x > *y;
  int exponent;
  auto [left, right] = aligned(decimal(a), decimal(b), exponent);
  return left.compare(right);
}

int sign(const Number& n) { return compare(n, Number{"0"}); }

}  // namespace schema::lang
