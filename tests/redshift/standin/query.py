"""SELECT, INSERT, UPDATE, DELETE. Queries over the catalogs are answered by the catalogs themselves; for others a small
SQLite database is made of just the relations that the query names."""
import json
import re
import sqlite3

import types_ as types
from errors import Refused, missing, unsupported
from lexer import lex
from parser import Parser

STATEMENTS = ("select", "with", "insert", "update", "delete", "truncate", "values", "table")
AFTER_RELATION = set("where join on left right inner outer full cross group order having limit union natural using set values select offset "
                     "except intersect minus default with returning".split())
FROM_INSIDE = {"extract", "substring", "trim", "overlay", "position"}
ABSENT = {"lateral", "ordinality", "filter", "materialized", "returning"}
ABSENT_FUNCTIONS = {"group_concat", "iif", "ifnull", "printf", "instr", "json_extract", "json_group_array", "array_agg", "string_agg",
                    "json_agg", "unnest", "set_config", "obj_description", "quote_ident", "quote_literal", "format"}
LEADER_ONLY = ("pg_",)
COMPUTE = ("svv_", "stv_", "stl_", "svl_", "sys_")


class Reference:
    def __init__(self, begin, end, schema, name, alias):
        self.begin, self.end, self.schema, self.name, self.alias = begin, end, schema, name, alias


def references(tokens):
    """The relations that stand after FROM, JOIN, INTO, UPDATE, or a comma of a FROM list."""
    found, stack, ctes, i = [], [], set(), 0
    for k in range(len(tokens) - 2):
        if tokens[k].kind in ("word", "quoted") and tokens[k + 1].text == "as" and tokens[k + 2].text == "(":
            ctes.add(tokens[k].text)
    in_list = False
    while i < len(tokens):
        token = tokens[i]
        if token.kind == "op" and token.text == "(":
            stack.append((in_list, i > 0 and tokens[i - 1].kind == "word" and tokens[i - 1].text in FROM_INSIDE))
            in_list = False
        elif token.kind == "op" and token.text == ")":
            in_list = stack.pop()[0] if stack else False
        elif token.kind == "word" and token.text in ("from", "join", "into", "update") and not (stack and stack[-1][1]) and \
                not (token.text == "from" and i > 0 and tokens[i - 1].text == "distinct"):
            in_list = True
            i = relation_at(tokens, i + 1, ctes, found)
            continue
        elif token.kind == "op" and token.text == "," and in_list:
            i = relation_at(tokens, i + 1, ctes, found)
            continue
        elif token.kind == "word" and token.text in ("where", "group", "order", "having", "limit", "select", "on", "set", "values"):
            in_list = token.text == "on" and in_list
        i += 1
    return found


def relation_at(tokens, i, ctes, found):
    begin = i
    if tokens[i].kind not in ("word", "quoted") or tokens[i].text in ("select", "table"):
        return i
    schema, name = None, tokens[i].text
    i += 1
    if tokens[i].text == "." and tokens[i].kind == "op":
        schema, name = name, tokens[i + 1].text
        i += 2
    if tokens[i].kind == "op" and tokens[i].text == "(" and schema is None and tokens[begin - 1].text != "into":
        return i
    end = i
    alias = None
    if tokens[i].kind == "word" and tokens[i].text == "as":
        alias = tokens[i + 1].text
    elif tokens[i].kind == "quoted" or (tokens[i].kind == "word" and tokens[i].text not in AFTER_RELATION):
        alias = tokens[i].text
    if schema or name not in ctes:
        found.append(Reference(begin, end, schema, name.lower(), alias))
    return end


def sqlite_type(oid):
    if oid in (20, 21, 23, 16):
        return "INTEGER"
    return "REAL" if oid in (700, 701, 1700) else "TEXT"


