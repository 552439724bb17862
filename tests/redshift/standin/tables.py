"""CREATE, ALTER and DROP TABLE."""
import types_ as types
from catalog import ALL, AUTO, DATABASE, ENCODINGS, EVEN, KEY
from errors import Refused, missing, taken, unsupported

STYLES = {"auto": AUTO, "even": EVEN, "key": KEY, "all": ALL}
ENCODES = {name: i for i, name in enumerate(ENCODINGS)} | {"raw": 0}
OWN_TYPES = {  # what a default's constant is cast to when it is printed
    1043: "character varying", 1042: "bpchar"}
COLUMN_STOPS = ("default", "identity", "generated", "encode", "distkey", "sortkey", "collate", "not", "null", "unique", "primary", "references")
WORDS_OF_EXPRESSIONS = {"null", "true", "false", "current_date", "current_time", "current_timestamp", "current_user", "sysdate",
                        "user", "session_user", "as", "varying", "precision", "zone", "without", "with", "time", "case", "when", "then",
                        "else", "end", "and", "or", "not", "is"} | set(types.WORDS) | set(types.LENGTHS) | {"numeric", "decimal", "timestamp"}


class Column:
    def __init__(self, name, oid, typmod):
        self.name, self.oid, self.typmod = name, oid, typmod
        self.default = self.encode = self.identity = self.collate = None
        self.notnull = self.distkey = self.sortkey = False


class Definition:
    def __init__(self):
        self.columns, self.constraints = [], []
        self.backup, self.style, self.distkey, self.sort, self.sortkeys, self.encode_auto = True, None, None, None, [], None


def default_text(p, column):
    """The expression as the catalog prints it."""
    tokens = p.until(*COLUMN_STOPS)
    for i, token in enumerate(tokens):
        following = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if token.kind == "quoted" or (token.kind == "word" and token.text not in WORDS_OF_EXPRESSIONS and following != "("):
            raise Refused("cannot use column references in default expression", "42P10", position=token.begin + 1)
        if token.kind == "word" and token.text == "select":
            raise Refused("cannot use subquery in default expression", "0A000")
    own = OWN_TYPES.get(column.oid, types.NAMES[column.oid])
    if len(tokens) == 1 and tokens[0].kind == "string":
        return f"{tokens[0].raw}::{own}"
    if len(tokens) > 2 and tokens[0].kind == "string" and tokens[1].text == "::":
        word = p.text[tokens[1].end:tokens[-1].end].strip().lower()
        return f"{tokens[0].raw}::{own if word.split('(')[0].strip() in ('character', 'char') and column.oid == 1042 else word}"
    return p.text[tokens[0].begin:tokens[-1].end].lower() if "'" not in p.text[tokens[0].begin:tokens[-1].end] else p.text[tokens[0].begin:tokens[-1].end]


def encoding(p):
    word = p.next.text
    if word not in ENCODES or word == "none":
        raise Refused(f'invalid encoding type specified: "{word}"', "42601")
    p.at += 1
    return ENCODES[word]


def identity(p, column, kind):
    seed, step = p.listed(p.integer)
    if column.oid not in (20, 23):
        raise Refused("identity column must be of type INT or BIGINT", "42601")
    column.identity = (kind, seed, step)
    column.notnull = True


def read_column(p, adding=False):
    name = p.name()
    column = Column(name, *p.type())
    constraints = []
    while True:
        if p.take("default"):
            column.default = default_text(p, column)
        elif p.peek("identity") and not adding:
            p.take("identity")
            identity(p, column, "identity")
        elif p.take("generated", "by", "default", "as", "identity"):
            identity(p, column, "default_identity")
        elif p.take("encode"):
            column.encode = encoding(p)
        elif p.peek("distkey") and not adding:
            column.distkey = p.take("distkey")
        elif p.peek("sortkey") and not adding:
            column.sortkey = p.take("sortkey")
        elif p.take("collate"):
            column.collate = p.one_of("case_sensitive", "case_insensitive", "cs", "ci") or p.fail()
        elif p.take("not", "null"):
            column.notnull = True
        elif p.take("null"):
            pass
        elif p.peek("unique") and not adding:
            p.take("unique")
            constraints.append((None, "u", [name], None, None))
        elif p.peek("primary") and not adding:
            p.expect("primary", "key")
            constraints.append((None, "p", [name], None, None))
        elif p.peek("references") and not adding:
            p.take("references")
            table = p.qualified()
            constraints.append((None, "f", [name], table, p.names() if p.peek("(") else None))
        elif p.peek("check"):
            raise Refused("CHECK constraints are not supported", "0A000")
        else:
            break
    if adding and column.identity:
        raise Refused("ALTER TABLE ADD COLUMN with IDENTITY is not supported", "0A000")
    return column, constraints


