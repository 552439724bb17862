#include "kinds/permission.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind permission_kind;
extern const Kind system_object_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

/// Every object with an ACL of its own, with the ACL that it would have without one. What initdb grants on the schema
/// public counts as such, under whoever owns it now.
constexpr std::string_view kObjects[] = {
    R"(SELECT 2615::oid AS class, n.oid, 0 AS sub, NULL AS system, n.nspacl AS acl,
         coalesce((SELECT array_agg(makeaclitem(CASE WHEN e.grantee = e.grantor THEN n.nspowner ELSE e.grantee END, n.nspowner,
                                                e.privilege_type, e.is_grantable))
                     FROM pg_init_privs i, aclexplode(i.initprivs) e WHERE i.classoid = 2615 AND i.objoid = n.oid),
                  acldefault('n', n.nspowner)) AS base
    FROM pg_namespace n WHERE n.nspacl IS NOT NULL AND $user(pg_namespace, n.oid))",
    R"(SELECT 1259, c.oid, 0, NULL, c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, c.relowner)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relacl IS NOT NULL AND $user(pg_class, c.oid))",
    R"(SELECT 1259, c.oid, a.attnum, NULL, a.attacl, acldefault('c', c.relowner)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE a.attacl IS NOT NULL AND a.attnum > 0 AND NOT a.attisdropped AND $user(pg_class, c.oid))",
    R"(SELECT 1255, p.oid, 0, NULL, p.proacl, acldefault('f', p.proowner)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.proacl IS NOT NULL AND $user(pg_proc, p.oid))",
    R"(SELECT 1247, t.oid, 0, NULL, t.typacl, acldefault('T', t.typowner)
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
   WHERE t.typacl IS NOT NULL AND t.typtype IN ('e', 'd', 'c') AND $user(pg_type, t.oid))",
    R"(SELECT 1255, p.oid, 0, format('FUNCTION %I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)), p.proacl,
         coalesce(i.initprivs, acldefault('f', p.proowner))
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    LEFT JOIN pg_init_privs i ON i.classoid = 1255 AND i.objoid = p.oid AND i.objsubid = 0
   WHERE p.proacl IS NOT NULL AND p.prokind <> 'p' AND n.nspname = 'pg_catalog')",
    R"(SELECT 1259, c.oid, 0, format('TABLE %I.%I', n.nspname, c.relname), c.relacl, coalesce(i.initprivs, acldefault('r', c.relowner))
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_init_privs i ON i.classoid = 1259 AND i.objoid = c.oid AND i.objsubid = 0
   WHERE c.relacl IS NOT NULL AND n.nspname = 'pg_catalog')",
};

/// A row an object and role: the privileges of either ACL, and those that may be passed on. Who granted them is not
/// asked.
std::string privileges_of(std::string_view acl) {
  return fmt::format(
      "SELECT class, oid, sub, min(system) AS system, grantee, array_agg(word ORDER BY word) AS words, "
      "coalesce(array_agg(word ORDER BY word) FILTER (WHERE grantable), '{{}}') AS grantable "
      "FROM (SELECT class, oid, sub, system, e.grantee, lower(e.privilege_type) AS word, bool_or(e.is_grantable) AS grantable "
      "FROM objects, aclexplode({}) e GROUP BY 1, 2, 3, 4, 5, 6) g GROUP BY 1, 2, 3, 5",
      acl);
}

std::vector<Word> words(const std::vector<std::string>& list) {
  std::vector<Word> out;
  for (auto& word : list) out.push_back({word});
  return out;
}

/// REVOKE on a table takes the same privileges on its columns as well (manual: sql-revoke), so that those of a role
/// must be dropped after those on the table.
void need_columns(Permission& p) {
  for (auto column : p.parent->children)
    for (auto child : column->children)
      if (child->kind == p.kind && child->name == p.name) p.needs.push_back({child, true});
}

void inspect_permissions(Inspector& db) {
  db.query(fmt::format(R"(
    WITH objects AS MATERIALIZED ({}), now AS ({}), base AS ({})
    SELECT class, oid, sub, coalesce(now.system, base.system), CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END, now.words, now.grantable, base.words
      FROM now FULL JOIN base USING (class, oid, sub, grantee)
     WHERE now.words IS DISTINCT FROM base.words OR now.grantable IS DISTINCT FROM base.grantable
     ORDER BY 1, 2, 3 DESC, 5)",
                       fmt::join(kObjects, "\n UNION ALL "), privileges_of("acl"), privileges_of("base")),
           [&](Row& row) {
             auto row_class = Class(row.oid());
             auto oid = row.oid();
             auto parent = db.find(row_class, oid, static_cast<int32_t>(row.integer()));
             auto system = row.text();
             if (!parent && !system.empty()) parent = &db.add(make<SystemObject>(system_object_kind, "", system), row_class, oid);
             if (!parent) return;
             auto role = row.text();
             auto p = make<Permission>(permission_kind, "", role, parent);
             p->to = std::move(role);
             p->privileges = words(row.list());
             p->grantable = words(row.list());
             p->initial = words(row.list());
             need_columns(db.add(std::move(p)));
           });
}

