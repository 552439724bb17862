#include "kinds/permission.hpp"

#include "kinds/privileges.hpp"
#include "schema/diagnostic.hpp"

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
    FIELD(Permission, grantor)(
        "grantor", "The role that passes the right on, which it may do where its own is `grantable`; the owner, if not given.",
        {.identity = true, .names = "role", .backend = "postgres", .example = "grantor = role.lead"}),
    FIELD(Permission, privileges)(
        "privileges", "What the role may do (`all`: everything); an empty list takes away what it has from the start.",
        {.example = "privileges = [select, insert]"}),
    FIELD(Permission, grantable)("grantable", "What it may do and may let others do as well.",
                                 {.example = "grantable = [select]"}),
    FIELD(Permission, initial)("initial", "What the role may do from the start.",
                               {.on_change = OnChange::ignore, .hidden = true}),
};

/// One role may have the same right from several.
std::string name_of(const Resource& r) {
  auto& p = as<Permission>(r);
  auto to = grantee_name(p.to);
  return p.grantor.empty() ? to : fmt::format("{} by {}", to, p.grantor);
}

void finish(Resource& r) {
  auto& p = as<Permission>(r);
  p.to = grantee_name(p.to);
  tidy_privileges(p.privileges, p.grantable);
}

/// The schema of what the permission is about, or null.
const Resource* schema_of(const Permission& p) {
  auto& top = top_of(p);
  if (top.schema_ref.to) return top.schema_ref.to;
  for (auto& need : top.needs)
    if (need.to->kind->objects_owner && need.to->name == top.schema) return need.to;
  return nullptr;
}

void complete(Catalog& catalog, Diagnostics& out) {
  for (auto& r : catalog.all()) {
    auto p = is<Permission>(r.get());
    if (!p || p->grantor.empty()) continue;
    need_grantor(*p, schema_of(*p));
    if (p->grantor == p->parent->owner)
      out.error("grantor-is-owner", p->where, fmt::format("{}: {} is the owner", p->address, p->grantor),
                "leave grantor out: what the owner grants is what nobody else grants");
  }
}

void settle(Resource& r, const Catalog& database) {
  auto& p = as<Permission>(r);
  auto all = grantable_on(*p.parent);
  for (auto list : {&p.privileges, &p.grantable}) expand_all(*list, all, database.server_version);
}

}  // namespace

bool share_privileges(const std::vector<Word>& a, const std::vector<Word>& b) {
  auto in_b = [&](const Word& word) { return std::find(b.begin(), b.end(), word) != b.end(); };
  return in_b({"all"}) || std::any_of(a.begin(), a.end(), [&](auto& word) { return word.text == "all" || in_b(word); });
}

const std::optional<std::string>& owner_of(const Resource& object) {
  return object.owner || !object.parent ? object.owner : owner_of(*object.parent);
}

void need_grantor(Permission& p, const Resource* schema) {
  auto need = [&](const Resource& object, bool soft, auto condition) {
    for (auto child : object.children)
      if (auto other = is<Permission>(child); other && other != &p && condition(*other)) p.needs.push_back({child, soft});
  };
  auto passes_on = [&](const Permission& other) {
    return other.to == p.grantor && share_privileges(other.grantable, p.privileges);
  };
  for (auto object = p.parent; object; object = object->parent) need(*object, false, passes_on);
  auto sees = [&](const Permission& other) { return other.to == p.grantor || other.to == "PUBLIC"; };
  if (schema) need(*schema, true, sees);
}

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
    .complete = complete,
    .opt_in = true,
    .settle = settle,
};

}  // namespace schema
