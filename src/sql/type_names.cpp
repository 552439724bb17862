#include "sql/type_names.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "sql/interval_type.hpp"
#include "sql/lex.hpp"
#include "sql/type_table.hpp"

namespace schema::sql {
namespace {

std::string underscored(std::string_view name) {
  std::string out = fold(name);
  std::replace(out.begin(), out.end(), ' ', '_');
  return out;
}

/// The type of that name, any alias included, or null.
const BuiltinType* find_type(std::string_view name) {
  static const auto index = [] {
    std::unordered_map<std::string_view, BuiltinType> types;
    for (const BuiltinType& type : builtin_types()) {
      if (!type.word.empty()) types.emplace(type.word, type);
    }
    for (const std::string_view word : plain_types()) types.emplace(word, BuiltinType{word, word});
    for (const TypeAlias& alias : type_aliases()) types.emplace(alias.alias, types.at(alias.word));
    return types;
  }();
  const auto found = index.find(name);
  return found == index.end() ? nullptr : &found->second;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string in_parentheses(const std::vector<std::string>& args) {
  if (args.empty()) return "";
  std::string out = "(";
  for (size_t i = 0; i < args.size(); ++i) out += (i ? "," : "") + args[i];
  return out + ")";
}

/// The server cuts digits of a second at 6.
std::string digits(const std::string& text) { return number(text).value_or(0) > 6 ? "6" : text; }

std::string interval_text(IntervalLimits limits) {
  std::string out = "interval";
  if (!limits.fields.empty()) out += " " + limits.fields;
  if (!limits.digits.empty()) out += "(" + digits(limits.digits) + ")";
  return out;
}

std::string print(const BuiltinType& type, std::vector<std::string> args) {
  switch (type.arguments) {
    case TypeArguments::none:
      break;
    case TypeArguments::length:
      if (type.word == "bpchar" && !args.empty()) return "character" + in_parentheses(args);
      break;
    case TypeArguments::length_default_1:
      if (args.empty()) args = {"1"};
      break;
    case TypeArguments::precision_scale:
      if (args.size() == 1) args.push_back("0");
      break;
    case TypeArguments::interval:
      return interval_text(interval_limits(args));
    case TypeArguments::fraction: {
      if (args.size() == 1) args[0] = digits(args[0]);
      const size_t word = std::min(type.canonical.find(' '), type.canonical.size());
      return std::string(type.canonical.substr(0, word)) + in_parentheses(args) +
             std::string(type.canonical.substr(word));
    }
  }
  return std::string(type.canonical) + in_parentheses(args);
}

/// float takes the bits of its mantissa: 24 fit a real.
std::string float_text(const std::vector<std::string>& args) {
  return args.size() == 1 && number(args[0]).value_or(53) <= 24 ? "real" : "double precision";
}

std::optional<std::string> base_type(const TypeSpec& spec) {
  const std::string name = underscored(spec.name);
  if (name == "float") return float_text(spec.args);
  if (const auto fields = fields_in_name(name)) {
    IntervalLimits limits = interval_limits(spec.args);
    if (!fields->empty()) limits.fields = *fields;
    return interval_text(std::move(limits));
  }
  const BuiltinType* type = find_type(name);
  if (!type) return std::nullopt;
  return print(*type, spec.args);
}

std::optional<std::string> length_error(std::string_view type, const std::vector<std::string>& args) {
  const bool fits = args.empty() || (args.size() == 1 && number(args[0]).value_or(0) >= 1);
  if (fits) return std::nullopt;
  return std::string(type) + " takes one length, at least 1";
}

std::optional<std::string> numeric_error(const std::vector<std::string>& args) {
  const auto fits = [&](size_t i, int least) {
    const auto value = number(args[i]);
    return value && *value >= least && *value <= 1000;
  };
  if (args.empty() || (args.size() <= 2 && fits(0, 1) && (args.size() == 1 || fits(1, -1000)))) return std::nullopt;
  return "numeric takes a precision from 1 to 1000 and a scale from -1000 to 1000";
}

}  // namespace

std::optional<std::string> canonical_type(const TypeSpec& spec) {
  auto type = base_type(spec);
  if (type && spec.array) *type += "[]";
  return type;
}

std::optional<std::string> redshift_type(const TypeSpec& spec) {
  static const std::unordered_map<std::string_view, std::string_view> names = {
      {"super", "super"},           {"geometry", "geometry"},        {"geography", "geography"}, {"hllsketch", "hllsketch"},
      {"varbyte", "binary varying"}, {"varbinary", "binary varying"}, {"binary_varying", "binary varying"}, {"nvarchar", "character varying"}};
  const auto found = names.find(underscored(spec.name));
  if (found == names.end() || spec.array) return std::nullopt;
  return std::string(found->second) + in_parentheses(spec.args);
}

std::optional<std::string> type_argument_error(const TypeSpec& spec) {
  const std::string name = underscored(spec.name);
  if (name == "float") {
    const bool fits = spec.args.empty() || (spec.args.size() == 1 && number(spec.args[0]).value_or(0) >= 1 &&
                                            number(spec.args[0]).value_or(54) <= 53);
    return fits ? std::nullopt : std::optional<std::string>("float takes one number of bits from 1 to 53");
  }
  if (const auto fields = fields_in_name(name)) {
    IntervalLimits limits = interval_limits(spec.args);
    if (!fields->empty()) limits.fields = *fields;
    return interval_error(limits);
  }
  const BuiltinType* type = find_type(name);
  if (!type) return std::nullopt;
  switch (type->arguments) {
    case TypeArguments::length:
    case TypeArguments::length_default_1:
      return length_error(type->word, spec.args);
    case TypeArguments::precision_scale:
      return numeric_error(spec.args);
    case TypeArguments::fraction:
      if (spec.args.empty() || (spec.args.size() == 1 && number(spec.args[0]).value_or(-1) >= 0)) return std::nullopt;
      return std::string(type->word) + " takes one number of digits from 0 to 6";
    default:
      break;
  }
  if (spec.args.empty()) return std::nullopt;
  return std::string(type->word) + " takes nothing in parentheses";
}

const std::vector<std::string_view>& type_words() {
  static const auto all = [] {
    std::vector<std::string_view> words;
    for (const BuiltinType& type : builtin_types()) {
      if (!type.word.empty()) words.push_back(type.word);
    }
    words.insert(words.end(), plain_types().begin(), plain_types().end());
    for (const TypeAlias& alias : type_aliases()) words.push_back(alias.alias);
    words.push_back("float");
    words.insert(words.end(), interval_words().begin(), interval_words().end());
    return words;
  }();
  return all;
}

bool is_builtin_type(std::string_view name) {
  static const std::unordered_set<std::string_view> not_in_pg_type = {"bigint",  "integer",          "int",  "smallint",
                                                                      "boolean", "double_precision", "real", "decimal",
                                                                      "dec",     "character",        "nchar"};
  if (name.find('_') != std::string_view::npos) {
    const auto& plain = plain_types();  // of the others those with _ are two words in SQL
    return std::find(plain.begin(), plain.end(), name) != plain.end();
  }
  return find_type(name) != nullptr && !not_in_pg_type.contains(name);
}

std::optional<std::string_view> serial_base(std::string_view name) {
  if (name == "serial" || name == "serial4") return "integer";
  if (name == "bigserial" || name == "serial8") return "bigint";
  if (name == "smallserial" || name == "serial2") return "smallint";
  return std::nullopt;
}

}  // namespace schema::sql
