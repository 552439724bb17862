"""External tables and datashares."""
import json

from errors import Refused, missing, taken

FORMATS = ("parquet", "orc", "avro", "textfile", "sequencefile", "rcfile", "ion")


def is_external(s, schema):
    return schema is not None and s.store.value("SELECT 1 FROM pg_external_schema e JOIN pg_namespace n ON n.oid = e.esoid WHERE n.nspname = ?", schema)


def external_columns(p):
    found = []
    p.expect("(")
    while True:
        name = p.name()
        begin, depth = p.at, 0
        while depth or not (p.peek(",") or p.peek(")")):  # Hive's types are wider than Redshift's
            if p.next.kind == "end":
                p.fail()
            depth += 1 if p.peek("(") or p.peek("<") else -1 if p.peek(")") or p.peek(">") else 0
            p.at += 1
        found.append((name, p.text[p.tokens[begin].begin:p.tokens[p.at - 1].end].lower()))
        if not p.take(","):
            break
    p.expect(")")
    return found


def properties(p):
    found = {}
    p.expect("(")
    while True:
        key = p.string()
        p.expect("=")
        found[key] = p.string()
        if not p.take(","):
            break
    p.expect(")")
    return found


def create_table(s, p):
    s.alone("CREATE EXTERNAL TABLE")
    schema, name = p.qualified()
    if not is_external(s, schema):
        raise Refused(f'schema "{schema}" is not an external schema', "3F000")
    columns = external_columns(p)
    parts = external_columns(p) if p.take("partitioned", "by") else []
    serde, serde_properties, delimited = None, {}, {}
    if p.take("row", "format", "delimited"):
        while True:
            if p.take("fields", "terminated", "by"):
                delimited["field.delim"] = p.string()
            elif p.take("lines", "terminated", "by"):
                delimited["line.delim"] = p.string()
            else:
                break
    elif p.take("row", "format", "serde"):
        serde = p.string()
        if p.take("with", "serdeproperties"):
            serde_properties = properties(p)
    p.expect("stored", "as")
    if p.take("inputformat"):
        stored = p.string()
        p.expect("outputformat")
        stored += " " + p.string()
    else:
        stored = p.one_of(*FORMATS) or p.fail()
    p.expect("location")
    location = p.string()
    if not location.startswith("s3://"):
        raise Refused("the location of an external table must start with s3://", "42601")
    parameters = properties(p) if p.take("table", "properties") else {}
    p.done()
    if s.store.value("SELECT 1 FROM svv_external_tables WHERE schemaname = ? AND tablename = ?", schema, name):
        raise taken("relation", name)
    s.store.write("INSERT INTO svv_external_tables VALUES (?, ?, '', ?, ?, ?, ?, ?, 0, ?, NULL)", schema, name, location, stored, stored, serde,
                  json.dumps(serde_properties | delimited), json.dumps(parameters))
    for number, (column, kind) in enumerate(columns + parts, 1):
        s.store.write("INSERT INTO svv_external_columns VALUES (?, ?, ?, ?, ?, ?, 'true')", schema, name, column, kind, number,
                      max(0, number - len(columns)))


def alter_table(s, p, schema, name):
    s.alone("ALTER EXTERNAL TABLE")
    if not s.store.value("SELECT 1 FROM svv_external_tables WHERE schemaname = ? AND tablename = ?", schema, name):
        raise missing("relation", f"{schema}.{name}")
    where = "WHERE schemaname = ? AND tablename = ?"
    if p.take("set", "location"):
        s.store.write(f"UPDATE svv_external_tables SET location = ? {where}", p.string(), schema, name)
    elif p.take("set", "file", "format"):
        stored = p.one_of(*FORMATS) or p.fail()
        s.store.write(f"UPDATE svv_external_tables SET input_format = ?, output_format = ? {where}", stored, stored, schema, name)
    elif p.take("set", "table", "properties"):
        now = json.loads(s.store.value(f"SELECT parameters FROM svv_external_tables {where}", schema, name))
        s.store.write(f"UPDATE svv_external_tables SET parameters = ? {where}", json.dumps(now | properties(p)), schema, name)
    elif p.take("add", "column"):
        column, kind = external_column(p)
        number = s.store.value(f"SELECT max(columnnum) FROM svv_external_columns {where}", schema, name) + 1
        s.store.write("INSERT INTO svv_external_columns VALUES (?, ?, ?, ?, ?, 0, 'true')", schema, name, column, kind, number)
    elif p.take("drop", "column"):
        s.store.write(f"DELETE FROM svv_external_columns {where} AND columnname = ?", schema, name, p.name())
    elif p.peek("add") or p.peek("drop") or p.peek("partition"):
        p.at = len(p.tokens) - 1  # partitions are data
    else:
        p.fail()
    p.done()


def external_column(p):
    name = p.name()
    return name, p.rest().lower()


