#pragma once
#include <string_view>

namespace schema::postgres {

/// The types of some session's temporary tables, and those that are made of them, which go when the session ends: OIDs.
inline constexpr std::string_view kTemporaryTypes = R"(
  (WITH RECURSIVE passing AS (
     SELECT x.oid FROM pg_type x JOIN pg_namespace xn ON xn.oid = x.typnamespace WHERE xn.nspname ~ '^pg_temp_'
      UNION SELECT x.oid FROM passing y JOIN pg_type x ON y.oid IN (x.typbasetype, x.typelem))
   SELECT oid FROM passing))";

}  // namespace schema::postgres
