"""Users, groups, roles, grants, default privileges, row security and masking policies."""
import json

import types_ as types
from errors import Refused, missing, taken
from lexer import lex

TABLE = ["SELECT", "INSERT", "UPDATE", "DELETE", "DROP", "REFERENCES", "ALTER", "TRUNCATE"]
ON = {"relation": TABLE, "schema": ["CREATE", "USAGE", "ALTER", "DROP"], "database": ["CREATE", "TEMPORARY", "TEMP", "USAGE", "ALTER"],
      "routine": ["EXECUTE"], "language": ["USAGE"]}


# Users, groups, roles

def user_options(s, p, name, new):
    row = list(s.store.row("SELECT usecreatedb, usesuper, valuntil FROM pg_user WHERE usename = ?", name) or (0, 0, None))
    limit = syslog = timeout = None
    p.take("with")
    while p.next.kind != "end":
        if p.take("createdb"):
            row[0] = 1
        elif p.take("nocreatedb"):
            row[0] = 0
        elif p.take("createuser"):
            row[1] = 1
        elif p.take("nocreateuser"):
            row[1] = 0
        elif p.take("password"):
            if not p.take("disable"):
                p.string()
            new = False
        elif p.take("valid", "until"):
            row[2] = p.string()
        elif p.take("connection", "limit"):
            limit = "UNLIMITED" if p.take("unlimited") else str(p.integer())
        elif p.take("syslog", "access"):
            syslog = (p.one_of("restricted", "unrestricted") or p.fail()).upper()
        elif p.take("session", "timeout"):
            timeout = p.integer()
        elif p.take("in", "group"):
            while True:
                change_members(s, p.name(), [name], True)
                if not p.take(","):
                    break
        else:
            p.fail()
    if new:
        raise Refused("CREATE USER needs PASSWORD", "42601")
    s.store.write("UPDATE pg_user SET usecreatedb = ?, usesuper = ?, valuntil = ? WHERE usename = ?", *row, name)
    if limit or syslog or timeout:
        s.store.write("INSERT OR IGNORE INTO x_user VALUES (?, 'UNLIMITED', 'RESTRICTED', NULL)", name)
        s.store.write("UPDATE x_user SET connection_limit = coalesce(?, connection_limit), syslog_access = coalesce(?, syslog_access), "
                      "session_timeout = coalesce(?, session_timeout) WHERE usename = ?", limit, syslog, timeout, name)


def create_user(s, p):
    name = p.user()
    if s.store.value("SELECT 1 FROM pg_user WHERE usename = ?", name):
        raise taken("user", name)
    s.store.write("INSERT INTO pg_user VALUES (?, ?, 0, 0, 0, '********', NULL, NULL)", name, s.store.oid())
    user_options(s, p, name, True)


def the_user(s, p):
    name = p.user()
    if not s.store.value("SELECT 1 FROM pg_user WHERE usename = ?", name):
        raise missing("user", name)
    return name


def alter_user(s, p):
    name = the_user(s, p)
    if p.take("rename", "to"):
        s.store.write("UPDATE pg_user SET usename = ? WHERE usename = ?", p.user(), name)
        return
    if p.take("reset", "session", "timeout"):
        s.store.write("UPDATE x_user SET session_timeout = NULL WHERE usename = ?", name)
        return
    user_options(s, p, name, False)


def owned(s, name):
    for sql in ("SELECT relname FROM pg_class WHERE relowner = ?", "SELECT nspname FROM pg_namespace WHERE nspowner = ?",
                "SELECT proname FROM pg_proc_info WHERE proowner = ?"):
        found = s.store.value(sql, name)
        if found:
            return found
    return None


def drop_user(s, p):
    exists = p.take("if", "exists")
    name = p.user()
    if not s.store.value("SELECT 1 FROM pg_user WHERE usename = ?", name):
        if exists:
            return
        raise missing("user", name)
    thing = owned(s, name)
    if thing:
        raise Refused(f'user "{name}" cannot be dropped because the user owns some object', "55006", f"owner of {thing}")
    if s.store.value("SELECT 1 FROM x_grant WHERE grantee_type = 'user' AND grantee = ?", name):
        raise Refused(f'user "{name}" cannot be dropped because some objects depend on it', "55006", "the user has a privilege on some object")
    s.store.write("DELETE FROM pg_user WHERE usename = ?", name)
    s.store.write("DELETE FROM svv_user_grants WHERE user_name = ?", name)


