#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace schema::postgres {

/// What of a trigger is only found in the text that pg_get_triggerdef prints.
struct TriggerDefinition {
  std::string when;               ///< the condition, without the parentheses around it
  std::vector<std::string> args;  ///< of the call, unquoted
};

/// Reads "... [WHEN (condition)] EXECUTE FUNCTION name(args)".
TriggerDefinition read_trigger_definition(std::string_view text);

}  // namespace schema::postgres
