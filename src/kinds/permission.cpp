#include "kinds/permission.hpp"

#include "kinds/privileges.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"schema",
                                         "enum",
                                         "composite",
                                         "domain",
                                         "sequence",
                                         "function",
                                         "procedure",
                                         "table",
                                         "foreign_table",
                                         "column",
                                         "identity_sequence",
                                         "view",
                                         "materialized_view",
                                         "view_column",
                                         "system_object",
                                         "system_column",
                                         "database",
                                         "range",
                                         "type",
                                         "aggregate",
                                         "language",
                                         "foreign_data_wrapper",
                                         "server"};
constexpr std::string_view kAliases[] = {"grant"};

const Field kFields[] = {
    FIELD(Permission, on)("for", "The object, of a permission that is written outside its block.",
                          {.on_change = OnChange::ignore, .parent = true}),
    FIELD(Permission, to)("to", "The role, or PUBLIC.",
                          {.required = true, .identity = true, .names = "role", .example = "to = role.reader"}),
    FIELD(Permission, privileges)(
        "privileges", "What the role may do (`all`: everything); an empty list takes away what it has from the start.",
        {.example = "privileges = [select, insert]"}),
    FIELD(Permission, grantable)("grantable", "What it may do and may let others do as well.",
                                 {.example = "grantable = [select]"}),
    FIELD(Permission, initial)("initial", "What the role may do from the start.",
                               {.on_change = OnChange::ignore, .hidden = true}),
};

std::string name_of(const Resource& r) { return grantee_name(as<Permission>(r).to); }

void finish(Resource& r) {
  auto& p = as<Permission>(r);
  p.to = name_of(p);
  tidy_privileges(p.privileges, p.grantable);
}

void settle(Resource& r, const Catalog& database) {
  auto& p = as<Permission>(r);
  auto all = grantable_on(*p.parent);
  for (auto list : {&p.privileges, &p.grantable}) expand_all(*list, all, database.server_version);
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
    .settle = settle,
};

}  // namespace schema