def members(s, group):
    row = s.store.row("SELECT grolist FROM pg_group WHERE groname = ?", group)
    if not row:
        raise missing("group", group)
    return [int(x) for x in (row[0] or "{}").strip("{}").split(",") if x]


def change_members(s, group, users, add):
    ids = members(s, group)
    for user in users:
        uid = s.store.value("SELECT usesysid FROM pg_user WHERE usename = ?", user)
        if uid is None:
            raise missing("user", user)
        if add and uid not in ids:
            ids.append(uid)
        if not add and uid in ids:
            ids.remove(uid)
    s.store.write("UPDATE pg_group SET grolist = ? WHERE groname = ?", "{" + ",".join(map(str, ids)) + "}" if ids else None, group)


def users_of(p):
    names = [p.user()]
    while p.take(","):
        names.append(p.user())
    return names


def create_group(s, p):
    name = p.name()
    if s.store.value("SELECT 1 FROM pg_group WHERE groname = ?", name):
        raise taken("group", name)
    s.store.write("INSERT INTO pg_group VALUES (?, ?, NULL)", name, s.store.oid())
    if p.take("with", "user") or p.take("user"):
        change_members(s, name, users_of(p), True)
    p.done()


def alter_group(s, p):
    name = p.name()
    members(s, name)
    if p.take("add", "user"):
        change_members(s, name, users_of(p), True)
    elif p.take("drop", "user"):
        change_members(s, name, users_of(p), False)
    elif p.take("rename", "to"):
        s.store.write("UPDATE pg_group SET groname = ? WHERE groname = ?", p.name(), name)
    else:
        p.fail()
    p.done()


def drop_group(s, p):
    name = p.name()
    members(s, name)
    if s.store.value("SELECT 1 FROM x_grant WHERE grantee_type = 'group' AND grantee = ?", name):
        raise Refused(f'group "{name}" cannot be dropped because the group has a privilege on some object', "55006")
    s.store.write("DELETE FROM pg_group WHERE groname = ?", name)


def role_id(s, name):
    found = s.store.value("SELECT role_id FROM svv_roles WHERE role_name = ?", name)
    if found is None:
        raise missing("role", name)
    return found


def create_role(s, p):
    name = p.user()
    external = p.string() if p.take("externalid") else None
    p.done()
    if s.store.value("SELECT 1 FROM svv_roles WHERE role_name = ?", name):
        raise taken("role", name)
    if name.startswith("sys:"):
        raise Refused(f'role name "{name}" is reserved', "42939")
    s.store.write("INSERT INTO svv_roles VALUES (?, ?, ?, ?)", s.store.oid(), name, s.user, external)


def alter_role(s, p):
    name = p.user()
    role_id(s, name)
    p.take("with")
    if p.take("rename", "to"):
        s.store.write("UPDATE svv_roles SET role_name = ? WHERE role_name = ?", p.user(), name)
    elif p.take("owner", "to"):
        s.store.write("UPDATE svv_roles SET role_owner = ? WHERE role_name = ?", p.user(), name)
    elif p.take("externalid"):
        s.store.write("UPDATE svv_roles SET external_id = ? WHERE role_name = ?", p.string() or None, name)
    else:
        p.fail()
    p.done()


def drop_role(s, p):
    name = p.user()
    role_id(s, name)
    force = p.one_of("force", "restrict") == "force"
    p.done()
    used = s.store.value("SELECT 1 FROM svv_user_grants WHERE role_name = ? UNION ALL SELECT 1 FROM svv_role_grants WHERE granted_role_name = ? UNION "
                         "ALL SELECT 1 FROM x_grant WHERE grantee_type = 'role' AND grantee = ?", name, name, name)
    if used and not force:
        raise Refused(f"cannot drop role {name} because other objects depend on it", "2BP01", hint="Use FORCE to drop it anyway.")
    s.store.write("DELETE FROM svv_user_grants WHERE role_name = ?", name)
    s.store.write("DELETE FROM svv_role_grants WHERE ? IN (role_name, granted_role_name)", name)
    s.store.write("DELETE FROM x_grant WHERE grantee_type = 'role' AND grantee = ?", name)
    s.store.write("DELETE FROM svv_roles WHERE role_name = ?", name)


# Grants

def grantees(s, p):
    found = []
    while True:
        if p.take("public"):
            found.append(("public", "public"))
        elif p.take("group"):
            name = p.name()
            members(s, name)
            found.append(("group", name))
        elif p.take("role"):
            name = p.user()
            role_id(s, name)
            found.append(("role", name))
        else:
            name = p.user()
            if not s.store.value("SELECT 1 FROM pg_user WHERE usename = ?", name):
                raise missing("user", name)
            found.append(("user", name))
        if not p.take(","):
            return found