bool holds(const std::vector<Word>& list, const Word& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_column(const Resource& object) { return object.kind->keyword == "column"; }

std::string object_sql(const Resource& object) {
  if (is_column(object)) return "TABLE " + table_of(object);
  if (object.kind->name == "view" || object.kind->name == "materialized_view") return "TABLE " + qualified(object);
  return support(*object.kind).render.target(object);
}

std::string role_sql(const Permission& p) { return p.to == "PUBLIC" ? p.to : sql::quote_ident(p.to); }

/// "select (a), update (a)": the privileges, each with its column if the object is one.
std::string privilege_list(const Permission& p, const std::vector<Word>& privileges) {
  std::string out;
  for (auto& word : privileges) {
    out.append(out.empty() ? "" : ", ").append(word.text);
    if (is_column(*p.parent)) out += " (" + sql::quote_ident(p.parent->name) + ")";
  }
  return out;
}

void grant(const Permission& p, const std::vector<Word>& privileges, bool grantable, Script& out) {
  if (privileges.empty()) return;
  out.add(fmt::format("GRANT {} ON {} TO {}{}", privilege_list(p, privileges), object_sql(*p.parent), role_sql(p),
                      grantable ? " WITH GRANT OPTION" : ""));
}

void revoke(const Permission& p, std::string_view what, Script& out) {
  out.add(fmt::format("REVOKE {} ON {} FROM {}", what, object_sql(*p.parent), role_sql(p)));
}

/// What a role has on an object.
struct Rights {
  std::vector<Word> privileges, grantable;
};

/// The statements that lead from the one to the other.
void change_rights(const Permission& p, const Rights& from, const Rights& to, Script& out) {
  std::vector<Word> lost, lost_option, gained, gained_option;
  for (auto& word : from.privileges) {
    if (!holds(to.privileges, word))
      lost.push_back(word);
    else if (holds(from.grantable, word) && !holds(to.grantable, word))
      lost_option.push_back(word);
  }
  for (auto& word : to.privileges) {
    bool option = holds(to.grantable, word);
    if (option && !(holds(from.privileges, word) && holds(from.grantable, word)))
      gained_option.push_back(word);
    else if (!option && !holds(from.privileges, word))
      gained.push_back(word);
  }
  if (!lost.empty()) revoke(p, privilege_list(p, lost), out);
  if (!lost_option.empty()) revoke(p, "GRANT OPTION FOR " + privilege_list(p, lost_option), out);
  grant(p, gained, false, out);
  grant(p, gained_option, true, out);
}

/// REVOKE on a table takes the same privileges on its columns as well (manual: sql-revoke): those of the role are given
/// again.
void restore_columns(const Permission& p, Script& out) {
  bool revoked = std::any_of(out.statements.begin(), out.statements.end(),
                             [](const Statement& s) { return s.sql.starts_with("REVOKE "); });
  if (!revoked) return;
  for (auto column : p.parent->children) {
    if (!is_column(*column)) continue;
    for (auto child : column->children)
      if (child->kind == p.kind && as<Permission>(*child).to == p.to) {
        auto& own = as<Permission>(*child);
        change_rights(own, {}, {own.privileges, own.grantable}, out);
      }
  }
}

/// What PUBLIC may do with a new object.
std::vector<Word> public_rights(const Resource& object, int server_version) {
  auto kind = object.kind->name;
  if (kind == "function" || kind == "procedure") return {{"execute"}};
  if (kind == "system_object") return {{object.name.starts_with("FUNCTION") ? "execute" : "select"}};
  if (kind == "enum" || kind == "domain" || kind == "composite") return {{"usage"}};
  if (kind != "schema" || object.name != "public") return {};
  return server_version >= 150000 ? std::vector<Word>{{"usage"}} : std::vector<Word>{{"create"}, {"usage"}};
}

void create(const Creation& c, Script& out) {
  auto& p = as<Permission>(c.resource);
  Rights to{p.privileges, p.grantable};
  if (p.to == "PUBLIC") {
    change_rights(p, {public_rights(*p.parent, c.server_version), {}}, to, out);
  } else {
    // A list that is empty, or the owner's, can only mean that less is left than there is from the start.
    auto& table = is_column(*p.parent) ? *p.parent->parent : *p.parent;
    if (p.privileges.empty() || table.owner == p.to) revoke(p, "ALL", out);
    change_rights(p, {}, to, out);
  }
  restore_columns(p, out);
}

void drop(const Resource& r, Script& out) {
  auto& p = as<Permission>(r);
  change_rights(p, {p.privileges, p.grantable}, {p.initial, {}}, out);
  restore_columns(p, out);
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Permission>(change.from);
  auto& to = as<Permission>(change.to);
  change_rights(to, {from.privileges, from.grantable}, {to.privileges, to.grantable}, out);
  restore_columns(to, out);
  return true;
}

}  // namespace

extern const Support permission_support;
const Support permission_support = {inspect_permissions, {.create = create, .drop = drop, .alter = alter}};

}  // namespace schema::postgres
