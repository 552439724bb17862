"""Functions (SQL, Lambda) and procedures."""
import json
import re

import types_ as types
from errors import Refused, missing, taken

LANGUAGES = {"sql": 14, "plpgsql": 16390, "plpythonu": 16391, "exfunc": 16392}
MODES = {"in": "i", "out": "o", "inout": "b"}


def arguments(p, named):
    found = []
    p.expect("(")
    while not p.take(")"):
        mode = p.one_of("inout", "in", "out") or "in"
        name = ""
        first = p.next.text
        following = p.tokens[p.at + 1]
        if named and following.kind in ("word", "quoted") and first not in ("double", "character", "binary", "interval") and \
                not (first in ("time", "timestamp") and following.text in ("with", "without")):
            name = p.name()
        if not name and p.take("in"):
            mode = "in"
        elif name:
            mode = p.one_of("inout", "in", "out") or mode
        found.append((name, mode, p.type()[0]))
        if not p.take(","):
            p.expect(")")
            break
    return found


def volatility(p):
    return {"volatile": "v", "stable": "s", "immutable": "i"}.get(p.one_of("volatile", "stable", "immutable"))


def find(s, schema, name, oids, kind):
    return s.store.value("SELECT prooid FROM pg_proc_info WHERE pronamespace = ? AND proname = ? AND proargtypes = ? AND prokind = ?", schema, name,
                         " ".join(map(str, oids)), kind)


def save(s, p, schema, name, args, kind, replace, **rest):
    schema_oid, schema = s.store.schema_for_new(schema)
    inputs = [a[2] for a in args if a[1] != "out"]
    old = find(s, schema_oid, name, inputs, kind)
    if old and not replace:
        raise Refused(f'function "{name}" already exists with same argument types', "42723")
    if old:
        before = s.store.row("SELECT prorettype, proallargtypes FROM pg_proc_info WHERE prooid = ?", old)
        if before[0] != rest["returns"] or (kind == "p" and before[1] != "{" + ",".join(str(a[2]) for a in args) + "}"):
            raise Refused("cannot change return type of existing function", "42P13", hint="Use DROP FUNCTION first.")
        s.store.write("DELETE FROM pg_proc_info WHERE prooid = ?", old)
    oid = old or s.store.oid()
    owner = s.user
    s.store.write("INSERT INTO pg_proc_info VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", oid, name, schema_oid, owner,
                  LANGUAGES[rest["language"]], int(rest.get("definer", False)), rest.get("volatility", "v"), rest["returns"],
                  " ".join(map(str, inputs)), "{" + ",".join(a[0] for a in args) + "}" if any(a[0] for a in args) else None,
                  "{" + ",".join(MODES[a[1]] for a in args) + "}", "{" + ",".join(str(a[2]) for a in args) + "}", rest["body"], kind, rest.get("config"),
                  rest.get("external"))
    if not old:
        if kind == "f":
            s.store.write("INSERT INTO x_grant VALUES ('routine', ?, '', 'public', 'public', 'EXECUTE', 0, ?, '')", oid, s.user)
        import grants
        grants.apply_defaults(s, schema_oid, "PROCEDURES" if kind == "p" else "FUNCTIONS", "routine", oid)


def create_function(s, p, replace=False):
    schema, name = p.qualified()
    args = arguments(p, named=True)
    p.expect("returns")
    returns = p.type()[0]
    kind = volatility(p)
    if not kind:
        p.fail()
    p.expect("as")
    body = p.string()
    p.expect("language")
    language = p.name()
    p.done()
    if language == "plpythonu":
        raise Refused("Creation of new Python UDFs is not supported", "0A000")
    if language != "sql":
        raise Refused(f'language "{language}" does not exist', "42704")
    if any(a[0] for a in args):
        raise Refused("SQL functions take arguments without names", "42601")
    words = re.findall(r"[a-z_]+", body.lower())
    if words[:1] != ["select"] or {"from", "into", "where", "group", "order", "limit"} & set(words):
        raise Refused("The body of a SQL function must be one SELECT without FROM, INTO, WHERE, GROUP BY, ORDER BY or LIMIT", "42601")
    save(s, p, schema, name, args, "f", replace, returns=returns, language=language, body=body, volatility=kind)