def operand(out):
    """Where the operand begins that ends with the last piece."""
    i = len(out) - 1
    if out[i] == ")":
        depth = 0
        while True:
            depth += 1 if out[i] == ")" else -1 if out[i] == "(" else 0
            if depth == 0:
                break
            i -= 1
        if i > 0 and re.fullmatch(r"[\w$]+", out[i - 1]) and out[i - 1] not in ("in", "and", "or", "on", "where", "when", "then", "select", "as"):
            i -= 1
    while i > 1 and out[i - 1] == ".":
        i -= 2
    return i


def translate(tokens, rename):
    """The text as SQLite reads it; `rename` tells what a reference is called there."""
    at = {r.begin: r for r in references(tokens)}
    out, i = [], 0
    while i < len(tokens) and tokens[i].kind != "end":
        token = tokens[i]
        if i in at:
            reference = at[i]
            out.append(rename(reference))
            i = reference.end
            continue
        if token.kind == "op" and token.text == "::":
            p = Parser("", tokens[i + 1:] + [tokens[-1]])
            oid, _ = p.type()
            begin = operand(out)
            out[begin:] = ["CAST(" + " ".join(out[begin:]) + f" AS {sqlite_type(oid)})"]
            i += 1 + p.at
            continue
        if token.kind == "word" and token.text == "cast" and tokens[i + 1].text == "(":
            out.append("cast")
        elif token.kind == "word" and token.text in ABSENT and token.text != "default":
            raise Refused(f'syntax error at or near "{token.raw}"', "42601", position=token.begin + 1)
        elif token.kind == "word" and token.text in ABSENT_FUNCTIONS and tokens[i + 1].text == "(":
            raise Refused(f"function {token.text}(\"unknown\") does not exist", "42883",
                          hint="No function matches the given name and argument types. You may need to add explicit type casts.")
        elif token.kind == "string":
            out.append("'" + token.text.replace("'", "''") + "'")
        elif token.kind == "quoted":
            out.append('"' + token.text.lower().replace('"', '""') + '"')
        elif token.kind == "op" and token.text == "~":
            out.append("REGEXP")
        elif token.kind == "op" and token.text == "~~":
            out.append("LIKE")
        elif token.kind == "op" and token.text == "!~":
            out.append("NOT REGEXP")
        elif token.kind == "word" and token.text in ("left", "right") and tokens[i + 1].text == "(":
            out.append(token.text + "_of")  # a keyword to SQLite
        elif token.kind == "word" and token.text == "ilike":
            out.append("LIKE")
        elif token.kind == "word" and token.text == "minus":
            out.append("EXCEPT")
        elif token.kind == "word" and token.text in ("sysdate", "current_user", "session_user", "user") and tokens[i + 1].text != "(" and tokens[i - 1].text != ".":
            out.append("'awsuser'" if token.text != "sysdate" else "'2026-01-01'")
        else:
            out.append(token.text if token.kind == "word" else token.raw)
        i += 1
    return " ".join(out)


def explain(error):
    """What SQLite says as the server would say it."""
    text = str(error)
    for pattern, message, code in ((r"no such column: (\S+)", 'column "{}" does not exist', "42703"),
                                   (r"no such table: (\S+)", 'relation "{}" does not exist', "42P01"),
                                   (r"no such function: (\S+)", "function {}() does not exist", "42883"),
                                   (r'near "([^"]*)": syntax', 'syntax error at or near "{}"', "42601")):
        found = re.search(pattern, text)
        if found:
            return Refused(message.format(found.group(1)), code)
    return Refused(text, "XX000")


def is_catalog(reference):
    return reference.schema in ("pg_catalog", "information_schema") or (
        reference.schema is None and reference.name.startswith(LEADER_ONLY + COMPUTE))