def privileges(p):
    """[(word, columns)]; ALL is None."""
    if p.take("all"):
        p.take("privileges")
        return None
    found = []
    while True:
        word = p.next.text.upper()
        p.at += 1
        found.append((word, p.names() if p.peek("(") else []))
        if not p.take(","):
            return found


def grant_role(s, p, grant):
    p.at += 1
    roles = [p.user()]
    while p.take(",", "role"):
        roles.append(p.user())
    p.expect("to" if grant else "from")
    for kind, name in grantees(s, p):
        for role in roles:
            role_id(s, role)
            if kind == "user":
                s.store.write("DELETE FROM svv_user_grants WHERE user_name = ? AND role_name = ?", name, role)
                if grant:
                    s.store.write("INSERT INTO svv_user_grants VALUES (0, ?, 0, ?, ?)", name, role, "t" if p.peek("with") else "f")
            elif kind == "role":
                s.store.write("DELETE FROM svv_role_grants WHERE role_name = ? AND granted_role_name = ?", name, role)
                if grant:
                    s.store.write("INSERT INTO svv_role_grants VALUES (0, ?, 0, ?)", name, role)
            else:
                raise Refused("roles can be granted to users and roles only", "0A000")
    p.take("with", "admin", "option")
    p.done()


def objects(s, p):
    """(kind, [oid])"""
    if p.take("schema"):
        names = [p.name()]
        while p.take(","):
            names.append(p.name())
        return "schema", [s.store.schema(n) for n in names]
    if p.take("database"):
        name = p.name()
        oid = s.store.value("SELECT oid FROM pg_database WHERE datname = ?", name)
        if oid is None:
            raise missing("database", name)
        return "database", [oid]
    if p.take("language"):
        return "language", [s.store.value("SELECT oid FROM pg_language WHERE lanname = ?", p.name()) or p.fail()]
    for word, kind in (("function", "f"), ("procedure", "p")):
        if p.take(word):
            import routines
            return "routine", [routines.routine(s, p, kind)]
    if p.take("all", "tables", "in", "schema"):
        return "relation", [r[0] for r in s.store.all("SELECT oid FROM pg_class WHERE relnamespace = ?", s.store.schema(p.name()))]
    p.take("table")
    names = [p.qualified()]
    while p.take(","):
        names.append(p.qualified())
    return "relation", [s.store.relation(*n).oid for n in names]


def grant_or_revoke(s, p, grant):
    option = not grant and bool(p.take("grant", "option", "for"))
    if p.peek("role"):
        return grant_role(s, p, grant)
    if p.peek("usage", "on", "datashare"):
        import external
        return external.share_usage(s, p, grant)
    words = privileges(p)
    p.expect("on")
    kind, oids = objects(s, p)
    p.expect("to" if grant else "from")
    to = grantees(s, p)
    with_option = bool(p.take("with", "grant", "option"))
    p.one_of("cascade", "restrict")
    p.done()
    if with_option and any(k != "user" for k, _ in to):
        raise Refused("grant options can only be granted to users", "0LP01")
    words = [(w, []) for w in ON[kind] if w != "TEMP"] if words is None else words
    for word, columns in words:
        if word not in ON[kind] or (columns and word not in ("SELECT", "UPDATE")):
            raise Refused(f"invalid privilege type {word} for {kind}", "0LP01")
        word = "TEMPORARY" if word == "TEMP" else word
        for oid in oids:
            for who in to:
                for sub in columns or [""]:
                    change(s, kind, oid, sub, who, word, grant, option, with_option)


def change(s, kind, oid, sub, who, word, grant, option, with_option, scope=""):
    key = (kind, oid, sub, *who, word, scope)
    where = "kind = ? AND object = ? AND sub = ? AND grantee_type = ? AND grantee = ? AND privilege = ? AND scope = ?"
    if option:
        s.store.write(f"UPDATE x_grant SET grantable = 0 WHERE {where}", *key)
    elif grant:
        s.store.write("INSERT INTO x_grant VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET grantable = max(grantable, excluded.grantable)",
                      kind, oid, sub, *who, word, int(with_option), s.user, scope)
    else:
        s.store.write(f"DELETE FROM x_grant WHERE {where}", *key)