def read_constraint(p):
    """(name, type, columns, table, its columns), or None"""
    name = p.name() if p.take("constraint") else None
    if p.take("primary", "key"):
        found = (name, "p", p.names(), None, None)
    elif p.take("unique"):
        found = (name, "u", p.names(), None, None)
    elif p.take("foreign", "key"):
        columns = p.names()
        p.expect("references")
        table = p.qualified()
        found = (name, "f", columns, table, p.names() if p.peek("(") else None)
    elif p.peek("check") or p.peek("exclude"):
        raise Refused(f"{p.next.text.upper()} constraints are not supported", "0A000")
    elif name:
        p.fail()
    else:
        return None
    if p.peek("on") or p.peek("deferrable") or p.peek("match") or p.peek("include") or p.peek("initially"):
        p.fail()
    return found


def read_attributes(p, d, materialized=False):
    while True:
        if p.take("diststyle"):
            d.style = p.one_of(*STYLES) or p.fail()
        elif p.take("distkey"):
            d.distkey = p.names()
            if len(d.distkey) != 1:
                raise Refused("only one DISTKEY column is allowed", "42601")
        elif p.peek("sortkey", "auto") and not materialized:
            p.at += 2
            d.sort = "auto"
        elif p.peek("sortkey") or p.peek("compound") or p.peek("interleaved"):
            d.sort = p.one_of("compound", "interleaved") or "compound"
            p.expect("sortkey")
            d.sortkeys = p.names()
        elif p.take("encode", "auto"):
            d.encode_auto = True
        else:
            return


def read_definition(p):
    d = Definition()
    p.expect("(")
    while True:
        constraint = read_constraint(p)
        if constraint:
            d.constraints.append(constraint)
        else:
            column, constraints = read_column(p)
            d.columns.append(column)
            d.constraints += constraints
        if not p.take(","):
            break
    p.expect(")")
    if p.take("backup"):
        d.backup = p.yes_no()
    read_attributes(p, d)
    return d


def settle(d):
    """What follows from what was said."""
    names = [c.name for c in d.columns]
    for name in names:
        if names.count(name) > 1:
            raise Refused(f'column "{name}" duplicated', "42701")
    own = [c.name for c in d.columns if c.distkey]
    d.distkey = d.distkey or own or None
    if d.distkey and d.style not in (None, "key"):
        raise Refused("DISTSTYLE must be KEY when DISTKEY is specified", "42601")
    if d.style == "key" and not d.distkey:
        raise Refused("DISTKEY must be specified when DISTSTYLE KEY is specified", "42601")
    d.style = "key" if d.distkey else d.style or "auto"
    keys = [c.name for c in d.columns if c.sortkey]
    if keys:
        d.sort, d.sortkeys = "compound", keys
    d.sort = d.sort or "auto"
    for name in (d.distkey or []) + d.sortkeys:
        if name not in names:
            raise missing("column", name)
        if d.columns[names.index(name)].oid not in types.KEY_TYPES:
            raise Refused(f'column "{name}" cannot be a DISTKEY or SORTKEY: its type is not supported', "0A000")
    if len(d.sortkeys) > (8 if d.sort == "interleaved" else 400):
        raise Refused("too many sort key columns", "54011")
    d.encode_auto = all(c.encode is None for c in d.columns)
    for column in d.columns:
        if column.encode is None:
            column.encode = automatic_encoding(column, column.name in d.sortkeys)


def automatic_encoding(column, sortkey):
    if sortkey or column.oid in (16, 700, 701, 3000, 3001, 4000, 2935):
        return 0
    return ENCODES["lzo"] if column.oid in (1042, 1043, 6551) else ENCODES["az64"]


def add_relation(s, schema_oid, name, kind, d):
    oid = s.store.oid()
    s.store.write("INSERT INTO pg_class (oid, relname, relnamespace, relowner, relkind, reldiststyle, relnatts, x_sort, x_encode_auto) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", oid, name, schema_oid, s.user, kind, STYLES[d.style], len(d.columns), d.sort,
                  d.encode_auto)
    for number, column in enumerate(d.columns, 1):
        add_column(s, oid, number, column, d)
    if not d.backup:
        s.store.write("INSERT INTO pg_conf VALUES (?, 'no')", f"pg_class_backup_{DATABASE}_{oid}")
    return oid


def sort_order(d, name):
    if name not in d.sortkeys:
        return 0
    order = d.sortkeys.index(name) + 1
    return -order if d.sort == "interleaved" and order % 2 == 0 else order


