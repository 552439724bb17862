"""CREATE, ALTER and DROP SCHEMA, external ones too; COMMENT."""
import json

from errors import Refused, missing, syntax, taken

UNITS = {"mb": 1, "gb": 1024, "tb": 1024 * 1024}


def quota(p):
    if p.take("unlimited"):
        return None
    amount = p.integer()
    return amount * UNITS[p.one_of(*UNITS) or "gb"]


def create_schema(s, p):
    exists = p.take("if", "not", "exists")
    owner = s.user
    name = None
    if not p.peek("authorization"):
        name = p.name()
    if p.take("authorization"):
        owner = p.user()
        name = name or owner
    limit = quota(p) if p.take("quota") else None
    p.done()
    if s.store.value("SELECT 1 FROM pg_namespace WHERE nspname = ?", name):
        if exists:
            return
        raise taken("schema", name)
    if name.startswith("pg_"):
        raise Refused(f'unacceptable schema name "{name}"', "42939", 'The prefix "pg_" is reserved for system schemas.')
    s.store.write("INSERT INTO pg_namespace VALUES (?, ?, ?, NULL, ?)", s.store.oid(), name, owner, limit)


SOURCES = {"data catalog": 1, "hive metastore": 2, "postgres": 3, "mysql": 4, "kinesis": 5, "msk": 6, "kafka": 7, "redshift": 8}
NEEDED = {"data catalog": ["database"], "hive metastore": ["database", "uri"], "postgres": ["database", "uri", "iam_role", "secret_arn"],
          "mysql": ["database", "uri", "iam_role", "secret_arn"], "kinesis": ["iam_role"], "msk": [], "kafka": [], "redshift": ["database"]}


def create_external_schema(s, p):
    exists = p.take("if", "not", "exists")
    name = p.name()
    p.expect("from")
    source = p.one_of(*SOURCES)
    if not source:
        p.fail()
    options, creates = {}, False
    while p.next.kind != "end":
        if p.take("create", "external", "database"):
            p.expect("if", "not", "exists")
            creates = True
            continue
        key = p.one_of("database", "schema", "region", "uri", "port", "iam_role", "secret_arn", "authentication", "authentication_arn",
                       "cluster_arn", "catalog_role", "catalog_id")
        if not key:
            p.fail()
        if key == "iam_role" and p.take("default"):
            options[key] = "default"
        elif key == "port":
            options[key] = str(p.integer())
        elif key == "authentication":
            options[key] = p.one_of("none", "iam", "mtls") or p.fail()
        else:
            options[key] = p.string()
    for key in NEEDED[source]:
        if key not in options:
            raise syntax(p.next, p.text)
    if creates:
        s.alone("CREATE EXTERNAL SCHEMA ... CREATE EXTERNAL DATABASE")
    if s.store.value("SELECT 1 FROM pg_namespace WHERE nspname = ?", name):
        if exists:
            return
        raise taken("schema", name)
    oid = s.store.oid()
    s.store.write("INSERT INTO pg_namespace VALUES (?, ?, ?, NULL, NULL)", oid, name, s.user)
    database = options.pop("database", None)
    upper = {key.upper(): value for key, value in options.items()}
    s.store.write("INSERT INTO pg_external_schema VALUES (?, ?, ?, ?)", oid, SOURCES[source], database, json.dumps(upper))


def alter_schema(s, p):
    name = p.name()
    oid = s.store.schema(name)
    if p.take("rename", "to"):
        new = p.name()
        if s.store.value("SELECT 1 FROM pg_namespace WHERE nspname = ?", new):
            raise taken("schema", new)
        s.store.write("UPDATE pg_namespace SET nspname = ? WHERE oid = ?", new, oid)
    elif p.take("owner", "to"):
        s.store.write("UPDATE pg_namespace SET nspowner = ? WHERE oid = ?", p.user(), oid)
    elif p.take("quota"):
        if not s.superuser:
            raise Refused("must be superuser to alter schema quota", "42501")
        s.store.write("UPDATE pg_namespace SET x_quota = ? WHERE oid = ?", quota(p), oid)
    else:
        p.fail()
    p.done()


