"""ALTER TABLE: one action a statement, but for three combinations."""
import tables
import types_ as types
from catalog import AUTO, EVEN, KEY, ALL
from errors import Refused, missing, taken, unsupported

FIXED_ENCODINGS = [tables.ENCODES[name] for name in ("bytedict", "runlength", "text255", "text32k")]


def interleaved(columns):
    return any(c["sort"] < 0 for c in columns.values())


def alter_table(s, p):
    import external
    if p.peek("pg_catalog"):
        p.fail()
    schema, name = p.qualified()
    if external.is_external(s, schema):
        return external.alter_table(s, p, schema, name)
    relation = s.store.relation(schema, name)
    s.store.own(relation)
    s.lock(relation.oid)
    actions = []
    while True:
        actions.append(read_action(s, p, relation))
        if not p.take(","):
            break
    p.done()
    check_together([kind for kind, _ in actions], p)
    for _, run in actions:
        run()


def check_together(kinds, p):
    if len(kinds) == 1 or all(kind == "encode" for kind in kinds):
        return
    if sorted(kinds) in (["distkey", "sortkey"], ["distall", "sortkey"]):
        return
    raise Refused("ALTER TABLE can take only one action here", "0A000")


def read_action(s, p, relation):
    if relation.kind == "v" and not (p.peek("rename") or p.peek("owner") or p.peek("row")):
        raise Refused(f'"{relation.name}" is not a table', "42809")
    if p.take("rename", "to"):
        new = p.name()
        return "rename", lambda: rename(s, relation, new)
    if p.take("rename"):
        p.take("column")
        old = p.name()
        p.expect("to")
        new = p.name()
        return "rename column", lambda: rename_column(s, relation, old, new)
    if p.take("owner", "to"):
        owner = p.user()
        return "owner", lambda: s.store.write("UPDATE pg_class SET relowner = ? WHERE oid = ?", owner, relation.oid)
    if p.take("row", "level", "security"):
        import policies
        return "rls", policies.row_level_security(s, p, relation)
    if p.take("append", "from"):
        raise unsupported("ALTER TABLE APPEND in this stand-in")
    if p.take("add"):
        return read_add(s, p, relation)
    if p.take("drop"):
        return read_drop(s, p, relation)
    if p.take("alter"):
        return read_alter(s, p, relation)
    p.fail()


def read_add(s, p, relation):
    constraint = tables.read_constraint(p)
    if constraint:
        return "constraint", lambda: tables.add_constraint(s, relation, constraint, born=False)
    p.take("column")
    column, _ = tables.read_column(p, adding=True)
    return "add", lambda: add_column(s, relation, column)


def read_drop(s, p, relation):
    if p.take("constraint"):
        name = p.name()
        p.one_of("cascade", "restrict")
        return "drop constraint", lambda: drop_constraint(s, relation, name)
    p.take("column")
    name = p.name()
    cascade = p.one_of("cascade", "restrict") == "cascade"
    return "drop", lambda: drop_column(s, relation, name, cascade)


def read_alter(s, p, relation):
    if p.take("encode", "auto"):
        return "encode auto", lambda: s.store.write("UPDATE pg_class SET x_encode_auto = 1 WHERE oid = ?", relation.oid)
    if p.take("distkey"):
        column = p.name()
        return "distkey", lambda: distribute(s, relation, KEY, column)
    if p.take("diststyle"):
        if p.take("key"):
            p.expect("distkey")
            column = p.name()
            return "diststyle", lambda: distribute(s, relation, KEY, column)
        style = p.one_of("all", "even", "auto") or p.fail()
        return "distall" if style == "all" else "diststyle", lambda: distribute(s, relation, {"all": ALL, "even": EVEN, "auto": AUTO}[style], None)
    if p.peek("compound") or p.peek("sortkey"):
        p.take("compound")
        p.expect("sortkey")
        word = p.one_of("auto", "none")
        names = [] if word else p.names()
        return "sortkey", lambda: sort(s, relation, word or "compound", names)
    p.take("column")
    name = p.name()
    if p.take("encode"):
        code = tables.encoding(p)
        return "encode", lambda: encode(s, relation, name, code)
    if p.take("type"):
        oid, typmod = p.type()
        s.alone("ALTER TABLE ALTER COLUMN")
        return "type", lambda: retype(s, relation, name, oid, typmod)
    p.fail()