def add_column(s, relation, number, column, d):
    default = column.default
    if column.identity:
        kind, seed, step = column.identity
        default = f"\"{kind}\"({relation}, {number - 1}, '{seed},{step}'::text)"
    s.store.write("INSERT INTO pg_attribute VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)", relation, column.name, column.oid, number,
                  column.typmod, int(column.notnull), int(default is not None), int(bool(d.distkey and column.name in d.distkey)),
                  sort_order(d, column.name), column.encode, column.collate)
    if default is not None:
        s.store.write("INSERT INTO pg_attrdef VALUES (?, ?, ?, ?, ?)", s.store.oid(), relation, number, default, default)


def add_constraint(s, relation, constraint, born=True):
    name, kind, columns, table, others = constraint
    found = s.store.columns(relation.oid)
    for column in columns:
        if column not in found:
            raise Refused(f'column "{column}" named in key does not exist', "42703")
        if kind == "p" and not found[column]["notnull"]:
            if not born:
                raise Refused(f"column \"{column}\" is nullable: a primary key needs columns that were made NOT NULL", "42601")
            s.store.write("UPDATE pg_attribute SET attnotnull = 1 WHERE attrelid = ? AND attname = ?", relation.oid, column)
    if kind == "p" and s.store.value("SELECT 1 FROM pg_constraint WHERE conrelid = ? AND contype = 'p'", relation.oid):
        raise Refused(f'multiple primary keys for table "{relation.name}" are not allowed', "42P16")
    target, confkey = 0, None
    if kind == "f":
        other = s.store.relation(*table, kinds="r")
        target, theirs = other.oid, s.store.columns(other.oid)
        keys = s.store.all("SELECT conkey, contype FROM pg_constraint WHERE conrelid = ? AND contype IN ('p', 'u')", other.oid)
        if others is None:
            confkey = next((k for k, t in keys if t == "p"), None)
        else:
            for column in others:
                if column not in theirs:
                    raise Refused(f'column "{column}" referenced in foreign key constraint does not exist', "42703")
            confkey = "{" + ",".join(str(theirs[c]["number"]) for c in others) + "}"
        if confkey not in [k for k, _ in keys]:
            raise Refused(f'there is no unique constraint matching given keys for referenced table "{other.name}"', "42830")
    suffix = {"p": "pkey", "u": "_".join(columns) + "_key", "f": "_".join(columns) + "_fkey"}[kind]
    name = name or f"{relation.name}_{suffix}"
    if s.store.value("SELECT 1 FROM pg_constraint WHERE conrelid = ? AND conname = ?", relation.oid, name):
        raise Refused(f'constraint "{name}" for relation "{relation.name}" already exists', "42710")
    conkey = "{" + ",".join(str(found[c]["number"]) for c in columns) + "}"
    schema = s.store.schema(relation.schema)
    s.store.write("INSERT INTO pg_constraint VALUES (?, ?, ?, ?, ?, ?, ?, ?)", s.store.oid(), name, schema, kind, relation.oid, target,
                  conkey, confkey)


def create_table(s, p):
    exists = p.take("if", "not", "exists")
    schema, name = p.qualified()
    if p.peek("as"):
        raise unsupported("CREATE TABLE AS in this stand-in")
    d = read_definition(p)
    p.done()
    settle(d)
    schema_oid, schema = s.store.schema_for_new(schema)
    if exists and s.store.find(schema, name):
        return
    s.store.check_free(schema_oid, name)
    add_relation(s, schema_oid, name, "r", d)
    relation = s.store.relation(schema, name)
    import grants
    grants.apply_defaults(s, schema_oid, "TABLES", "relation", relation.oid)
    for constraint in sorted(d.constraints, key=lambda c: c[1] == "f"):
        add_constraint(s, relation, constraint)


def drop_table(s, p):
    exists = p.take("if", "exists")
    names = [p.qualified()]
    while p.take(","):
        names.append(p.qualified())
    cascade = p.one_of("cascade", "restrict") == "cascade"
    p.done()
    for schema, name in names:
        import external
        if external.is_external(s, schema):
            external.drop(s, schema, name)
            continue
        relation = s.store.find(schema, name)
        if not relation:
            if exists:
                continue
            raise Refused(f'table "{name}" does not exist', "42P01")
        if relation.kind != "r":
            raise Refused(f'"{name}" is not a table', "42809", hint="Use DROP VIEW to remove a view.")
        s.store.own(relation)
        s.lock(relation.oid)
        s.store.drop_relation(relation, cascade)


from alter_table import alter_table  # noqa: E402  it needs what is above

STATEMENTS = [
    ("create table", create_table), ("create temp table", create_table), ("create local temp table", create_table),
    ("alter table", alter_table), ("drop table", drop_table),
]
