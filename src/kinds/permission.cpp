#include "kinds/permission.hpp"

#include "sql/lex.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"schema",   "enum",     "composite",         "domain",
                                         "sequence", "function", "procedure",         "table",
                                         "column",   "view",     "materialized_view", "view_column", "system_object"};
constexpr std::string_view kAliases[] = {"grant"};

const Field kFields[] = {
    FIELD(Permission, on)("for", "The object, of a permission that is written outside its block.",
                          {.on_change = OnChange::ignore, .parent = true}),
    FIELD(Permission, to)("to", "The role, or PUBLIC.",
                          {.required = true, .identity = true, .example = "to = \"reader\""}),
    FIELD(Permission, privileges)("privileges",
                                  "What the role may do; an empty list takes away what it has from the start.",
                                  {.example = "privileges = [select, insert]"}),
    FIELD(Permission, grantable)("grantable", "What it may do and may let others do as well."),
    FIELD(Permission, initial)("initial", "What the role may do from the start.",
                               {.on_change = OnChange::ignore, .hidden = true}),
};

/// PUBLIC is no role's name, however it is written.
std::string name_of(const Resource& r) {
  auto& to = as<Permission>(r).to;
  return sql::fold(to) == "public" ? "PUBLIC" : to;
}

void finish(Resource& r) {
  auto& p = as<Permission>(r);
  p.to = name_of(p);
  p.privileges.insert(p.privileges.end(), p.grantable.begin(), p.grantable.end());
  for (auto list : {&p.privileges, &p.grantable}) {
    std::sort(list->begin(), list->end(), [](const Word& a, const Word& b) { return a.text < b.text; });
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
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
    .opt_in = true,
};

}  // namespace schema
