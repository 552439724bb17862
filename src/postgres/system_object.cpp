#include "postgres/support.hpp"

namespace schema::postgres {

namespace {

/// Read with the permissions, which are all that is told of it.
void inspect_nothing(Inspector&) {}

std::string target(const Resource& r) { return r.name; }

}  // namespace

extern const Support system_object_support;
const Support system_object_support = {inspect_nothing, {.target = target}};

}  // namespace schema::postgres
