#include "postgres/support.hpp"

namespace schema::postgres {

namespace {

/// Read with the permissions, which are all that is told of it.
void inspect_nothing(Inspector&) {}

}  // namespace

extern const Support system_column_support;
const Support system_column_support = {inspect_nothing, {}};

}  // namespace schema::postgres
