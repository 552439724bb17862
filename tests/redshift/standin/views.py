"""Views, bound and late-binding, and materialized views."""
import json
import re

import query
import tables
import types_ as types
from catalog import AUTO
from errors import Refused, taken
from lexer import lex
from parser import RESERVED

KEYWORDS = set("""select from where and or not as on join left right inner outer full cross group by order having limit offset union all
    distinct case when then else end in between like is null asc desc with using exists except intersect interval true false cast over
    partition""".split())
CLAUSES = {"group", "order", "having", "limit", "union", "offset", "except", "intersect"}


def output_columns(s, text):
    """(name, type, typmod) of a query's columns."""
    scratch = query.Scratch(s)
    scratch.run("CREATE VIEW result AS " + query.translate(lex(text), scratch.name))
    scratch.run("SELECT * FROM result LIMIT 0")
    found = []
    for _, name, declared, *_ in scratch.run("PRAGMA table_info(result)").fetchall():
        try:
            from parser import Parser
            oid, typmod = Parser(declared).type() if declared and declared not in ("TEXT", "INT", "NUM", "REAL", "BLOB") else (1043, 260)
        except Refused:
            oid, typmod = 1043, 260
        found.append((name.lower(), oid, typmod))
    names = [f[0] for f in found]
    for name in names:
        if names.count(name) > 1:
            raise Refused(f'column "{name}" duplicated', "42701")
    return found


def quoted(name):
    return name if re.fullmatch(r"[a-z_][a-z0-9_$]*", name) and name not in RESERVED else '"' + name.replace('"', '""') + '"'


def deparse(s, text):
    """A bound view's query, printed anew from what the server understood: qualified, with casts and parentheses."""
    tokens = lex(text)
    references = query.references(tokens)
    relations = [(r, s.store.relation(r.schema, r.name)) for r in references]
    single = relations[0] if len(relations) == 1 else None
    columns = list(s.store.columns(single[1].oid)) if single else []
    label = (single[0].alias or single[1].name) if single else None
    at = {r.begin: (r, relation) for r, relation in relations}
    out, i, wrapped = [], 0, False
    while tokens[i].kind != "end":
        token = tokens[i]
        previous = tokens[i - 1].text if i else ""
        if i in at:
            reference, relation = at[i]
            out.append(f"{quoted(relation.schema)}.{quoted(relation.name)}")
            i = reference.end
            continue
        if token.kind == "word" and token.text in CLAUSES and wrapped:
            out.append(")")
            wrapped = False
        if token.kind == "word" and token.text == "where" and single:
            out += ["WHERE", "("]
            wrapped = True
        elif token.text == "*" and previous == "select" and columns:
            out.append(", ".join(f"{label}.{c}" for c in columns))
        elif token.kind == "word" and token.text == "like":
            out.append("~~")
        elif token.kind == "word" and token.text in KEYWORDS:
            out.append(token.text.upper())
        elif token.kind in ("word", "quoted") and token.text in columns and previous not in (".", "as") and tokens[i + 1].text not in ("(", "."):
            out.append(f"{label}.{token.text}")
        elif token.kind == "string":
            out.append(f"{token.raw}::character varying" if tokens[i + 1].text != "::" else token.raw)
        elif token.text == "!=":
            out.append("<>")
        else:
            out.append(token.text if token.kind == "word" else token.raw)
        i += 1
    if wrapped:
        out.append(")")
    joined = " ".join(out)
    return re.sub(r" ?(\.|::) ?", r"\1", re.sub(r"\( ", "(", re.sub(r" ([,)])", r"\1", re.sub(r"(\b(?!IN|AND|OR|AS|ON|WHERE|FROM|NOT|EXISTS|UNION|ALL|OVER)\w+) \(", r"\1(", joined))))


def printed(store, oid, text, late, materialized, name):
    """pg_get_viewdef: schemas on the search_path are left out."""
    if late:
        return text
    if materialized:
        return json.loads(materialized)["statement"]
    tokens = lex(text)
    path = store.session.search_path()
    for r in reversed(query.references(tokens)):
        if r.schema in path:
            begin, end = tokens[r.begin].begin, tokens[r.begin + 2].begin
            text = text[:begin] + text[end:]
    return text + ";"


