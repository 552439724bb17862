#include "kinds/permission.hpp"

namespace schema {

extern const Kind system_object_kind;
const Kind system_object_kind = {
    .name = "system_object",
    .keyword = "system_object",
    .doc = "An object of the server's own (\"FUNCTION pg_catalog.now()\"), for the permissions on it.",
    .manual = "ddl-priv",
    .scope = Scope::database,
    .make = [] { return std::unique_ptr<Resource>(new SystemObject); },
    .has_comment = false,
    .intrinsic = true,
    .opt_in = true,
};

}  // namespace schema
