#include "kinds/default_permission.hpp"

#include "kinds/privileges.hpp"

namespace schema {

namespace {

constexpr DefaultObject kObjects[] = {
    {"tables", 'r', 'r', "select insert update delete truncate references trigger maintain", ""},
    {"sequences", 'S', 's', "usage select update", ""},
    {"functions", 'f', 'f', "execute", "execute"},
    {"types", 'T', 'T', "usage", "usage"},
    {"schemas", 'n', 'n', "create usage", ""},
    {"large objects", 'L', 'L', "select update", ""},
};
constexpr std::string_view kWords[] = {"tables", "sequences", "functions",     "routines",
                                       "types",  "schemas",   "large objects", "procedures"};
constexpr std::string_view kSchema[] = {"schema"};

const Field kFields[] = {
    FIELD(DefaultPermission, for_role)(
        "for_role", "The role whose new objects are meant.",
        {.required = true, .identity = true, .names = "role", .example = "for_role = role.app"}),
    FIELD(DefaultPermission, in)("schema", "The schema that the objects are created in; any, if not given.",
                                 {.identity = true, .refs = kSchema}),
    FIELD(DefaultPermission, on)(
        "on",
        "What is created: tables (views included), sequences, functions (procedures included, but on Redshift, which has "
        "procedures for them), types, schemas or large_objects (PostgreSQL 18).",
        {.required = true, .identity = true, .words = kWords, .example = "on = tables"}),
    FIELD(DefaultPermission, to)("to", "The role that gets the privileges, or PUBLIC.",
                                 {.required = true, .identity = true, .names = "role", .example = "to = role.reader"}),
    FIELD(DefaultPermission, privileges)(
        "privileges", "What the role may do (`all`: everything); an empty list takes away what it has from the start.",
        {.example = "privileges = [select]"}),
    FIELD(DefaultPermission, grantable)("grantable", "What it may do and may let others do as well.", {.example = "grantable = [select]"}),
    FIELD(DefaultPermission, initial)("initial", "What the role may do from the start.",
                                      {.on_change = OnChange::ignore, .hidden = true}),
};

constexpr std::string_view kAliases[] = {"default_privileges"};

/// "tables of app in shop to reader".
std::string name_of(const Resource& r) {
  auto& p = as<DefaultPermission>(r);
  auto& schema = p.in.to ? p.in.to->name : p.schema;
  auto in = schema.empty() ? std::string() : " in " + schema;
  return fmt::format("{} of {}{} to {}", p.on.text == "routines" ? "functions" : p.on.text, p.for_role, in,
                     grantee_name(p.to));
}

void finish(Resource& r) {
  auto& p = as<DefaultPermission>(r);
  p.to = grantee_name(p.to);
  if (p.in.to) p.schema = p.in.to->name;
  if (p.on.text == "routines") p.on.text = "functions";
  tidy_privileges(p.privileges, p.grantable);
}

void settle(Resource& r, const Catalog& database) {
  auto& p = as<DefaultPermission>(r);
  auto object = default_object(p.on.text);
  if (!object) return;  // Redshift's procedures: `execute` is all that there is
  for (auto list : {&p.privileges, &p.grantable}) expand_all(*list, object->privileges, database.server_version);
}

}  // namespace

std::span<const DefaultObject> default_objects() { return kObjects; }

const DefaultObject* default_object(std::string_view word) {
  for (auto& object : kObjects)
    if (object.word == word) return &object;
  return nullptr;
}

extern const Kind default_permission_kind;
const Kind default_permission_kind = {
    .name = "default_permission",
    .keyword = "default_permission",
    .doc = "What a role may do with objects that another role is going to create.",
    .manual = "sql-alterdefaultprivileges",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new DefaultPermission); },
    .aliases = kAliases,
    .has_comment = false,
    .default_name = name_of,
    .finish = finish,
    .opt_in = true,
    .settle = settle,
};

}  // namespace schema
