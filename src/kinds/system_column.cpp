#include "kinds/permission.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"system_object"};

}  // namespace

extern const Kind system_column_kind;
const Kind system_column_kind = {
    .name = "system_column",
    .keyword = "column",
    .doc = "A column of a table of the server's own or of an extension, for the permissions on it.",
    .manual = "ddl-priv",
    .scope = Scope::child,
    .parents = kParents,
    .make = [] { return std::unique_ptr<Resource>(new SystemColumn); },
    .has_comment = false,
    .is_column = true,
    .intrinsic = true,
    .opt_in = true,
    .privileges = "select insert update references",
};

}  // namespace schema