def rename(s, relation, new):
    schema = s.store.schema(relation.schema)
    s.store.check_free(schema, new)
    s.store.write("UPDATE pg_class SET relname = ? WHERE oid = ?", new, relation.oid)
    import views
    views.follow_rename(s, relation, new)
    for table, schema_column, name_column in (("svv_rls_attached_policy", "relschema", "relname"),
                                              ("svv_attached_masking_policy", "schema_name", "table_name")):
        s.store.write(f"UPDATE {table} SET {name_column} = ? WHERE {schema_column} = ? AND {name_column} = ?", new, relation.schema, relation.name)


def rename_column(s, relation, old, new):
    column = s.store.column(relation, old)
    if new in s.store.columns(relation.oid):
        raise Refused(f'column "{new}" of relation "{relation.name}" already exists', "42701")
    s.store.write("UPDATE pg_attribute SET attname = ? WHERE attrelid = ? AND attnum = ?", new, relation.oid, column["number"])


def add_column(s, relation, column):
    if column.name in s.store.columns(relation.oid):
        raise Refused(f'column "{column.name}" of relation "{relation.name}" already exists', "42701")
    rows = s.store.value("SELECT count(*) FROM rows_ WHERE relid = ?", relation.oid)
    if column.notnull and column.default is None and rows:
        raise Refused("ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression", "0A000")
    number = s.store.value("SELECT max(attnum) FROM pg_attribute WHERE attrelid = ?", relation.oid) + 1
    if number > 1600:
        raise Refused("tables can have at most 1600 columns", "54011")
    if column.encode is None:
        column.encode = tables.automatic_encoding(column, False)
    else:
        s.store.write("UPDATE pg_class SET x_encode_auto = 0 WHERE oid = ?", relation.oid)
    d = tables.Definition()
    tables.add_column(s, relation.oid, number, column, d)
    if rows and column.default is not None:
        import query
        query.fill(s, relation.oid, number, column.default)


def drop_column(s, relation, name, cascade):
    columns = s.store.columns(relation.oid)
    column = s.store.column(relation, name)
    if column["distkey"]:
        raise Refused(f'cannot drop distkey column "{name}"', "0A000")
    if column["sort"]:
        raise Refused(f'cannot drop sortkey column "{name}"', "0A000")
    if len(columns) == 1:
        raise Refused(f"cannot drop last column of table {relation.name}", "0A000")
    policies = s.store.all("SELECT p.polatts FROM svv_rls_attached_policy a JOIN svv_rls_policy p ON p.polname = a.polname WHERE a.relschema = ? AND "
                           "a.relname = ?", relation.schema, relation.name)
    if any(f'"{name}"' in atts for (atts,) in policies):
        raise Refused(f'cannot drop column "{name}": an RLS policy depends on it', "2BP01")
    views = s.store.dependents(relation.oid, column["number"])
    number = str(column["number"])
    keys = [row for row in s.store.all("SELECT oid, conname, conkey, conrelid, confkey, confrelid FROM pg_constraint WHERE conrelid = ? OR confrelid = ?",
                                       relation.oid, relation.oid)
            if (row[3] == relation.oid and number in row[2].strip("{}").split(",")) or
            (row[5] == relation.oid and row[4] and number in row[4].strip("{}").split(","))]
    blocking = [row for row in keys if row[3] != relation.oid or "," in row[2]]
    if (views or blocking) and not cascade:
        what = f"view {views[0][1]}" if views else f"constraint {blocking[0][1]} on table {relation.name}"
        raise Refused(f"cannot drop table {relation.name} column {name} because other objects depend on it", "2BP01",
                      f"{what} depends on table {relation.name} column {name}", "Use DROP ... CASCADE to drop the dependent objects too.")
    for row in keys:
        s.store.write("DELETE FROM pg_constraint WHERE oid = ?", row[0])
    for oid, view in views:
        found = s.store.row("SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ?", oid)
        s.store.drop_relation(s.store.relation(*found), True)
    s.store.write("UPDATE pg_attribute SET attisdropped = 1, attname = 'pg.dropped.' || attnum WHERE attrelid = ? AND attnum = ?", relation.oid,
                  column["number"])
    s.store.write("DELETE FROM pg_attrdef WHERE adrelid = ? AND adnum = ?", relation.oid, column["number"])
    s.store.write("DELETE FROM pg_description WHERE objoid = ? AND objsubid = ?", relation.oid, column["number"])
    s.store.write("DELETE FROM x_grant WHERE kind = 'relation' AND object = ? AND sub = ?", relation.oid, name)


