#include "lint/settings.hpp"

#include "plan/scope.hpp"

namespace schema::lint {

std::span<const Field> Override::fields() {
  static const Field all[] = {
      FIELD(Override, codes)("codes", "A code, or a pattern of codes.", {.required = true, .label = true}),
      FIELD(Override, on)("on", "Only at addresses that match one of these patterns.",
                          {.example = "on = [\"table.billing.*\"]"}),
      FIELD(Override, rows)("rows", "Only where the table has at least so many rows, as the server estimates."),
      FIELD(Override, level)("level", "off, warn, confirm or deny.",
                             {.required = true, .words = kLevels, .example = "level = deny"}),
  };
  return all;
}

std::span<const Field> Naming::fields() {
  static const Field all[] = {
      FIELD(Naming, all)("all", "What every name must match, as a whole.", {.example = "all = \"[a-z][a-z0-9_]*\""}),
      FIELD(Naming, schema)("schema", "What a schema's name must match."),
      FIELD(Naming, table)("table", "What a table's name must match."),
      FIELD(Naming, column)("column", "What a column's name must match."),
      FIELD(Naming, index)("index", "What an index's name must match.", {.example = "index = \"idx_.*\""}),
      FIELD(Naming, foreign_key)("foreign_key", "What a foreign key's name must match."),
      FIELD(Naming, check)("check", "What a check's name must match."),
      FIELD(Naming, message)("message", "What is said about a name that does not match."),
  };
  return all;
}

std::string_view level_name(Level level) { return kLevels[static_cast<size_t>(level)]; }

std::optional<Level> level_of(std::string_view name) {
  auto at = std::find(std::begin(kLevels), std::end(kLevels), name);
  if (at == std::end(kLevels)) return {};
  return static_cast<Level>(at - std::begin(kLevels));
}

bool covers(const std::string& pattern, std::string_view address) {
  return glob(pattern, address) || glob(pattern + ".*", address);
}

namespace {

Level usual_level(const Finding& finding, Level usual, const Settings& settings) {
  if (!finding.destructive) return usual;
  auto& rule = settings.destructive.text;
  return rule == "deny" ? Level::deny : rule == "allow" ? Level::warn : Level::confirm;
}

bool applies(const Override& o, const Finding& finding, double rows) {
  if (!glob(o.codes, finding.code) || (o.rows && rows < static_cast<double>(*o.rows))) return false;
  auto at = [&](const std::string& pattern) { return covers(pattern, finding.address); };
  return o.on.empty() || std::any_of(o.on.begin(), o.on.end(), at);
}

}  // namespace

Level judge(const Finding& finding, Level usual, const Settings& settings, double rows) {
  auto level = usual_level(finding, usual, settings);
  // A code by its own name says more than a pattern does.
  for (bool exact : {false, true})
    for (auto& [pattern, name] : settings.levels)
      if ((pattern == finding.code) == exact && glob(pattern, finding.code)) level = level_of(name).value_or(level);
  for (auto& o : settings.overrides)
    if (applies(o, finding, rows)) level = level_of(o.level.text).value_or(level);
  return level;
}

}  // namespace schema::lint