def default_privileges(s, p):
    users, schemas = [s.user], [None]
    if p.take("for", "user"):
        users = users_of(p)
    if p.take("in", "schema"):
        schemas = [p.name()]
        while p.take(","):
            schemas.append(p.name())
    grant = p.one_of("grant", "revoke") or p.fail()
    option = grant == "revoke" and bool(p.take("grant", "option", "for"))
    words = privileges(p)
    p.expect("on")
    kind = (p.one_of("tables", "functions", "procedures") or p.fail()).upper()
    p.expect("to" if grant == "grant" else "from")
    to = grantees(s, p)
    with_option = bool(p.take("with", "grant", "option"))
    p.done()
    all_words = TABLE if kind == "TABLES" else ["EXECUTE"]
    words = [(w, []) for w in all_words] if words is None else words
    for user in users:
        for schema in schemas:
            oid = s.store.schema(schema) if schema else 0
            for word, _ in words:
                if word not in all_words:
                    raise Refused(f"invalid privilege type {word} for {kind.lower()}", "0LP01")
                for who in to:
                    change(s, "default", oid, kind, who, word, grant == "grant", option, with_option, scope=user)
                    s.store.write("UPDATE x_grant SET grantor = ? WHERE kind = 'default' AND scope = ?", user, user)


def apply_defaults(s, schema, what, kind, oid):
    for who_type, who, word, grantable in s.store.all("SELECT grantee_type, grantee, privilege, grantable FROM x_grant WHERE kind = 'default' AND "
                                                      "object IN (0, ?) AND sub = ? AND scope = ?", schema, what, s.user):
        change(s, kind, oid, "", (who_type, who), word, True, False, bool(grantable))


# Policies

def need_secadmin(s):
    if not s.superuser:
        raise Refused("must have the role sys:secadmin", "42501")


def policy_columns(p):
    p.expect("(")
    found = []
    while True:
        name = p.name()
        oid, typmod = p.type()
        found.append({"colname": name, "type": types.format_type(oid, typmod)})
        if not p.take(","):
            break
    p.expect(")")
    return found


def create_rls(s, p):
    need_secadmin(s)
    name = p.name()
    columns, alias = [], None
    if p.take("with"):
        columns = policy_columns(p)
        if p.take("as"):
            alias = p.name()
    p.expect("using")
    expression = p.in_parentheses()
    p.done()
    lex(expression)
    if s.store.value("SELECT 1 FROM svv_rls_policy WHERE polname = ?", name):
        raise taken("policy", name)
    s.store.write("INSERT INTO svv_rls_policy VALUES ('dev', ?, ?, ?, ?, 't', ?, NULL)", name, alias, json.dumps(columns), expression, s.user)


def alter_rls(s, p):
    need_secadmin(s)
    name = p.name()
    p.expect("using")
    expression = p.in_parentheses()
    p.done()
    if not s.store.write("UPDATE svv_rls_policy SET polqual = ? WHERE polname = ?", expression, name).rowcount:
        raise missing("policy", name)


def drop_rls(s, p):
    need_secadmin(s)
    exists = p.take("if", "exists")
    name = p.name()
    cascade = p.one_of("cascade", "restrict") == "cascade"
    p.done()
    attached = s.store.value("SELECT relname FROM svv_rls_attached_policy WHERE polname = ?", name)
    if attached and not cascade:
        raise Refused(f"cannot drop policy {name} because other objects depend on it", "2BP01", f"it is attached to {attached}")
    s.store.write("DELETE FROM svv_rls_attached_policy WHERE polname = ?", name)
    if not s.store.write("DELETE FROM svv_rls_policy WHERE polname = ?", name).rowcount and not exists:
        raise missing("policy", name)


def attach_rls(s, p, attach=True):
    need_secadmin(s)
    name = p.name()
    row = s.store.row("SELECT polatts FROM svv_rls_policy WHERE polname = ?", name)
    if not row:
        raise missing("policy", name)
    p.expect("on")
    p.take("table")
    relation = s.store.relation(*p.qualified())
    p.expect("to" if attach else "from")
    columns = s.store.columns(relation.oid)
    for column in json.loads(row[0]):
        if column["colname"] not in columns:
            raise missing("column", column["colname"])
    for kind, who in grantees(s, p):
        key = (relation.schema, relation.name, name, who, kind)
        s.store.write("DELETE FROM svv_rls_attached_policy WHERE relschema = ? AND relname = ? AND polname = ? AND grantee = ? AND granteekind = ?", *key)
        if attach:
            s.store.write("INSERT INTO svv_rls_attached_policy VALUES (?, ?, 'table', ?, ?, ?, ?, 't', 't')", relation.schema, relation.name, name,
                          s.user, who, kind)
    p.done()