def follow_rename(s, relation, new):
    """A bound view holds what it uses by its oid: its text follows."""
    for oid, _ in s.store.dependents(relation.oid):
        text = s.store.value("SELECT x_view FROM pg_class WHERE oid = ?", oid)
        tokens = lex(text)
        for r in reversed(query.references(tokens)):
            if (r.schema, r.name) != (relation.schema, relation.name):
                continue
            begin, end = tokens[r.begin].begin, tokens[r.end - 1].end
            alias = "" if r.alias else f" {relation.name}"
            text = f"{text[:begin]}{quoted(relation.schema)}.{quoted(new)}{alias}{text[end:]}"
        s.store.write("UPDATE pg_class SET x_view = ? WHERE oid = ?", text, oid)


def remember_dependencies(s, oid, text):
    tokens = lex(text)
    rewrite = s.store.oid()
    s.store.write("INSERT INTO pg_rewrite VALUES (?, '_RETURN', ?)", rewrite, oid)
    words = {t.text for t in tokens if t.kind in ("word", "quoted")}
    for r in query.references(tokens):
        relation = s.store.relation(r.schema, r.name)
        used = [c["number"] for name, c in s.store.columns(relation.oid).items() if name in words or "*" in [t.text for t in tokens]]
        for number in used or [0]:
            s.store.write("INSERT INTO pg_depend VALUES (2618, ?, 0, 1259, ?, ?, 'n')", rewrite, relation.oid, number)


def create_view(s, p, replace=False):
    schema, name = p.qualified()
    names = p.names() if p.peek("(") else None
    p.expect("as")
    text = p.rest()
    if text.rstrip().endswith(";"):
        text = text.rstrip()[:-1]
    ending = re.search(r"\s+with\s+no\s+schema\s+binding\s*$", text, re.IGNORECASE)
    late = bool(ending)
    if late:
        text = text[:ending.start()]
    schema_oid, schema = s.store.schema_for_new(schema)
    old = s.store.find(schema, name)
    if old and (not replace or old.kind != "v" or old.materialized):
        raise taken("relation", name)
    if late:
        create_late(s, schema_oid, schema, name, text, names, old, p.text)
        return
    columns = output_columns(s, text)
    if names:
        columns = [(n, c[1], c[2]) for n, c in zip(names, columns)]
    query_text = deparse(s, text)
    if old:
        check_replaced(s, old, columns)
    oid = old.oid if old else s.store.oid()
    if old:
        s.store.write("DELETE FROM pg_depend WHERE objid IN (SELECT oid FROM pg_rewrite WHERE ev_class = ?)", oid)
        s.store.write("DELETE FROM pg_rewrite WHERE ev_class = ?", oid)
        s.store.write("UPDATE pg_class SET x_view = ?, x_late = 0 WHERE oid = ?", query_text, oid)
    else:
        add_view(s, oid, schema_oid, name, query_text, 0, None)
        for number, (column, type_oid, typmod) in enumerate(columns, 1):
            add_view_column(s, oid, number, column, type_oid, typmod)
    remember_dependencies(s, oid, query_text)


def add_view(s, oid, schema_oid, name, text, late, materialized):
    s.store.write("INSERT INTO pg_class (oid, relname, relnamespace, relowner, relkind, reldiststyle, x_view, x_late, x_mv) VALUES (?, ?, ?, ?, 'v', 0, "
                  "?, ?, ?)", oid, name, schema_oid, s.user, text, late, materialized)
    import grants
    grants.apply_defaults(s, schema_oid, "TABLES", "relation", oid)


def add_view_column(s, oid, number, name, type_oid, typmod, distkey=False, sort=0):
    s.store.write("INSERT INTO pg_attribute VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?, ?, 0, NULL)", oid, name, type_oid, number, typmod, int(distkey), sort)


def check_replaced(s, old, columns):
    now = list(s.store.columns(old.oid).values())
    if old.late:
        return
    if len(now) != len(columns):
        raise Refused("cannot change number of columns in view", "42P16")
    for a, b in zip(now, columns):
        if a["name"] != b[0]:
            raise Refused(f'cannot change name of view column "{a["name"]}"', "42P16")
        if (a["type"], a["typmod"]) != b[1:]:
            raise Refused(f'cannot change data type of view column "{a["name"]}"', "42P16")


def create_late(s, schema_oid, schema, name, text, names, old, statement):
    for r in query.references(lex(text)):
        if not r.schema and not query.is_catalog(r):
            raise Refused("All the relation names inside should be qualified when creating VIEW WITH NO SCHEMA BINDING.", "42601")
        if r.schema:
            s.store.schema(r.schema)
    whole = statement + ";"
    if old:
        s.store.write("DELETE FROM pg_depend WHERE objid IN (SELECT oid FROM pg_rewrite WHERE ev_class = ?)", old.oid)
        s.store.write("DELETE FROM pg_attribute WHERE attrelid = ?", old.oid)
        s.store.write("UPDATE pg_class SET x_view = ?, x_late = 1 WHERE oid = ?", whole, old.oid)
    else:
        add_view(s, s.store.oid(), schema_oid, name, whole, 1, None)


