#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "lang/value.hpp"

/// Exact decimal arithmetic. Nothing comes back where the result would have thousands of digits.
namespace schema::lang {

using MaybeNumber = std::optional<Number>;

/// The number that a text means; its text is kept as it is. Nothing if it is no number.
MaybeNumber parse_number(std::string_view text);
Number number_of(int64_t value);
MaybeNumber number_of(double value);

/// Plain digits without an exponent: what a template shows.
std::string plain_text(const Number& n);
/// Plain digits without zeros that mean nothing: 0.10 is 0.1 (JSON).
std::string shortest_text(const Number& n);
/// Nothing if the number is no integer or does not fit.
std::optional<int64_t> to_int64(const Number& n);

MaybeNumber add(const Number& a, const Number& b);
MaybeNumber subtract(const Number& a, const Number& b);
MaybeNumber multiply(const Number& a, const Number& b);
/// To 60 significant digits. The divisor is not zero.
MaybeNumber divide(const Number& a, const Number& b);
/// What is left after a division that rounds towards zero. The divisor is not zero.
MaybeNumber remainder(const Number& a, const Number& b);
MaybeNumber negate(const Number& n);
MaybeNumber floor(const Number& n);
MaybeNumber ceil(const Number& n);
MaybeNumber power(const Number& base, int64_t exponent);
/// The value of digits in a base from 2 to 62.
MaybeNumber parse_integer(std::string_view digits, int base);
/// An integer written in base 2, 8, 10 or 16.
std::string in_base(const Number& n, int base);
/// Rounded half away from zero to so many places after the point, zeros included.
std::string fixed_text(const Number& n, int places);

/// Below, equal to or above zero.
int compare(const Number& a, const Number& b);
int sign(const Number& n);

}  // namespace schema::lang
