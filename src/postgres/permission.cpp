#include "kinds/permission.hpp"

#include "kinds/privileges.hpp"
#include "postgres/privileges.hpp"

namespace schema {
extern const Kind permission_kind;
extern const Kind system_object_kind;
extern const Kind system_column_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

/// A catalog whose rows have an ACL.
struct AclClass {
  std::string_view catalog;
  std::string_view acl, owner;      ///< its columns
  std::string_view letter;          ///< what acldefault() takes for a row o
  std::string_view schema;          ///< the column that holds the schema's oid; empty: none
  std::string_view granted;         ///< how GRANT names a row o in schema n, as SQL
  std::string_view condition = "";  ///< that leaves rows out
};
// A multirange is its range's: pg_dump tells nothing of what is granted on it, and from version 17 on nothing can be.
// Nor does it of what a range's constructors got from default privileges.
constexpr AclClass kClasses[] = {
    {"pg_namespace", "nspacl", "nspowner", "'n'", "oid", "format('SCHEMA %I', o.nspname)"},
    {"pg_class", "relacl", "relowner", "CASE o.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\"", "relnamespace",
     "format('%s %I.%I', CASE o.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, o.relname)"},
    {"pg_proc", "proacl", "proowner", "'f'", "pronamespace",
     "format('%s %I.%I(%s)', CASE o.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, n.nspname, o.proname, "
     "oidvectortypes(o.proargtypes))",
     " AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass AND x.objid = o.oid AND x.deptype "
     "= "
     "'i')"},
    {"pg_type", "typacl", "typowner", "'T'", "typnamespace", "format('TYPE %I.%I', n.nspname, o.typname)",
     " AND o.typtype <> 'm'"},
    {"pg_language", "lanacl", "lanowner", "'l'", "", "format('LANGUAGE %I', o.lanname)"},
    {"pg_foreign_data_wrapper", "fdwacl", "fdwowner", "'F'", "", "format('FOREIGN DATA WRAPPER %I', o.fdwname)"},
    {"pg_foreign_server", "srvacl", "srvowner", "'S'", "", "format('FOREIGN SERVER %I', o.srvname)"},
    {"pg_database", "datacl", "datdba", "'d'", "", "NULL"},
};

/// Every object with an ACL of its own, with the ACL that it was made with: what initdb or an extension's script
/// granted counts as such, under whoever owns the object now. The information schema's is initdb's, which keeps no
/// record of it.
std::string objects_of(const AclClass& c) {
  return fmt::format(
      "SELECT '{0}'::regclass::oid AS class, o.oid, 0 AS sub, "
      "CASE WHEN o.oid < 16384 OR EXISTS (SELECT FROM pg_depend x WHERE x.classid = '{0}'::regclass AND x.objid = "
      "o.oid "
      "AND x.deptype = 'e') THEN array_remove(ARRAY[{5}], NULL) END AS system, o.{2} AS owner, o.{1} AS acl, "
      "coalesce((SELECT array_agg(makeaclitem(CASE WHEN e.grantee = e.grantor THEN o.{2} ELSE e.grantee END, o.{2}, "
      "e.privilege_type, e.is_grantable)) FROM pg_init_privs i, aclexplode(i.initprivs) e "
      "WHERE i.classoid = '{0}'::regclass AND i.objoid = o.oid AND i.objsubid = 0), acldefault({3}, o.{2})) AS base "
      "FROM {0} o {4} WHERE o.{1} IS NOT NULL{6}",
      c.catalog, c.acl, c.owner, c.letter,
      c.schema.empty()
          ? std::string()
          : fmt::format(
                "JOIN pg_namespace n ON n.oid = o.{} AND n.nspname !~ '^(pg_toast|pg_temp_|information_schema)'",
                c.schema),
      c.granted, c.condition);
}

constexpr std::string_view kColumns = R"(
  SELECT 1259, c.oid, a.attnum,
         CASE WHEN c.oid < 16384 OR EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid
                                               AND x.deptype = 'e')
              THEN ARRAY[format('TABLE %I.%I', n.nspname, c.relname), a.attname] END, c.relowner, a.attacl,
         coalesce((SELECT array_agg(makeaclitem(e.grantee, c.relowner, e.privilege_type, e.is_grantable))
                     FROM aclexplode(i.initprivs) e), acldefault('c', c.relowner))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^(pg_toast|pg_temp_|information_schema)'
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = a.attnum
   WHERE (a.attacl IS NOT NULL OR i.initprivs IS NOT NULL) AND NOT a.attisdropped)";

