#pragma once
#include "model/field_type.hpp"
#include "plan/finding.hpp"

namespace schema::lint {

/// `rule "DS1*" { ... }` of a policy: another level for some findings.
struct Override {
  std::string codes;            ///< a code or a pattern
  std::vector<std::string> on;  ///< patterns of addresses; all if empty
  std::optional<int64_t> rows;  ///< only where the table has at least so many, as the server estimates
  Word level;
  static std::span<const Field> fields();
};

/// Regular expressions that names must match as a whole.
struct Naming {
  std::string all, schema, table, column, index, foreign_key, check;
  std::string message;
  static std::span<const Field> fields();
};

/// What a policy says about findings.
struct Settings {
  Word destructive{"confirm"};  ///< deny, confirm or allow: the level of what loses data
  Options levels;               ///< code or pattern to level
  std::vector<Override> overrides;
  Boxed<Naming> naming;
  std::vector<std::string> protect;  ///< patterns of addresses that no plan may drop, recreate or take data from
  bool check_data = true;            ///< whether rows that stand in the way of a plan are counted before it runs
};

inline constexpr std::string_view kLevels[] = {"off", "warn", "confirm", "deny"};

std::string_view level_name(Level);
std::optional<Level> level_of(std::string_view name);

/// The level of a finding under these settings; `rows` is the estimate for its table, negative if unknown.
Level judge(const Finding&, Level usual, const Settings&, double rows);

/// Whether the pattern matches the address of the resource or of what it belongs to.
bool covers(const std::string& pattern, std::string_view address);

}  // namespace schema::lint
