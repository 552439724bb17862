#include "kinds/permission.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"schema", "enum", "composite", "domain", "sequence", "function", "procedure",
                                         "table", "column", "view", "materialized_view", "view_column"};
constexpr std::string_view kAliases[] = {"grant"};

const Field kFields[] = {
    FIELD(Permission, on)("for", "The object, of a permission that is written outside its block.", {.on_change = OnChange::ignore, .parent = true}),
    FIELD(Permission, to)("to", "The role, or PUBLIC.", {.required = true, .identity = true, .example = "to = \"reader\""}),
    FIELD(Permission, privileges)("privileges", "What the role may do; an empty list takes away what it has from the start.",
                                  {.example = "privileges = [select, insert]"}),
    FIELD(Permission, grantable)("grantable", "Those of the privileges that it may pass on."),
};

std::string name_of(const Resource& r) { return as<Permission>(r).to; }

void finish(Resource& r) {
  auto& p = as<Permission>(r);
  auto by_text = [](const Word& a, const Word& b) { return a.text < b.text; };
  std::sort(p.privileges.begin(), p.privileges.end(), by_text);
  std::sort(p.grantable.begin(), p.grantable.end(), by_text);
}

}  // namespace

extern const Kind permission_kind;
const Kind permission_kind = {
    .name = "permission",
    .keyword = "permission",
    .doc = "What a role may do with an object.",
    .manual = "ddl-priv",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Permission); },
    .aliases = kAliases,
    .has_comment = false,
    .default_name = name_of,
    .finish = finish,
};

}  // namespace schema
