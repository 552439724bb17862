#include "kinds/permission.hpp"

#include "kinds/default_permission.hpp"
#include "postgres/privileges.hpp"
#include "redshift/grantee.hpp"
#include "redshift/support.hpp"

namespace schema {
extern const Kind permission_kind;
extern const Kind default_permission_kind;
extern const Kind schema_kind;
}  // namespace schema

namespace schema::redshift {

namespace {

using postgres::Grant;
using postgres::Rights;

std::vector<Word> on_relations() {
  return {{"alter"}, {"delete"}, {"drop"}, {"insert"}, {"references"}, {"select"}, {"truncate"}, {"update"}};
}

/// What GRANT takes for an object of this kind (r_GRANT).
std::vector<Word> grantable(const Resource& object) {
  if (object.kind->keyword == "column") return {{"select"}, {"update"}};
  if (object.kind->name_space == "relation") return on_relations();
  if (object.kind->name_space == "routine") return {{"execute"}};
  return {{"alter"}, {"create"}, {"drop"}, {"usage"}};
}

/// What PUBLIC may do with a new one: call functions (not procedures), and use the schema public.
std::vector<Word> public_rights(const Resource& object) {
  if (object.kind->name == "function") return {{"execute"}};
  if (object.address == "schema.public") return {{"create"}, {"usage"}};
  return {};
}

/// The privileges of each object and grantee, as they are read one by one.
using Found = std::map<std::pair<Resource*, std::string>, Rights>;

/// A view of privileges: the columns that name the object, and how it is found by them.
void read(Inspector& db, std::string_view names, std::string_view view, bool options, Found& found, const std::function<Resource*(Row&)>& object) {
  auto sql = fmt::format("SELECT {}, identity_type, identity_name, privilege_type, {} FROM {}", names, options ? "admin_option" : "'f'", view);
  db.query_if_allowed(sql, [&](Row& row) {
    auto r = object(row);
    auto type = row.text(), name = row.text(), word = row.text();
    if (!r) return;
    auto owner = r->kind->keyword == "column" ? r->parent->owner : r->owner;
    if (type == "user" && owner == name) return;
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    auto& rights = found[{r, grantee(type, name)}];
    rights.privileges.push_back({word});
    if (row.boolean()) rights.grantable.push_back({word});
  });
}

Found read_rights(Inspector& db) {
  Found found;
  auto& catalog = db.catalog();
  auto relation = [&](Row& row) {
    auto schema = row.text();
    return db.relation(schema, row.text());
  };
  read(db, "namespace_name, relation_name", "svv_relation_privileges", true, found, relation);
  read(db, "namespace_name, relation_name, column_name", "svv_column_privileges", false, found, [&](Row& row) -> Resource* {
    auto table = relation(row);
    auto name = row.text();
    for (auto child : table ? table->children : std::vector<Resource*>())
      if (child->kind->keyword == "column" && child->name == name) return child;
    return nullptr;
  });
  read(db, "namespace_name", "svv_schema_privileges", true, found, [&](Row& row) { return catalog.find(make_address(schema_kind, "", row.text(), nullptr)); });
  read(db, "namespace_name, function_name, argument_types", "svv_function_privileges", true, found, [&](Row& row) -> Resource* {
    auto schema = row.text(), name = row.text();
    name += "(" + row.text() + ")";
    for (auto kind : all_kinds())
      if (kind->name_space == "routine")
        if (auto r = catalog.find(make_address(*kind, schema, name, nullptr))) return r;
    return nullptr;
  });
  return found;
}

void sort(std::vector<Word>& words) {
  std::sort(words.begin(), words.end(), [](auto& a, auto& b) { return a.text < b.text; });
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

void inspect(Inspector& db) {
  auto found = read_rights(db);
  auto privileged = [&] {
    bool super = false;
    db.query("SELECT 1 FROM pg_user WHERE usename = current_user AND usesuper", [&](Row&) { super = true; });
    return super;
  };
  // What PUBLIC lost shows only to those who see all rows.
  if (privileged())
    for (auto& r : db.catalog().all())
      if (!public_rights(*r).empty()) found.try_emplace({r.get(), "PUBLIC"});
  for (auto& [key, rights] : found) {
    auto& [object, to] = key;
    auto p = make<Permission>(permission_kind, "", to, object);
    p->to = to;
    p->privileges = rights.privileges;
    p->grantable = rights.grantable;
    sort(p->privileges);
    sort(p->grantable);
    if (to == "PUBLIC") p->initial = public_rights(*object);
    if (p->privileges != p->initial) db.add(std::move(p));
  }
}

std::string object_sql(const Resource& object) {
  if (object.kind->keyword == "column") return object_sql(*object.parent);
  auto& render = support(*object.kind).render;
  return render.granted ? render.granted(object) : render.target(object);
}

Grant grant_of(const Permission& p) {
  bool column = p.parent->kind->keyword == "column";
  return {"", object_sql(*p.parent), column ? p.parent->name : "", grantee_sql(p.to)};
}

void create(const Creation& c, Script& out) {
  auto& p = as<Permission>(c.resource);
  Rights from;
  if (p.to == "PUBLIC") from.privileges = public_rights(*p.parent);
  grant_of(p).change(from, {p.privileges, p.grantable}, out);
}

void drop(const Resource& r, Script& out) {
  auto& p = as<Permission>(r);
  grant_of(p).change({p.privileges, p.grantable}, {p.initial, {}}, out);
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Permission>(change.from);
  auto& to = as<Permission>(change.to);
  grant_of(to).change({from.privileges, from.grantable}, {to.privileges, to.grantable}, out);
  return true;
}

bool holds(const std::vector<Word>& list, std::string_view word) {
  return std::any_of(list.begin(), list.end(), [&](auto& w) { return w.text == word; });
}

/// ALL means the words of Redshift; others are not known to it.
void only_own_words(const Resource& r, std::vector<Word>& list, const std::vector<Word>& own, Diagnostics& out) {
  if (holds(list, "all")) list = own;
  std::vector<std::string> known;
  for (auto& word : own) known.push_back(word.text);
  for (auto& word : list)
    if (!holds(own, word.text))
      out.error("not-in-redshift", r.where, fmt::format("{}: there is no privilege \"{}\" here", r.address, word.text),
                fmt::format("one of: {}", fmt::join(known, ", ")));
}

void prepare(Resource& r, const Resource*, const Catalog& all, Diagnostics& out) {
  auto& p = as<Permission>(r);
  p.to = resolved_grantee(p.to, all);
  if (auto to = find_grantee(p.to, all)) r.needs.push_back({to, true});
  p.name = p.to;
  p.address = make_address(permission_kind, p.schema, p.name, p.parent);
  auto own = grantable(*p.parent);
  only_own_words(r, p.privileges, own, out);
  only_own_words(r, p.grantable, own, out);
  bool user = p.to != "PUBLIC" && p.to.find(' ') == std::string::npos;
  if (!p.grantable.empty() && !user)
    out.error("not-in-redshift", r.where, fmt::format("{}: only users can pass privileges on", r.address), "take \"grantable\" out");
}

// Default privileges -------------------------------------------------------------------------------------------------

void inspect_defaults(Inspector& db) {
  std::map<std::string, std::unique_ptr<DefaultPermission>> found;
  db.query_if_allowed(
      "SELECT schema_name, object_type, owner_name, privilege_type, grantee_name, grantee_type, admin_option FROM svv_default_privileges", [&](Row& row) {
        auto p = make<DefaultPermission>(default_permission_kind, "", "");
        p->schema = row.text();
        if (!p->schema.empty()) p->in = reference(schema_kind, "", p->schema);
        auto type = row.text();
        p->on.text = type.starts_with("P") ? "procedures" : type.starts_with("F") ? "functions" : "tables";
        p->for_role = row.text();
        auto word = row.text(), name = row.text();
        p->to = grantee(row.text(), name);
        for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        p->name = default_permission_kind.default_name(*p);
        auto& one = found[p->name];
        if (!one) one = std::move(p);
        one->privileges.push_back({word});
        if (row.boolean()) one->grantable.push_back({word});
      });
  for (auto& [name, p] : found) {
    sort(p->privileges);
    sort(p->grantable);
    db.add(std::move(p));
  }
}

Grant grant_of(const DefaultPermission& p) {
  auto prefix = "ALTER DEFAULT PRIVILEGES FOR USER " + identifier(p.for_role) + " ";
  if (p.in.to) prefix += "IN SCHEMA " + identifier(p.in.to->name) + " ";
  return {prefix, p.on.text, "", grantee_sql(p.to)};
}

void create_default(const Creation& c, Script& out) {
  auto& p = as<DefaultPermission>(c.resource);
  grant_of(p).change({}, {p.privileges, p.grantable}, out);
}

void drop_default(const Resource& r, Script& out) {
  auto& p = as<DefaultPermission>(r);
  grant_of(p).change({p.privileges, p.grantable}, {}, out);
}

bool alter_default(const Change& change, Script& out) {
  auto& from = as<DefaultPermission>(change.from);
  auto& to = as<DefaultPermission>(change.to);
  grant_of(to).change({from.privileges, from.grantable}, {to.privileges, to.grantable}, out);
  return true;
}

void prepare_default(Resource& r, const Resource*, const Catalog& all, Diagnostics& out) {
  auto& p = as<DefaultPermission>(r);
  p.to = resolved_grantee(p.to, all);
  if (auto to = find_grantee(p.to, all)) r.needs.push_back({to, true});
  p.name = default_permission_kind.default_name(p);
  p.address = make_address(default_permission_kind, "", p.name, nullptr);
  bool routines = p.on.text == "functions" || p.on.text == "procedures";
  if (p.on.text != "tables" && !routines)
    out.error("not-in-redshift", r.where, fmt::format("{}: default privileges are on tables, functions or procedures", r.address));
  auto own = routines ? std::vector<Word>{{"execute"}} : on_relations();
  only_own_words(r, p.privileges, own, out);
  only_own_words(r, p.grantable, own, out);
}

}  // namespace

extern const Support permission_support;
const Support permission_support = {
    .inspect = inspect,
    .render = {.create = create, .drop = drop, .alter = alter},
    .prepare = prepare,
};

extern const Support default_permission_support;
const Support default_permission_support = {
    .inspect = inspect_defaults,
    .render = {.create = create_default, .drop = drop_default, .alter = alter_default},
    .prepare = prepare_default,
};

}  // namespace schema::redshift
