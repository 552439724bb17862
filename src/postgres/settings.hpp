#pragma once
#include "plan/statement.hpp"

namespace schema::postgres {

/// `name TO value` as SET takes it: a list parameter's value element by element.
std::string setting_sql(const std::string& name, const std::string& value);

/// SET and RESET of the parameters that differ: `prefix` is "ALTER ROLE r ". One statement a parameter.
void alter_settings(std::string_view prefix, const Options& from, const Options& to, Script&);

}  // namespace schema::postgres