def row_level_security(s, p, relation):
    on = p.one_of("on", "off") or p.fail()
    conjunction = None
    if p.take("conjunction", "type"):
        conjunction = (p.one_of("and", "or") or p.fail()).upper()
    p.take("for", "datashares")
    return lambda: s.store.write("UPDATE pg_class SET x_rls = ?, x_conjunction = coalesce(?, x_conjunction) WHERE oid = ?", int(on == "on"), conjunction,
                                 relation.oid)


def create_masking(s, p):
    need_secadmin(s)
    exists = p.take("if", "not", "exists")
    name = p.name()
    p.expect("with")
    columns = policy_columns(p)
    p.expect("using")
    expression = p.in_parentheses()
    p.done()
    if s.store.value("SELECT 1 FROM svv_masking_policy WHERE policy_name = ?", name):
        if exists:
            return
        raise taken("masking policy", name)
    s.store.write("INSERT INTO svv_masking_policy VALUES ('dev', ?, ?, ?, ?, NULL)", name, json.dumps(columns),
                  json.dumps([{"expr": expression, "type": "unknown"}]), s.user)


def alter_masking(s, p):
    need_secadmin(s)
    name = p.name()
    p.expect("using")
    expression = p.in_parentheses()
    p.done()
    if not s.store.write("UPDATE svv_masking_policy SET policy_expression = ? WHERE policy_name = ?",
                         json.dumps([{"expr": expression, "type": "unknown"}]), name).rowcount:
        raise missing("masking policy", name)


def drop_masking(s, p):
    need_secadmin(s)
    name = p.name()
    p.done()
    if s.store.value("SELECT 1 FROM svv_attached_masking_policy WHERE policy_name = ?", name):
        raise Refused(f"cannot drop masking policy {name}: it is attached", "2BP01")
    if not s.store.write("DELETE FROM svv_masking_policy WHERE policy_name = ?", name).rowcount:
        raise missing("masking policy", name)


def attach_masking(s, p, attach=True):
    need_secadmin(s)
    name = p.name()
    if not s.store.value("SELECT 1 FROM svv_masking_policy WHERE policy_name = ?", name):
        raise missing("masking policy", name)
    p.expect("on")
    relation = s.store.relation(*p.qualified())
    outputs = p.names()
    inputs = p.names() if attach and p.take("using") else outputs
    for column in outputs + inputs:
        s.store.column(relation, column)
    p.expect("to" if attach else "from")
    to = grantees(s, p)
    priority = p.integer() if attach and p.take("priority") else 0
    p.done()
    for kind, who in to:
        same = "schema_name = ? AND table_name = ? AND output_columns = ? AND grantee = ? AND grantee_type = ?"
        key = (relation.schema, relation.name, json.dumps(outputs), who, kind)
        if attach and s.store.value(f"SELECT 1 FROM svv_attached_masking_policy WHERE {same} AND priority = ?", *key, priority):
            raise Refused("a masking policy with the same priority is attached already", "42710")
        if not attach:
            s.store.write(f"DELETE FROM svv_attached_masking_policy WHERE policy_name = ? AND {same}", name, *key)
        else:
            s.store.write("INSERT INTO svv_attached_masking_policy VALUES (?, ?, ?, 'table', ?, ?, ?, ?, ?, ?)", name, relation.schema, relation.name,
                          s.user, who, kind, priority, json.dumps(inputs), json.dumps(outputs))


STATEMENTS = [
    ("create user", create_user), ("alter user", alter_user), ("drop user", drop_user), ("create group", create_group),
    ("alter group", alter_group), ("drop group", drop_group), ("create role", create_role), ("alter role", alter_role),
    ("drop role", drop_role), ("grant", lambda s, p: grant_or_revoke(s, p, True)), ("revoke", lambda s, p: grant_or_revoke(s, p, False)),
    ("alter default privileges", default_privileges), ("create rls policy", create_rls), ("alter rls policy", alter_rls),
    ("drop rls policy", drop_rls), ("attach rls policy", attach_rls), ("detach rls policy", lambda s, p: attach_rls(s, p, False)),
    ("create masking policy", create_masking), ("alter masking policy", alter_masking), ("drop masking policy", drop_masking),
    ("attach masking policy", attach_masking), ("detach masking policy", lambda s, p: attach_masking(s, p, False)),
]