def drop(s, schema, name):
    """DROP TABLE of an external table."""
    s.alone("DROP EXTERNAL TABLE")
    if not s.store.write("DELETE FROM svv_external_tables WHERE schemaname = ? AND tablename = ?", schema, name).rowcount:
        raise missing("relation", f"{schema}.{name}")
    s.store.write("DELETE FROM svv_external_columns WHERE schemaname = ? AND tablename = ?", schema, name)


# Datashares

def share(s, p):
    name = p.name()
    if not s.store.value("SELECT 1 FROM svv_datashares WHERE share_name = ?", name):
        raise missing("datashare", name)
    return name


def create_datashare(s, p):
    name = p.name()
    public = False
    if p.take("set"):
        p.take("publicaccessible")
    if p.take("publicaccessible"):
        p.take("=")
    public = p.one_of("true", "false") == "true"
    p.done()
    if s.store.value("SELECT 1 FROM svv_datashares WHERE share_name = ?", name):
        raise taken("datashare", name)
    s.store.write("INSERT INTO svv_datashares VALUES (?, ?, ?, 'dev', NULL, 'OUTBOUND', NULL, ?, NULL, '123456789012', 'guid')", name, s.store.oid(),
                  s.user, "t" if public else "f")


def change_objects(s, name, kind, objects, add):
    for full in objects:
        held = s.store.value("SELECT 1 FROM svv_datashare_objects WHERE share_name = ? AND object_name = ?", name, full)
        if kind != "schema" and add and not s.store.value("SELECT 1 FROM svv_datashare_objects WHERE share_name = ? AND object_type = 'schema' AND "
                                                          "object_name = ?", name, full.split(".")[0]):
            raise Refused(f'schema "{full.split(".")[0]}" must be added to datashare "{name}" first', "55000")
        if bool(held) == add:
            raise Refused(f'{kind} "{full}" is {"already" if add else "not"} part of datashare "{name}"', "42710")
        if add:
            s.store.write("INSERT INTO svv_datashare_objects VALUES ('OUTBOUND', ?, ?, ?, '123456789012', 'guid', ?)", name, kind, full,
                          "f" if kind == "schema" else None)
        else:
            s.store.write("DELETE FROM svv_datashare_objects WHERE share_name = ? AND object_name = ?", name, full)


def alter_datashare(s, p):
    name = share(s, p)
    if p.take("set", "publicaccessible"):
        p.take("=")
        s.store.write("UPDATE svv_datashares SET is_publicaccessible = ? WHERE share_name = ?", "t" if p.one_of("true", "false") == "true" else "f", name)
    elif p.take("set", "includenew"):
        p.take("=")
        value = p.one_of("true", "false") or p.fail()
        p.expect("for", "schema")
        s.store.write("UPDATE svv_datashare_objects SET include_new = ? WHERE share_name = ? AND object_type = 'schema' AND object_name = ?", value[0], name,
                      p.name())
    else:
        add = (p.one_of("add", "remove") or p.fail()) == "add"
        change_objects(s, name, *shared(s, p), add)
    p.done()


def shared(s, p):
    if p.take("schema"):
        names = [p.name()]
        while p.take(","):
            names.append(p.name())
        for name in names:
            s.store.schema(name)
        return "schema", names
    if p.take("table"):
        found = []
        while True:
            relation = s.store.relation(*p.qualified())
            found.append(relation)
            if not p.take(","):
                break
        return "table", [f"{r.schema}.{r.name}" for r in found]
    if p.take("function"):
        import routines
        begin = p.next.begin
        routines.routine(s, p, "f")
        return "function", [p.text[begin:p.tokens[p.at - 1].end].replace(" ", "")]
    if p.take("all", "tables", "in", "schema"):
        schema = p.name()
        return "table", [f"{schema}.{r[0]}" for r in s.store.all("SELECT relname FROM pg_class WHERE relnamespace = ?", s.store.schema(schema))]
    p.fail()


def drop_datashare(s, p):
    name = share(s, p)
    p.done()
    for table in ("svv_datashares", "svv_datashare_objects", "svv_datashare_consumers"):
        s.store.write(f"DELETE FROM {table} WHERE share_name = ?", name)


def share_usage(s, p, grant):
    p.expect("usage", "on", "datashare")
    name = share(s, p)
    p.expect("to" if grant else "from")
    account = namespace = None
    if p.take("namespace"):
        namespace = p.string()
    elif p.take("account"):
        account = p.string()
    else:
        p.fail()
    p.done()
    s.store.write("DELETE FROM svv_datashare_consumers WHERE share_name = ? AND consumer_account IS ? AND consumer_namespace IS ?", name, account, namespace)
    if grant:
        s.store.write("INSERT INTO svv_datashare_consumers VALUES (?, ?, ?, NULL)", name, account, namespace)


STATEMENTS = [
    ("create external table", create_table), ("create datashare", create_datashare),
    ("alter datashare", alter_datashare), ("drop datashare", drop_datashare),
]