def create_or_replace(s, p):
    return create_view(s, p, replace=True)


def create_materialized(s, p):
    statement = p.text
    schema, name = p.qualified()
    d = tables.Definition()
    auto_refresh = False
    while not p.peek("as"):
        if p.take("backup"):
            d.backup = p.yes_no()
        elif p.take("auto", "refresh"):
            auto_refresh = p.yes_no()
        else:
            before = p.at
            tables.read_attributes(p, d, materialized=True)
            if p.at == before:
                p.fail()
    p.expect("as")
    text = p.rest()
    inner = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
    words = {t.text for t in lex(inner) if t.kind == "word"}
    for word in ("order", "limit", "offset"):
        if word in words:
            raise Refused(f"{word.upper()} is not supported in a materialized view definition", "0A000")
    for r in query.references(lex(inner)):
        used = s.store.relation(r.schema, r.name)
        if used.kind == "v" and not used.materialized:
            raise Refused("Materialized view can not be created over a view", "0A000")
        if used.materialized and auto_refresh:
            raise Refused("AUTO REFRESH is not supported for a materialized view over a materialized view", "0A000")
    schema_oid, schema = s.store.schema_for_new(schema)
    s.store.check_free(schema_oid, name)
    columns = output_columns(s, inner)
    d.columns = [tables.Column(*c) for c in columns]
    d.style = d.style or ("key" if d.distkey else "even")
    tables.settle(d)
    oid = s.store.oid()
    add_view(s, oid, schema_oid, name, deparse(s, inner), 0,
             json.dumps({"auto_refresh": auto_refresh, "statement": statement}))
    for number, (column, type_oid, typmod) in enumerate(columns, 1):
        add_view_column(s, oid, number, column, type_oid, typmod)
    remember_dependencies(s, oid, s.store.relation(schema, name).view)
    tables.add_relation(s, schema_oid, f"mv_tbl__{name}__0", "r", d)


def alter_materialized(s, p):
    import alter_table
    relation = s.store.relation(*p.qualified(), kinds="v")
    if not relation.materialized:
        raise Refused(f'"{relation.name}" is not a materialized view', "42809")
    if p.take("auto", "refresh"):
        relation.materialized["auto_refresh"] = p.yes_no()
        s.store.write("UPDATE pg_class SET x_mv = ? WHERE oid = ?", json.dumps(relation.materialized), relation.oid)
    elif p.take("row", "level", "security"):
        import policies
        policies.row_level_security(s, p, relation)()
    elif p.take("owner", "to"):
        s.store.write("UPDATE pg_class SET relowner = ? WHERE oid = ?", p.user(), relation.oid)
    elif p.take("alter"):
        if not (p.peek("distkey") or p.peek("diststyle") or p.peek("sortkey") or p.peek("compound")):
            p.fail()
        storage = s.store.relation(relation.schema, f"mv_tbl__{relation.name}__0")
        alter_table.read_alter(s, p, storage)[1]()
    else:
        p.fail()
    p.done()


def drop(s, p, materialized):
    exists = p.take("if", "exists")
    names = [p.qualified()]
    while p.take(","):
        names.append(p.qualified())
    cascade = p.one_of("cascade", "restrict") == "cascade"
    p.done()
    for schema, name in names:
        relation = s.store.find(schema, name, "v")
        if not relation:
            if exists:
                continue
            raise Refused(f'view "{name}" does not exist', "42P01")
        if bool(relation.materialized) != materialized:
            raise Refused(f'"{name}" is {"not " if materialized else ""}a materialized view', "42809")
        s.store.own(relation)
        s.store.drop_relation(relation, cascade)


def drop_view(s, p):
    drop(s, p, False)


def drop_materialized(s, p):
    drop(s, p, True)


def refresh(s, p):
    relation = s.store.relation(*p.qualified(), kinds="v")
    if not relation.materialized:
        raise Refused(f'"{relation.name}" is not a materialized view', "42809")


STATEMENTS = [
    ("create or replace view", create_or_replace), ("create view", create_view), ("create materialized view", create_materialized),
    ("alter materialized view", alter_materialized), ("drop materialized view", drop_materialized), ("drop view", drop_view),
    ("refresh materialized view", refresh),
]
assert AUTO and types