def over_catalogs(s, tokens, found):
    kinds = {"compute" if r.name.startswith(COMPUTE) else "leader" for r in found}
    if len(kinds) > 1:
        raise Refused("Specified types or functions (one per INFO message) not supported on Redshift tables.", "0A000")
    import catalog
    for r in found:
        if r.name in catalog.SUPERUSER_ONLY | catalog.SECURITY_ONLY and not s.superuser:
            if r.name in catalog.SECURITY_ONLY:
                continue
            raise Refused(f"permission denied for relation {r.name}", "42501")
        if r.name.startswith("x_"):
            raise missing("relation", r.name)
    return translate(tokens, lambda r: r.name)


def stored(s, relation):
    return [json.loads(row[0]) for row in s.store.all("SELECT data FROM rows_ WHERE relid = ? ORDER BY rid", relation)]


class Scratch:
    """A database with the relations that a query names."""

    def __init__(self, s):
        import catalog
        self.s, self.made = s, set()
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        catalog.functions(self.db, s.store)

    def name(self, reference):
        relation = self.s.store.relation(reference.schema, reference.name)
        self.make(relation)
        alias = "" if reference.alias else f' AS "{relation.name}"'
        return f'"{relation.schema}.{relation.name}"{alias}'

    def make(self, relation):
        if relation.oid in self.made:
            return
        self.made.add(relation.oid)
        full = f'"{relation.schema}.{relation.name}"'
        if relation.kind == "v":
            text = translate(lex(relation.view), self.name)
            self.run(f"CREATE VIEW {full} AS {text}")
            return
        columns = self.s.store.columns(relation.oid)
        self.db.execute(f"CREATE TABLE {full} (" + ", ".join(f'"{c["name"]}" {types.format_type(c["type"], c["typmod"])}' for c in columns.values()) + ")")
        names = ", ".join(f'"{c}"' for c in columns)
        marks = ", ".join("?" * (len(columns) + 1))
        numbers = [str(c["number"]) for c in columns.values()]
        for rid, data in self.s.store.all("SELECT rid, data FROM rows_ WHERE relid = ? ORDER BY rid", relation.oid):
            row = json.loads(data)
            self.db.execute(f"INSERT INTO {full} (rowid, {names}) VALUES ({marks})", [rid] + [row.get(n) for n in numbers])

    def run(self, sql):
        try:
            return self.db.execute(sql)
        except sqlite3.Error as e:
            raise explain(e)


def run(s, sql, p):
    if p.take("insert", "into"):
        return insert(s, p)
    if p.take("update"):
        return update(s, p)
    if p.take("delete"):
        p.take("from")
        return delete(s, p)
    if p.take("truncate"):
        p.take("table")
        relation = s.store.relation(*p.qualified(), kinds="r")
        s.write()
        s.store.write("DELETE FROM rows_ WHERE relid = ?", relation.oid)
        s.commit()  # TRUNCATE commits the transaction that it is in
        s.state = "I"
        return ("TRUNCATE",)
    tokens = lex(sql)
    found = references(tokens)
    if all(is_catalog(r) for r in found):
        try:
            cursor = s.store.db.execute(over_catalogs(s, tokens, found))
        except sqlite3.Error as e:
            raise explain(e)
    else:
        if any(is_catalog(r) for r in found):
            raise Refused("Specified types or functions (one per INFO message) not supported on Redshift tables.", "0A000")
        s.read_rows()
        scratch = Scratch(s)
        cursor = scratch.run(translate(tokens, scratch.name))
    rows = cursor.fetchall()
    return "SELECT", [d[0] for d in cursor.description or []], rows


def value_of(s, expression):
    return Scratch(s).run("SELECT " + translate(lex(expression), None)).fetchone()[0]


def checked(columns, row):
    """The row as it is stored, by column number."""
    for c in columns.values():
        value = row.get(str(c["number"]))
        if value is None and c["notnull"]:
            raise Refused(f"Cannot insert a NULL value into column {c['name']}", "23502")
        if value is not None and c["type"] in (1042, 1043) and len(str(value).encode()) > c["typmod"] - 4:
            raise Refused(f"value too long for type {types.format_type(c['type'], c['typmod'])}", "22001")
        if c["type"] == 16 and value in (0, 1):
            row[str(c["number"])] = "t" if value else "f"  # as it is printed: SQLite has no booleans
    return json.dumps(row)


