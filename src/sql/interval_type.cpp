#include "sql/interval_type.hpp"

#include <algorithm>

#include "sql/lex.hpp"

namespace schema::sql {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string with_underscores(std::string text) {
  std::replace(text.begin(), text.end(), ' ', '_');
  return text;
}

}  // namespace

const std::vector<std::string_view>& interval_words() {
  static const std::vector<std::string_view> words = {"year",
                                                      "month",
                                                      "day",
                                                      "hour",
                                                      "minute",
                                                      "second",
                                                      "year_to_month",
                                                      "day_to_hour",
                                                      "day_to_minute",
                                                      "day_to_second",
                                                      "hour_to_minute",
                                                      "hour_to_second",
                                                      "minute_to_second"};
  return words;
}

IntervalLimits interval_limits(const std::vector<std::string>& args) {
  IntervalLimits limits;
  for (const std::string& arg : args) {
    std::string fields;
    for (const Token& token : lex(arg)) {
      const std::string_view raw = std::string_view(arg).substr(token.begin, token.end - token.begin);
      if (token.kind == TokenKind::number) {
        limits.digits = raw;
      } else if (token.kind == TokenKind::word) {
        fields += (fields.empty() ? "" : " ") + fold(raw);
      }
    }
    std::replace(fields.begin(), fields.end(), '_', ' ');
    if (!fields.empty()) limits.fields = fields;
  }
  return limits;
}

std::optional<std::string> fields_in_name(std::string_view name) {
  constexpr std::string_view prefix = "interval";
  if (name == prefix) return "";
  if (name.starts_with(prefix) && name.size() > prefix.size() && name[prefix.size()] == '_') {
    name.remove_prefix(prefix.size() + 1);
  }
  const auto& words = interval_words();
  if (std::find(words.begin(), words.end(), name) == words.end()) return std::nullopt;
  std::string fields(name);
  std::replace(fields.begin(), fields.end(), '_', ' ');
  return fields;
}

std::optional<std::string> interval_error(const IntervalLimits& limits) {
  const auto& words = interval_words();
  if (!limits.fields.empty() && std::find(words.begin(), words.end(), with_underscores(limits.fields)) == words.end()) {
    return "interval knows no fields \"" + limits.fields + "\"";
  }
  if (limits.digits.empty()) return std::nullopt;
  if (!is_number(limits.digits)) return "interval takes a number of digits from 0 to 6";
  if (!limits.fields.empty() && !limits.fields.ends_with("second")) {
    return "interval takes digits only if its fields end with seconds";
  }
  return std::nullopt;
}

}  // namespace schema::sql
