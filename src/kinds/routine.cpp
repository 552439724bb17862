#include "kinds/routine.hpp"

#include "model/literal.hpp"
#include "sql/type_names.hpp"

namespace schema {

namespace {
constexpr std::string_view kModes[] = {"in", "out", "inout", "variadic"};
}

std::span<const Field> Argument::fields() {
  static const Field all[] = {
      FIELD(Argument, name)("name", "The argument's name; none for a positional one.", {.label = true}),
      FIELD(Argument, type)("type", "Its type.", {.required = true}),
      FIELD(Argument, mode)("mode", "in (if not given), out, inout or variadic.", {.words = kModes}),
      FIELD(Argument, default_value)("default", "What a call that leaves it out means.",
                                     {.sql = SqlContext::expression, .literal = true, .example = "default = 100"}),
  };
  return all;
}

std::span<const Field> ResultColumn::fields() {
  static const Field all[] = {
      FIELD(ResultColumn, name)("name", "The column's name.", {.label = true}),
      FIELD(ResultColumn, type)("type", "Its type.", {.required = true}),
  };
  return all;
}

std::span<const Field> ReturnTable::fields() {
  static const Field all[] = {
      FIELD(ReturnTable, columns)("column", "The columns of the rows that it returns.", {.required = true}),
  };
  return all;
}

std::span<const Field> Transform::fields() {
  static const Field all[] = {
      FIELD(Transform, type)("type", "The type.", {.required = true}),
  };
  return all;
}

std::string routine_full_name(const Resource& r) {
  std::string types;
  for (auto& a : as<Routine>(r).args)
    if (a.mode.text != "out") types += (types.empty() ? "" : ", ") + sql::without_type_arguments(a.type.text);
  return r.name + "(" + types + ")";
}

bool has_standard_body(const Routine& r) {
  if (r.language.text != "sql") return false;
  auto starts_with = [&](std::string_view word) {
    auto text = std::string_view(r.body.text);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    for (size_t i = 0; i < word.size(); ++i)
      if (i >= text.size() || std::toupper(static_cast<unsigned char>(text[i])) != word[i]) return false;
    return text.size() > word.size() && std::isspace(static_cast<unsigned char>(text[word.size()]));
  };
  return starts_with("BEGIN") || starts_with("RETURN");
}

bool has_output(const Routine& r) {
  return std::any_of(r.args.begin(), r.args.end(),
                     [](const Argument& a) { return a.mode.text == "out" || a.mode.text == "inout"; });
}

void finish_routine(Routine& r) {
  auto plain = [](Type& type) { type.text = sql::without_type_arguments(type.text); };
  for (auto& a : r.args) {
    plain(a.type);
    literal_to_sql(a.default_value, a.type);
  }
  for (auto& t : r.transforms) plain(t.type);
  normalize_settings(r.config);
}

}  // namespace schema