std::string all_objects() {
  std::string all;
  for (auto& c : kClasses) all += objects_of(c) + "\n UNION ALL ";
  return all + std::string(kColumns);
}

/// REVOKE on a table takes the same privileges on its columns as well (manual: sql-revoke), so that those of a role
/// must be dropped after those on the table.
void need_columns(Permission& p) {
  for (auto column : p.parent->children)
    for (auto child : column->children)
      if (child->kind == p.kind && child->name == p.name) p.needs.push_back({child, true});
}

/// Something that no kind of resource stands for: the table, and its column if there are two names.
Resource& system_object(Inspector& db, Class row_class, Oid oid, int32_t sub, std::vector<std::string> names) {
  auto object = db.find(row_class, oid);
  if (!object) object = &db.add(make<SystemObject>(system_object_kind, "", std::move(names[0])), row_class, oid);
  if (names.size() < 2) return *object;
  return db.add(make<SystemColumn>(system_column_kind, "", std::move(names[1]), object), row_class, oid, sub);
}

void inspect_permissions(Inspector& db) {
  std::vector<Permission*> all;
  auto order = " ORDER BY class, oid, sub DESC, role, grantor";
  db.query(changed_rights(all_objects()) + order, [&](Row& row) {
    auto row_class = Class(row.oid());
    auto oid = row.oid();
    auto sub = static_cast<int32_t>(row.integer());
    auto parent = db.find(row_class, oid, sub);
    auto system = row.list();
    if (!parent && !system.empty()) parent = &system_object(db, row_class, oid, sub, std::move(system));
    if (!parent) return;
    auto role = row.text();
    auto p = make<Permission>(permission_kind, "", "", parent);
    p->to = std::move(role);
    p->grantor = row.text();
    p->name = permission_kind.default_name(*p);
    p->privileges = to_words(row.list());
    p->grantable = to_words(row.list());
    p->initial = to_words(row.list());
    all.push_back(&db.add(std::move(p)));
    need_columns(*all.back());
  });
  std::map<std::string_view, const Resource*> schemas;
  for (auto p : all)
    if (p->parent->kind->objects_owner) schemas[p->parent->name] = p->parent;
  for (auto p : all)
    if (!p->grantor.empty()) need_grantor(*p, schemas[p->schema]);
}

bool is_column(const Resource& object) { return object.kind->is_column; }

std::string object_sql(const Resource& object) {
  if (is_column(object)) return object_sql(*object.parent);
  auto& render = support(*object.kind).render;
  return render.granted ? render.granted(object) : render.target(object);
}

Grant grant_of(const Permission& p) {
  return {"", object_sql(*p.parent), is_column(*p.parent) ? p.parent->name : "", grantee_sql(p.to)};
}

