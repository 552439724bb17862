#pragma once
#include <string>
#include <string_view>

namespace schema::postgres {

/// What of a rule is only found in the text that pg_get_ruledef prints.
struct RuleDefinition {
  std::string where;    ///< the condition, without parentheses around the whole
  std::string actions;  ///< without parentheses around the whole; empty: NOTHING
};

/// Reads "CREATE RULE ... [WHERE condition] DO [INSTEAD] actions;".
RuleDefinition read_rule_definition(std::string_view text);

}  // namespace schema::postgres
