#include "kinds/permission.hpp"

namespace schema {

namespace {

/// What GRANT takes for the objects that begin with this word, and what PUBLIC has from the start.
struct Grantable {
  std::string_view word, privileges, public_privileges;
};
constexpr Grantable kGrantable[] = {
    {"FUNCTION", "execute", "execute"},
    {"PROCEDURE", "execute", "execute"},
    {"TABLE", "select insert update delete truncate references trigger maintain", ""},
    {"SEQUENCE", "usage select update", ""},
    {"SCHEMA", "create usage", ""},
    {"TYPE", "usage", "usage"},
    {"LANGUAGE", "usage", "usage"},
    {"FOREIGN", "usage", ""},
};

const Grantable* grantable(const Resource& object) {
  for (auto& g : kGrantable)
    if (object.name.starts_with(g.word)) return &g;
  return nullptr;
}

}  // namespace

extern const Kind system_object_kind;

std::string_view grantable_on(const Resource& object) {
  if (object.kind != &system_object_kind) return object.kind->privileges;
  auto g = grantable(object);
  return g ? g->privileges : "";
}

std::string_view public_on(const Resource& object) {
  if (object.kind != &system_object_kind) return object.kind->public_privileges;
  auto g = grantable(object);
  return g ? g->public_privileges : "";
}

extern const Kind system_object_kind;
const Kind system_object_kind = {
    .name = "system_object",
    .keyword = "system_object",
    .doc =
        "An object of the server's own or of an extension (\"FUNCTION pg_catalog.now()\"), for the permissions on it.",
    .manual = "ddl-priv",
    .scope = Scope::database,
    .make = [] { return std::unique_ptr<Resource>(new SystemObject); },
    .has_comment = false,
    .intrinsic = true,
    .opt_in = true,
};

}  // namespace schema
