"""Row security and masking policies."""
import json

import types_ as types
from errors import Refused, missing, taken
from lexer import lex
from grants import grantees


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
    ("create rls policy", create_rls), ("alter rls policy", alter_rls), ("drop rls policy", drop_rls),
    ("attach rls policy", attach_rls), ("detach rls policy", lambda s, p: attach_rls(s, p, False)),
    ("create masking policy", create_masking), ("alter masking policy", alter_masking), ("drop masking policy", drop_masking),
    ("attach masking policy", attach_masking), ("detach masking policy", lambda s, p: attach_masking(s, p, False)),
]