bool holds(const std::vector<Word>& list, const Word& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<Word> shared(std::vector<Word> a, const std::vector<Word>& b) {
  std::erase_if(a, [&](const Word& word) { return !holds(b, word); });
  return a;
}

/// Those that REVOKE names where the one becomes the other.
std::vector<Word> lost_rights(const Rights& from, const Rights& to) {
  auto lost = from.privileges;
  std::erase_if(lost, [&](const Word& word) {
    return holds(to.privileges, word) && (holds(to.grantable, word) || !holds(from.grantable, word));
  });
  return lost;
}

/// REVOKE on a table takes the same privileges on its columns as well (manual: sql-revoke): those of the role are given
/// again.
void restore_columns(const Permission& p, const std::vector<Word>& lost, Script& out) {
  bool revoked = std::any_of(out.statements.begin(), out.statements.end(),
                             [](const Statement& s) { return s.sql.starts_with("REVOKE "); });
  if (!revoked) return;
  for (auto column : p.parent->children) {
    if (!is_column(*column)) continue;
    for (auto child : column->children)
      if (child->kind == p.kind && child->name == p.name) {
        auto& own = as<Permission>(*child);
        grant_of(own).change({}, {shared(own.privileges, lost), shared(own.grantable, lost)}, out);
      }
  }
}

/// What PUBLIC may do with a new object. Who else may use the schema public has changed in version 15.
std::vector<Word> public_rights(const Resource& object, int server_version) {
  if (object.address != "schema.public") return privilege_words(public_on(object), server_version);
  return privilege_words(server_version >= 150000 ? "usage" : "create usage", server_version);
}

bool is_owners(const Permission& p) { return !is_column(*p.parent) && owner_of(*p.parent) == p.to; }

/// What the owner may do from the start, and PUBLIC.
Rights rights_at_first(const Permission& p, int server_version) {
  if (p.to == "PUBLIC") return {public_rights(*p.parent, server_version), {}};
  if (is_owners(p)) return {privilege_words(grantable_on(*p.parent), server_version), {}};
  return {};
}

/// What the owner does is done by whoever may do it in his name; what others passed on, only they can give or take.
template <class Change>
void as_grantor(const Permission& p, const std::vector<Word>& lost, Script& out, Change change) {
  Script script;
  change(script);
  restore_columns(p, lost, script);
  bool other = !p.grantor.empty() && !script.statements.empty();
  if (other) out.add("SET ROLE " + sql::quote_ident(p.grantor));
  std::move(script.statements.begin(), script.statements.end(), std::back_inserter(out.statements));
  if (other) out.add("RESET ROLE");
}

/// Whether the object is made now. What only exists through its parent is made as that begins to bring it; what is the
/// server's own is always there.
bool is_made(const Creation& c, const Resource& object) {
  if (!object.kind->intrinsic) return !c.before(object);
  if (!object.parent) return false;
  auto holder = c.before(*object.parent);
  auto brings = object.parent->kind->brings_relation;
  return !holder || (brings && brings(*holder).empty());
}

/// Whether less may be left than there is from the start of what the server or an extension has made: nobody knows what
/// they grant.
bool is_less_of_system(const Permission& p) {
  return is<SystemObject>(&top_of(p)) && (p.privileges.empty() || (p.to == "PUBLIC" && !is_column(*p.parent)));
}

/// The owner's grants on what may be new, where some have rights from the start.
void grant_first(const Creation& c, const Permission& p, Script& out) {
  auto grant = grant_of(p);
  Rights to{p.privileges, p.grantable};
  auto first = rights_at_first(p, c.server_version);
  if (is_less_of_system(p) || (p.reset && is_made(c, *p.parent))) {
    grant.revoke_all(out);
    grant.change({}, to, out);
  } else if (p.to == "PUBLIC" || (is_owners(p) && to == first)) {
    grant.change(first, to, out);
  } else {
    // A list that is empty, or the owner's, can only mean that less is left than there is from the start: of a new
    // object, which default privileges may have opened.
    bool less = p.privileges.empty() && !is_column(*p.parent) && is_made(c, *p.parent);
    if (less || is_owners(p)) grant.revoke_all(out);
    grant.change({}, to, out);
  }
}

void create(const Creation& c, Script& out) {
  auto& p = as<Permission>(c.resource);
  as_grantor(p, privilege_words(grantable_on(*p.parent), c.server_version), out, [&](Script& script) {
    if (p.grantor.empty())
      grant_first(c, p, script);
    else
      grant_of(p).change({}, {p.privileges, p.grantable}, script);
  });
}

void change_rights(const Permission& p, const Rights& from, const Rights& to, Script& out) {
  as_grantor(p, lost_rights(from, to), out, [&](Script& script) { grant_of(p).change(from, to, script); });
}

void drop(const Resource& r, Script& out) {
  auto& p = as<Permission>(r);
  change_rights(p, {p.privileges, p.grantable}, {p.initial, {}}, out);
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Permission>(change.from);
  auto& to = as<Permission>(change.to);
  change_rights(to, {from.privileges, from.grantable}, {to.privileges, to.grantable}, out);
  return true;
}

/// What its grantor may no longer pass on. The server takes it back only if it is told to (CASCADE).
bool loses_ground(const Permission& p, const Permission& from, const Permission& to) {
  if (p.grantor != from.to) return false;
  auto lost = from.grantable;
  std::erase_if(lost, [&](const Word& word) { return holds(to.grantable, word); });
  return share_privileges(p.privileges, lost);
}

/// A new owner takes over what the old one had, on the columns too, and what he was granted himself is lost in that
/// (manual: sql-altertable, aclnewowner() in acl.c).
bool undone_by(const Resource& r, const Change& above) {
  auto& to = as<Permission>(r).to;
  if (auto grantor = is<Permission>(&above.from))
    return loses_ground(as<Permission>(r), *grantor, as<Permission>(above.to));
  return above.has("owner") && (to == above.from.owner || to == above.to.owner);
}

}  // namespace

extern const Support permission_support;
const Support permission_support = {inspect_permissions,
                                    {.create = create, .drop = drop, .alter = alter, .undone_by = undone_by}};

}  // namespace schema::postgres