def drop_schema(s, p):
    exists = p.take("if", "exists")
    names = [p.name()]
    while p.take(","):
        names.append(p.name())
    external = p.take("drop", "external", "database")
    cascade = p.one_of("cascade", "restrict") == "cascade"
    p.done()
    if external:
        s.alone("DROP SCHEMA ... DROP EXTERNAL DATABASE")
    for name in names:
        oid = s.store.value("SELECT oid FROM pg_namespace WHERE nspname = ?", name)
        if oid is None:
            if exists:
                continue
            raise missing("schema", name)
        drop(s, oid, name, cascade)


def drop(s, oid, name, cascade):
    relations = s.store.all("SELECT relname FROM pg_class WHERE relnamespace = ?", oid)
    routines = s.store.all("SELECT prooid FROM pg_proc_info WHERE pronamespace = ?", oid)
    if (relations or routines) and not cascade:
        raise Refused(f"cannot drop schema {name} because other objects depend on it", "2BP01",
                      hint="Use DROP ... CASCADE to drop the dependent objects too.")
    for (relation,) in relations:
        found = s.store.find(name, relation)
        if found:
            s.store.drop_relation(found, True)
    s.store.write("DELETE FROM pg_proc_info WHERE pronamespace = ?", oid)
    s.store.write("DELETE FROM svv_external_tables WHERE schemaname = ?", name)
    s.store.write("DELETE FROM svv_external_columns WHERE schemaname = ?", name)
    s.store.write("DELETE FROM pg_external_schema WHERE esoid = ?", oid)
    s.store.write("DELETE FROM x_grant WHERE kind IN ('schema', 'default') AND object = ?", oid)
    s.store.write("DELETE FROM pg_description WHERE objoid = ?", oid)
    s.store.write("DELETE FROM pg_namespace WHERE oid = ?", oid)


def comment(s, p):
    sub, class_oid = 0, 1259
    if p.take("column"):
        names = [p.name()]
        while p.take("."):
            names.append(p.name())
        relation = s.store.relation(*([None] + names)[-3:-1] if len(names) > 1 else p.fail())
        if relation.late:
            raise Refused(f'"{relation.name}" is a late binding view: columns cannot have comments', "0A000")
        oid, sub = relation.oid, s.store.column(relation, names[-1])["number"]
    elif p.take("table"):
        oid = s.store.relation(*p.qualified(), kinds="r").oid
    elif p.take("view"):
        oid = s.store.relation(*p.qualified(), kinds="v").oid
    elif p.take("constraint"):
        name = p.name()
        p.expect("on")
        relation = s.store.relation(*p.qualified(), kinds="r")
        class_oid = 2606
        oid = s.store.value("SELECT oid FROM pg_constraint WHERE conrelid = ? AND conname = ?", relation.oid, name)
        if oid is None:
            raise Refused(f'constraint "{name}" for table "{relation.name}" does not exist', "42704")
    elif p.take("schema"):
        class_oid, oid = 2615, s.store.schema(p.name())
    elif p.take("database"):
        class_oid, oid = 1262, s.store.value("SELECT oid FROM pg_database WHERE datname = ?", p.name())
    else:
        p.fail()
    p.expect("is")
    text = None if p.take("null") else p.string()
    p.done()
    s.store.write("DELETE FROM pg_description WHERE objoid = ? AND classoid = ? AND objsubid = ?", oid, class_oid, sub)
    if text:
        s.store.write("INSERT INTO pg_description VALUES (?, ?, ?, ?)", oid, class_oid, sub, text)


STATEMENTS = [
    ("create external schema", create_external_schema), ("create schema", create_schema), ("alter schema", alter_schema),
    ("drop schema", drop_schema), ("comment on", comment),
]