def drop_constraint(s, relation, name):
    oid = s.store.value("SELECT oid FROM pg_constraint WHERE conrelid = ? AND conname = ?", relation.oid, name)
    if oid is None:
        raise Refused(f'constraint "{name}" does not exist', "42704")
    s.store.write("DELETE FROM pg_constraint WHERE oid = ?", oid)
    s.store.write("DELETE FROM pg_description WHERE objoid = ?", oid)


def refuse_interleaved(s, relation):
    if interleaved(s.store.columns(relation.oid)):
        raise Refused("ALTER TABLE is not supported for a table with an interleaved sort key", "0A000")


def distribute(s, relation, style, column):
    refuse_interleaved(s, relation)
    now = s.store.row("SELECT reldiststyle FROM pg_class WHERE oid = ?", relation.oid)[0]
    if column is not None:
        found = s.store.column(relation, column)
        if found["type"] not in types.KEY_TYPES:
            raise Refused(f'column "{column}" cannot be a DISTKEY: its type is not supported', "0A000")
        if found["distkey"]:
            raise Refused(f'column "{column}" is already the DISTKEY', "0A000")
    elif style == now and style != AUTO:
        raise Refused("the table has this DISTSTYLE already", "0A000")
    s.store.write("UPDATE pg_class SET reldiststyle = ? WHERE oid = ?", style, relation.oid)
    s.store.write("UPDATE pg_attribute SET attisdistkey = (attname = ?) WHERE attrelid = ?", column or "", relation.oid)


def sort(s, relation, kind, names):
    for name in names:
        if s.store.column(relation, name)["type"] not in types.KEY_TYPES:
            raise Refused(f'column "{name}" cannot be a SORTKEY: its type is not supported', "0A000")
    s.store.write("UPDATE pg_class SET x_sort = ? WHERE oid = ?", kind, relation.oid)
    s.store.write("UPDATE pg_attribute SET attsortkeyord = 0 WHERE attrelid = ?", relation.oid)
    for i, name in enumerate(names, 1):
        s.store.write("UPDATE pg_attribute SET attsortkeyord = ? WHERE attrelid = ? AND attname = ?", i, relation.oid, name)


def encode(s, relation, name, code):
    refuse_interleaved(s, relation)
    column = s.store.column(relation, name)
    if column["encoding"] == code:
        raise Refused(f'column "{name}" already has this encoding', "0A000")
    s.store.write("UPDATE pg_attribute SET attencodingtype = ? WHERE attrelid = ? AND attname = ?", code, relation.oid, name)
    s.store.write("UPDATE pg_class SET x_encode_auto = 0 WHERE oid = ?", relation.oid)


def retype(s, relation, name, oid, typmod):
    import query
    column = s.store.column(relation, name)
    refuse = lambda why: Refused(f'cannot alter column "{name}" of relation "{relation.name}", {why}', "0A000")
    if oid != column["type"] or oid not in (1043, 6551):
        raise refuse("target data type should be VARCHAR with another size")
    if typmod == column["typmod"]:
        raise refuse("target column size should be different")
    if column["encoding"] in FIXED_ENCODINGS:
        raise refuse("its encoding does not allow it")
    if column["hasdefault"]:
        raise refuse("it has a default")
    number = str(column["number"])
    for conkey, confkey, conrelid in s.store.all("SELECT conkey, confkey, conrelid FROM pg_constraint WHERE conrelid = ? OR confrelid = ?",
                                                 relation.oid, relation.oid):
        mine = conkey if conrelid == relation.oid else confkey
        if number in (mine or "").strip("{}").split(","):
            raise refuse("a key or foreign key uses it")
    if s.store.dependents(relation.oid, column["number"]):
        raise Refused("cannot alter type of a column used by a view or rule", "0A000")
    longest = max((len(str(row.get(number) or "").encode()) for row in query.stored(s, relation.oid)), default=0)
    if longest > typmod - 4:
        raise refuse(f"{longest} bytes are stored")
    s.store.write("UPDATE pg_attribute SET atttypmod = ? WHERE attrelid = ? AND attname = ?", typmod, relation.oid, name)