def create_external(s, p, replace=False):
    schema, name = p.qualified()
    args = arguments(p, named=False)
    p.expect("returns")
    returns = p.type()[0]
    kind = volatility(p)
    if not kind:
        p.fail()
    p.expect("lambda")
    external = {"lambda": p.string()}
    p.expect("iam_role")
    external["iam_role"] = "default" if p.take("default") else p.string()
    if p.take("retry_timeout"):
        external["retry_timeout"] = p.integer()
    if p.take("max_batch_rows"):
        external["max_batch_rows"] = p.integer()
    if p.take("max_batch_size"):
        external["max_batch_size"] = p.integer()
        external["max_batch_size_unit"] = p.one_of("kb", "mb") or "mb"
    p.done()
    save(s, p, schema, name, args, "f", replace, returns=returns, language="exfunc", body=json.dumps(external), volatility=kind,
         external=json.dumps(external))


def create_procedure(s, p, replace=False):
    schema, name = p.qualified()
    args = arguments(p, named=True)
    nonatomic = p.take("nonatomic")
    p.expect("as")
    body = p.string()
    p.expect("language")
    if not p.take("plpgsql"):
        raise Refused("procedures are written in plpgsql", "42601")
    definer, config = False, []
    while p.next.kind != "end":
        if p.take("security"):
            definer = (p.one_of("invoker", "definer") or p.fail()) == "definer"
        elif p.take("set"):
            key = p.name()
            p.take("to") or p.expect("=")
            config.append(f"{key}={p.next.text}")
            p.at += 1
        else:
            p.fail()
    if len(body) > 2 << 20:
        raise Refused("the source of a procedure can have at most 2 MB", "54000")
    if nonatomic:
        config.append("nonatomic=on")
    save(s, p, schema, name, args, "p", replace, returns=2278, language="plpgsql", body=body, definer=definer,
         config="{" + ",".join(config) + "}" if config else None)


def routine(s, p, kind):
    schema, name = p.qualified()
    args = arguments(p, named=True)
    oids = [a[2] for a in args if a[1] != "out"]
    for place in [schema] if schema else s.search_path():
        oid = find(s, s.store.schema(place), name, oids, kind)
        if oid:
            return oid
    signature = f"{name}({', '.join(types.format_type(o, -1) for o in oids)})"
    raise Refused(f"{'procedure' if kind == 'p' else 'function'} {signature} does not exist", "42883")


def alter(s, p, kind):
    oid = routine(s, p, kind)
    if p.take("owner", "to"):
        s.store.write("UPDATE pg_proc_info SET proowner = ? WHERE prooid = ?", p.user(), oid)
    elif p.take("rename", "to"):
        s.store.write("UPDATE pg_proc_info SET proname = ? WHERE prooid = ?", p.name(), oid)
    else:
        p.fail()
    p.done()


def drop(s, p, kind):
    p.take("if", "exists")
    oid = routine(s, p, kind)
    p.one_of("cascade", "restrict")
    p.done()
    s.store.write("DELETE FROM pg_proc_info WHERE prooid = ?", oid)
    s.store.write("DELETE FROM x_grant WHERE kind = 'routine' AND object = ?", oid)


STATEMENTS = [
    ("create or replace external function", lambda s, p: create_external(s, p, True)), ("create external function", create_external),
    ("create or replace function", lambda s, p: create_function(s, p, True)), ("create function", create_function),
    ("create or replace procedure", lambda s, p: create_procedure(s, p, True)), ("create procedure", create_procedure),
    ("alter function", lambda s, p: alter(s, p, "f")), ("alter procedure", lambda s, p: alter(s, p, "p")),
    ("drop function", lambda s, p: drop(s, p, "f")), ("drop procedure", lambda s, p: drop(s, p, "p")),
]
assert missing and taken
