"""Grants and default privileges."""
from errors import Refused, missing
from users import members, role_id, users_of

TABLE = ["SELECT", "INSERT", "UPDATE", "DELETE", "DROP", "REFERENCES", "ALTER", "TRUNCATE"]
ON = {"relation": TABLE, "schema": ["CREATE", "USAGE", "ALTER", "DROP"], "database": ["CREATE", "TEMPORARY", "TEMP", "USAGE", "ALTER"],
      "routine": ["EXECUTE"], "language": ["USAGE"]}


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


def grant_role(s, p, grant, option=False):
    p.at += 1
    roles = [p.user()]
    while p.take(",", "role"):
        roles.append(p.user())
    p.expect("to" if grant else "from")
    for kind, name in grantees(s, p):
        for role in roles:
            role_id(s, role)
            if kind == "user" and option:
                s.store.write("UPDATE svv_user_grants SET admin_option = 'f' WHERE user_name = ? AND role_name = ?", name, role)
            elif kind == "user":
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
    if not grant and p.take("admin", "option", "for"):
        return grant_role(s, p, grant, option=True)
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


STATEMENTS = [
    ("grant", lambda s, p: grant_or_revoke(s, p, True)), ("revoke", lambda s, p: grant_or_revoke(s, p, False)),
    ("alter default privileges", default_privileges),
]