def insert(s, p):
    relation = s.store.relation(*p.qualified(), kinds="r")
    s.write()
    columns = s.store.columns(relation.oid)
    named = None
    if p.peek("(") and not p.peek("select", ahead=1):
        named = p.names()
        for name in named:
            s.store.column(relation, name)
    if p.take("default", "values"):
        rows, named = [()], []
    else:
        scratch = Scratch(s)
        source = translate(p.tokens[p.at:], scratch.name)
        rows = scratch.run(source).fetchall()
    targets = [columns[n] for n in (named if named is not None else list(columns))]
    if rows and len(rows[0]) > len(targets):
        raise Refused("INSERT has more expressions than target columns", "42601")
    defaults = dict(s.store.all("SELECT adnum, adsrc FROM pg_attrdef WHERE adrelid = ?", relation.oid))
    for c in targets:
        if str(defaults.get(c["number"], "")).startswith('"identity"'):
            raise Refused(f"cannot set an identity column to a value", "0A000")
    for values in rows:
        row = {str(c["number"]): v for c, v in zip(targets, values)}
        given = set(row)
        for number, text in defaults.items():
            if str(number) in given:
                continue
            identity = re.match(r"\"(?:default_)?identity\"\(\d+, \d+, '(-?\d+),(-?\d+)'", text)
            row[str(number)] = int(identity[1]) + int(identity[2]) * times_given(s, relation.oid, number) if identity else value_of(s, text)
        s.store.write("INSERT INTO rows_ (relid, data) VALUES (?, ?)", relation.oid, checked(columns, row))
    return (f"INSERT 0 {len(rows)}",)


def times_given(s, relation, number):
    """How many values an identity has given before; those that INSERT names do not count."""
    return s.store.value("INSERT INTO x_identity VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET given = given + 1 RETURNING given - 1", relation, number)


def update(s, p):
    begin = p.at
    relation = s.store.relation(*p.qualified(), kinds="r")
    s.write()
    p.expect("set")
    names, expressions = [], []
    while True:
        names.append(s.store.column(relation, p.name()))
        p.expect("=")
        part = p.until("where")
        expressions.append(p.text[part[0].begin:part[-1].end])
        if not p.take(","):
            break
    where = p.text[p.next.begin:]
    scratch = Scratch(s)
    sql = f"SELECT {relation.name}.rowid, {', '.join(expressions)} FROM {relation.schema}.{relation.name} {where}"
    rows = scratch.run(translate(lex(sql), scratch.name)).fetchall()
    columns = s.store.columns(relation.oid)
    for row in rows:
        data = json.loads(s.store.value("SELECT data FROM rows_ WHERE rid = ?", row[0]))
        data.update({str(c["number"]): v for c, v in zip(names, row[1:])})
        s.store.write("UPDATE rows_ SET data = ? WHERE rid = ?", checked(columns, data), row[0])
    del begin
    return (f"UPDATE {len(rows)}",)


def delete(s, p):
    relation = s.store.relation(*p.qualified(), kinds="r")
    s.write()
    where = p.text[p.next.begin:]
    scratch = Scratch(s)
    sql = f"SELECT {relation.name}.rowid FROM {relation.schema}.{relation.name} {where}"
    rows = scratch.run(translate(lex(sql), scratch.name)).fetchall()
    for (rid,) in rows:
        s.store.write("DELETE FROM rows_ WHERE rid = ?", rid)
    return (f"DELETE {len(rows)}",)


def fill(s, relation, number, default):
    value = value_of(s, default)
    for rid, data in s.store.all("SELECT rid, data FROM rows_ WHERE relid = ?", relation):
        row = json.loads(data)
        row[str(number)] = value
        s.store.write("UPDATE rows_ SET data = ? WHERE rid = ?", json.dumps(row), rid)
