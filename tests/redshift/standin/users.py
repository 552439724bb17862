"""Users, groups and roles."""
from errors import Refused, missing, taken


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
    if p.take("set"):
        parameter = p.name()
        p.take("to") or p.expect("=")
        return change_setting(s, name, parameter, p.string())
    if p.take("reset"):
        return change_setting(s, name, p.name(), None)
    user_options(s, p, name, False)


def change_setting(s, user, parameter, value):
    s.setting(parameter)
    now = s.store.value("SELECT useconfig FROM pg_user WHERE usename = ?", user)
    settings = [x for x in (now or "{}")[1:-1].split(",") if x and not x.startswith(parameter + "=")]
    settings += [f"{parameter}={value}"] if value else []
    s.store.write("UPDATE pg_user SET useconfig = ? WHERE usename = ?", "{" + ",".join(settings) + "}" if settings else None, user)


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


STATEMENTS = [
    ("create user", create_user), ("alter user", alter_user), ("drop user", drop_user), ("create group", create_group),
    ("alter group", alter_group), ("drop group", drop_group), ("create role", create_role), ("alter role", alter_role),
    ("drop role", drop_role),
]
