#include "postgres/default_rights.hpp"

#include "kinds/default_permission.hpp"
#include "kinds/permission.hpp"
#include "kinds/privileges.hpp"
#include "kinds/sequence.hpp"
#include "plan/renderer.hpp"

namespace schema {
extern const Kind permission_kind;
extern const Kind default_permission_kind;
extern const Kind identity_sequence_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

/// Default privileges as they are or shall be.
struct Default {
  const DefaultPermission* permission;
  bool ours;
};

/// Those that may hold while an object is made, before or after they change.
std::vector<Default> holding(const Catalog& desired, const Catalog& current) {
  std::vector<Default> found;
  for (auto& r : current.all()) {
    auto d = r->kind == &default_permission_kind ? &as<DefaultPermission>(*r) : nullptr;
    if (!d) continue;
    found.push_back({d, d->ours});
    if (auto later = desired.find(d->address)) found.push_back({&as<DefaultPermission>(*later), d->ours});
  }
  return found;
}

/// What other roles create is not meant. The sequence of an identity column counts as made by the owner of its table
/// (generateSerialExtraStmts() in parse_utilcmd.c).
bool is_maker(const Default& d, const Resource& object, const Catalog& current) {
  if (d.ours || object.kind != &identity_sequence_kind) return d.ours;
  auto table = current.find(object.parent->parent->address);
  return table && (table->owner == d.permission->for_role || owner_of(object) == d.permission->for_role);
}

bool applies(const DefaultPermission& d, const Resource& object) {
  auto what = default_object(d.on.text);
  if (!what || grantable_on(object) != what->privileges) return false;
  bool is_schema = object.kind->objects_owner;
  if (is_schema || what->letter == 'n') return is_schema && what->letter == 'n';
  return !object.schema.empty() && (d.schema.empty() || d.schema == object.schema);
}

bool holds_all(const std::vector<Word>& all, const std::vector<Word>& some) {
  return std::all_of(some.begin(), some.end(), [&](auto& word) {
    return std::any_of(all.begin(), all.end(), [&](auto& other) { return other.text == word.text; });
  });
}

Permission* permission_of(const Resource& object, const std::string& role) {
  for (auto child : object.children)
    if (child->kind == &permission_kind && child->name == role) return &as<Permission>(*child);
  return nullptr;
}

bool is_owner(const Resource& object, const std::string& role) { return owner_of(object) == role; }

/// What a role has on an object of which no file says so: nothing, or what PUBLIC and the owner have from the start.
Permission& unsaid(Catalog& desired, Resource& object, const std::string& role, int version) {
  auto made = std::make_unique<Permission>();
  made->kind = &permission_kind;
  made->name = made->to = role;
  made->schema = object.schema;
  made->parent = &object;
  made->where = object.where;
  auto first = role == "PUBLIC" ? public_on(object) : is_owner(object, role) ? grantable_on(object) : "";
  made->privileges = privilege_words(first, version);
  made->address = make_address(permission_kind, "", role, &object);
  auto& added = as<Permission>(desired.add(std::move(made)));
  desired.index(added);
  added.needs.push_back({&object, true});
  return added;
}

/// The sequence behind an identity column, be it that no file says anything of it.
Resource& identity_sequence(Catalog& desired, Resource& column) {
  for (auto child : column.children)
    if (child->kind == &identity_sequence_kind) return *child;
  auto made = std::make_unique<IdentitySequence>();
  made->kind = &identity_sequence_kind;
  made->schema = column.schema;
  made->parent = &column;
  made->where = column.where;
  made->address = make_address(identity_sequence_kind, "", "", &column);
  auto& added = desired.add(std::move(made));
  desired.index(added);
  return added;
}

bool has_sequence(const Resource& column) {
  return column.kind->brings_relation && !column.kind->brings_relation(column).empty();
}

/// What default privileges may be for.
std::vector<Resource*> objects_of(Catalog& desired) {
  std::vector<Resource*> objects, columns;
  for (auto& r : desired.all()) {
    if (!r->parent && !grantable_on(*r).empty()) objects.push_back(r.get());
    if (has_sequence(*r)) columns.push_back(r.get());
  }
  for (auto column : columns) objects.push_back(&identity_sequence(desired, *column));
  return objects;
}

/// New ones are for what is made from then on: they come after the objects.
void put_last(DefaultPermission& d, const std::vector<Resource*>& objects) {
  for (auto object : objects)
    if (applies(d, *object)) d.needs.push_back({object, true});
}

}  // namespace

void state_rights(Catalog& desired, const Catalog& current, const ScopeOptions& scope) {
  auto is_new = [&](const Resource& r) { return r.kind == &default_permission_kind && !current.find(r.address); };
  bool says_rights = names_or_all(scope.manage, permission_kind.name), new_defaults = false;
  for (auto& r : desired.all()) {
    says_rights = says_rights || r->kind == &permission_kind;
    new_defaults = new_defaults || is_new(*r);
  }
  auto defaults = holding(desired, current);
  if (!new_defaults && (!says_rights || defaults.empty())) return;
  auto objects = objects_of(desired);
  for (auto& r : desired.all())
    if (is_new(*r)) put_last(as<DefaultPermission>(*r), objects);
  if (!says_rights) return;
  for (auto object : objects)
    for (auto& by_default : defaults) {
      auto d = by_default.permission;
      if (!applies(*d, *object) || !is_maker(by_default, *object, current)) continue;
      // A new owner takes over what the default privileges gave him, be it that he may pass it on.
      if (is_owner(*object, d->to) && d->grantable.empty()) continue;
      auto said = permission_of(*object, d->to);
      bool enough = said && holds_all(said->privileges, d->privileges) && holds_all(said->grantable, d->grantable);
      if (enough && d->to != "PUBLIC") continue;
      (said ? *said : unsaid(desired, *object, d->to, current.server_version)).reset = true;
    }
}

void state_column_rights(Catalog& desired, const Catalog& current) {
  std::vector<Permission*> on_columns;
  for (auto& r : desired.all())
    if (r->kind == &permission_kind && r->parent->kind->is_column) on_columns.push_back(&as<Permission>(*r));
  for (auto p : on_columns) {
    auto& table = *p->parent->parent;
    auto now = current.find(table.address);
    auto& owner = table.owner || !now ? table.owner : now->owner;
    bool leaves = current.find(make_address(permission_kind, "", p->to, &table)) && !permission_of(table, p->to);
    if (leaves && owner != p->to) unsaid(desired, table, p->to, current.server_version);
  }
}

}  // namespace schema::postgres
