"""A random database as SQL: every sort of object, hanging together, from Choices."""

import re

from depths import UNLOGGED, Depths
from rarer import Rarer

NUMBERS = ["integer", "bigint", "smallint", "numeric(10,2)", "double precision", "text", "varchar(20)", "numeric"]
TIMES = ["date", "timestamp", "timestamptz", "text", "timestamp(3)"]
TEXTS = ["text", "varchar(40)", "varchar(9)", "char(3)"]
LISTS = ["integer[]", "bigint[]", "text[]", "numeric[]"]
OPAQUE = ["jsonb", "json", "uuid", "boolean", "bytea", "inet", "int4range", "interval", "bit varying(8)", "point"]
QUOTED = "it''s"
SIZES = [15, 25, 25, 35, 35, 50]  # percent of the objects
ROLES = ["random_ann", "random_bob", "random_eve"]


class World(Depths, Rarer):
    GONE = ["DROP SCHEMA IF EXISTS app, lib CASCADE", "DROP PUBLICATION IF EXISTS wide_pub, wide_news", "DROP FOREIGN DATA WRAPPER IF EXISTS wide_fdw CASCADE"]

    def __init__(self, choices):
        self.c = choices
        self.lines = []
        self.relations = {}  # name -> its columns: [(name, type)]
        self.tables = []
        self.matviews = set()
        self.size = choices.fixed().pick("size", SIZES)
        self.enums, self.domains, self.composites = [], [], []

    def say(self, text):
        self.lines.append(text + ";")

    def has(self, path, percent):
        """Whether an object is there. A walk never has most of them, so that its pairs are cheap: other walks have the others."""
        return self.c.fixed().chance(path + ".ever", self.size) and self.c.chance(path, percent)

    def steady(self, path, names):
        """One of the names; another one only where it is gone, or a new one is preferred."""
        fixed = self.c.fixed()
        return min(sorted(names), key=lambda name: fixed.number(f"{path}.{name}", 1 << 32))

    def there(self, sql):
        """Whether all of `lib` that it names has been made."""
        made = "\n".join(self.lines)
        return all(f" {name} " in made for name in re.findall(r"lib\.\w+", sql))

    def comment(self, path, what, percent=15):
        if self.c.chance(path + ".comment", percent):
            self.say(f"COMMENT ON {what} IS '{self.c.pick(path + '.comment.text', ['of it', 'of that', QUOTED])}'")

    def owner(self, path, what, percent=15):
        if self.c.chance(path + ".owner", percent):
            self.say(f"ALTER {what} OWNER TO {self.c.pick(path + '.owner.name', ROLES)}")

    def grants(self, path, what, privileges, percent=25):
        if not self.has(path + ".grants", 100):
            return
        for role in ROLES + ["PUBLIC"]:
            if self.c.chance(f"{path}.grant.{role}", percent):
                given = self.c.subset(f"{path}.grant.{role}.what", privileges) or privileges[:1]
                option = " WITH GRANT OPTION" if role != "PUBLIC" and self.c.chance(f"{path}.grant.{role}.option", 15) else ""
                self.say(f"GRANT {', '.join(given)} ON {what} TO {role}{option}")

    def sql(self):
        self.say("CREATE SCHEMA app")
        self.say("CREATE SCHEMA lib")
        for name in ("app", "lib"):
            self.comment("schema." + name, "SCHEMA " + name)
            self.grants("schema." + name, "SCHEMA " + name, ["USAGE", "CREATE"])
        self.types()
        self.types_of_types()
        self.helpers()
        self.rarer_types()
        self.search()
        self.operators()
        self.sequences()
        for i in range(5):
            self.table(f"t{i}")
        self.table_of_types()
        self.partitioned()
        self.subpartitions()
        self.rarer_tables()
        self.keys_by_expression()
        self.foreign()
        for i in range(8):
            self.view(f"v{i}")
        for i in range(3):
            self.routine(f"g{i}")
        for i in range(8, 11):
            self.view(f"v{i}")
        self.routines_over_types()
        for name in list(self.relations):
            if name.startswith("app.v") or name.startswith("lib.v"):
                self.view_parts(name)
        for name in self.tables:
            self.table_parts(name)
        self.joins()
        self.heirs()
        self.deeper_parts()
        self.rarer_views()
        self.others()
        self.wide()
        return self.lines

    # Types

    def types(self):
        c = self.c
        if self.has("collation", 50):
            self.say(f"CREATE COLLATION lib.coll (provider = icu, locale = '{c.pick('collation.locale', ['de', 'fr'])}')")
        for i in range(3):
            path = f"enum{i}"
            if not self.has(path, 85):
                continue
            values = c.subset(path + ".values", ["new", "open", "held", "it''s", "done", "gone"], 75) or ["new"]
            if c.chance(path + ".turned", 15):
                values = values[1:] + values[:1]
            self.say(f"CREATE TYPE lib.e{i} AS ENUM ({', '.join(repr_sql(v) for v in values)})")
            self.enums.append((f"lib.e{i}", values))
            self.comment(path, f"TYPE lib.e{i}")
            self.owner(path, f"TYPE lib.e{i}")
        for i in range(2):
            path = f"domain{i}"
            if not self.has(path, 80):
                continue
            base = c.pick(path + ".base", ["integer", "bigint", "numeric(8,2)", "text", "varchar(12)"])
            default = c.pick(path + ".default", ["", "", " DEFAULT 7", " DEFAULT 12"])
            null = c.pick(path + ".null", ["", "", " NOT NULL"])
            check = c.pick(path + ".check", ["", f" CONSTRAINT d{i}_check CHECK (VALUE::text <> '')", f" CONSTRAINT d{i}_len CHECK (length(VALUE::text) < 9)"])
            self.say(f"CREATE DOMAIN lib.d{i} AS {base}{default}{null}{check}")
            self.domains.append(f"lib.d{i}")
            self.comment(path, f"DOMAIN lib.d{i}")
        for i in range(2):
            path = f"composite{i}"
            if not self.has(path, 75):
                continue
            fields = c.subset(path + ".fields", ["a", "b", "c"], 75) or ["a"]
            types = [(f, c.pick(f"{path}.{f}.type", ["integer", "text", "bigint", "date"])) for f in fields]
            self.say(f"CREATE TYPE lib.c{i} AS ({', '.join(f + ' ' + t for f, t in types)})")
            self.composites.append(f"lib.c{i}")
            self.comment(path, f"TYPE lib.c{i}")
        if self.has("range", 50):
            self.say(f"CREATE TYPE lib.span AS RANGE (subtype = {c.pick('range.subtype', ['float8', 'time', 'text'])})")

    def column_type(self, path):
        family = self.c.fixed().number(path + ".family", 12)
        if family < 4:
            return self.c.pick(path + ".type", NUMBERS)
        if family < 6:
            return self.c.pick(path + ".type", TEXTS)
        if family == 6:
            return self.c.pick(path + ".type", TIMES)
        if family == 7:
            return self.c.pick(path + ".type", LISTS)
        if family == 8:
            return self.c.fixed().pick(path + ".type", OPAQUE)
        if family == 9 and self.enums:
            return self.c.pick(path + ".type", [e for e, _ in self.enums] + ["text"])
        if family == 10 and self.domains:
            return self.c.pick(path + ".type", self.domains + ["text"])
        if family == 11 and self.composites:
            composite = self.c.fixed().pick(path + ".type", ["lib.c0", "lib.c1"])
            return composite if composite in self.composites else "text"
        return "text"

    # What tables use

    def helpers(self):
        c = self.c
        for i in range(3):
            path = f"helper{i}"
            extra = c.pick(path + ".body", ["n + 1", "n * 2", "greatest(n, 3)"])
            cost = c.pick(path + ".cost", ["", "", " COST 10", " STRICT", " PARALLEL SAFE", " SET work_mem = '8MB'"])
            argument = c.pick(path + ".argument", ["n bigint", "n bigint", "n bigint, m integer DEFAULT 1", "n numeric"])
            body = f"SELECT ({extra})::bigint"
            if c.chance(path + ".atomic", 20):
                definition = f"LANGUAGE sql IMMUTABLE{cost} RETURN (({extra})::bigint)"
            else:
                definition = f"LANGUAGE sql IMMUTABLE{cost} AS $${body}$$"
            self.say(f"CREATE FUNCTION lib.h{i}({argument}) RETURNS bigint {definition}")
            types = ", ".join(a.split()[1] for a in argument.split(", "))
            self.comment(path, f"FUNCTION lib.h{i}({types})")
            self.grants(path, f"FUNCTION lib.h{i}({types})", ["EXECUTE"], 15)
        self.say("CREATE FUNCTION lib.touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$")
        if self.has("aggregate", 40):
            start = c.pick("aggregate.start", ["0", "1"])
            self.say(f"CREATE AGGREGATE lib.total(bigint) (SFUNC = int8pl, STYPE = bigint, INITCOND = '{start}')")

    def sequences(self):
        for i in range(2):
            path = f"sequence{i}"
            if not self.has(path, 70):
                continue
            kind = self.c.pick(path + ".type", ["", " AS integer"])
            step = self.c.pick(path + ".step", ["", " INCREMENT 5", " MINVALUE 10 START 20", " CACHE 4", " CYCLE"])
            self.say(f"CREATE SEQUENCE app.q{i}{kind}{step}")
            self.comment(path, f"SEQUENCE app.q{i}")
            self.owner(path, f"SEQUENCE app.q{i}")
            self.grants(path, f"SEQUENCE app.q{i}", ["USAGE", "SELECT", "UPDATE"], 15)

    def default(self, path, type):
        c = self.c
        if type in NUMBERS[:5]:
            return c.pick(path, ["", "", "0", "1", "lib.h0(3)", "nextval('app.q0')" if "CREATE SEQUENCE app.q0" in "".join(self.lines) else "2"])
        if type in ("text", "varchar(20)", "varchar(40)"):
            return c.pick(path, ["", "", "'x'", "CURRENT_USER", "'it''s'"])
        if type.startswith("timestamp") or type == "date":
            return c.pick(path, ["", "now()", "CURRENT_DATE"])
        for name, values in self.enums:
            if name == type:
                return c.pick(path, ["", f"{repr_sql(values[0])}::{name}", f"{repr_sql(values[-1])}::{name}"])
        if type.endswith("[]"):
            return c.pick(path, ["", "'{}'"])
        return ""

    # Tables

    def table(self, short):
        c, path = self.c, short
        if not self.has(path, 90):
            return
        name = f"{c.fixed().pick(path + '.schema', ['app', 'app', 'lib'])}.{short}"
        columns, parts = [("id", c.pick(path + ".id.type", ["bigint", "bigint", "integer"]))], []
        identity = c.pick(path + ".id.identity", ["", "", " GENERATED ALWAYS AS IDENTITY", " GENERATED BY DEFAULT AS IDENTITY"])
        parts.append(f"id {columns[0][1]} NOT NULL{identity}")
        for column in c.subset(path + ".columns", ["a", "b", "c", "D d", "e", "select"], 75):
            at = f"{path}.{column}"
            type = self.column_type(at)
            default = self.default(at + ".default", type)
            null = " NOT NULL" if c.chance(at + ".null", 30) else ""
            collate = ' COLLATE "C"' if type == "text" and c.chance(at + ".collate", 10) else ""
            parts.append(f"{ident(column)} {type}{collate}{' DEFAULT ' + default if default else ''}{null}")
            columns.append((column, type))
        if c.chance(path + ".generated", 20):
            parts.append(f"twice bigint GENERATED ALWAYS AS ({c.pick(path + '.generated.as', ['id * 2', 'lib.h1(id)', 'id + 1'])}) STORED")
            columns.append(("twice", "bigint"))
        if c.chance(path + ".key", 85):
            parts.append(f"CONSTRAINT {short}_pkey PRIMARY KEY (id)")
        for i in range(2):
            if c.chance(f"{path}.check{i}", 25):
                parts.append(f"CONSTRAINT {short}_check{i} CHECK ({c.pick(f'{path}.check{i}.as', ['id > 0', 'id <> 7', 'lib.h2(id) > 0', 'id > 0 OR id < -5'])})"
                             + c.pick(f"{path}.check{i}.how", ["", "", " NO INHERIT"]))
        unlogged = "UNLOGGED " if short in UNLOGGED and c.chance(path + ".unlogged", 30) else ""
        options = c.pick(path + ".with", ["", "", "", " WITH (fillfactor = 70)", " WITH (autovacuum_enabled = false, fillfactor = 80)"])
        self.say(f"CREATE {unlogged}TABLE {name} ({', '.join(parts)}){options}")
        self.relations[name] = columns
        self.tables.append(name)

    def partitioned(self):
        c, path = self.c, "parted"
        if not self.has(path, 60):
            return
        name = "app.parted"
        how = c.fixed().pick(path + ".how", ["range", "list", "hash"])
        columns = [("id", "bigint"), ("at", c.pick(path + ".at.type", ["text", "text", "varchar(30)"]))]
        if c.chance(path + ".more", 50):
            columns.append(("more", c.pick(path + ".more.type", ["integer", "bigint"])))
        key = ", CONSTRAINT parted_pkey PRIMARY KEY (id)" if c.chance(path + ".key", 60) else ""
        self.say(f"CREATE TABLE {name} ({', '.join(f'{n} {t}' for n, t in columns)}{key}) PARTITION BY {how} (id)")
        for i in range(4):
            if not c.chance(f"{path}.part{i}", 70):
                continue
            bounds = {"range": f"FROM ({i * 10}) TO ({i * 10 + c.pick(f'{path}.part{i}.to', [10, 10, 5])})", "list": f"IN ({i}, {i + 10 + c.number(f'{path}.part{i}.also', 2) * 10})",
                      "hash": f"WITH (MODULUS 4, REMAINDER {i})"}[how]
            part = f"app.part{i}"
            self.say(f"CREATE TABLE {part} PARTITION OF {name} FOR VALUES {bounds}")
            if c.chance(f"{path}.part{i}.own", 25):
                self.say(f"CREATE INDEX part{i}_own ON {part} (at)")
            self.grants(f"{path}.part{i}", f"TABLE {part}", ["SELECT"], 10)
        if how != "hash" and c.chance(path + ".rest", 40):
            self.say(f"CREATE TABLE app.part_rest PARTITION OF {name} DEFAULT")
        if c.chance(path + ".index", 50):
            self.say(f"CREATE INDEX parted_at ON {name} ({c.pick(path + '.index.on', ['at', 'at, id', 'lower(at)'])})")
        self.relations[name] = columns
        self.comment(path, f"TABLE {name}")
        self.grants(path, f"TABLE {name}", ["SELECT", "INSERT", "UPDATE", "DELETE"])

    def table_parts(self, name):
        c, short = self.c, name.split(".")[1]
        columns = self.relations[name]
        plain = [n for n, t in columns if t not in ("json", "point") and not t.startswith("lib.c")]
        texts = [n for n, t in columns if t in ("text", "varchar(20)", "varchar(40)")]
        for i in range(3):
            path = f"{short}.index{i}"
            if not c.chance(path, 45):
                continue
            on = c.pick(path + ".on", plain)
            form = c.pick(path + ".form", ["plain", "plain", "desc", "hash", "where", "expr", "include", "unique"])
            where = {"where": " WHERE id > 3"}.get(form, "")
            key = {"desc": f"{ident(on)} DESC NULLS LAST", "expr": f"lower({ident(texts[0])})" if texts else "(id + 1)", "unique": f"id, {ident(on)}"}.get(form, ident(on))
            method = "hash" if form == "hash" else "btree"
            include = " INCLUDE (id)" if form == "include" else ""
            self.say(f"CREATE {'UNIQUE ' if form == 'unique' else ''}INDEX {short}_i{i} ON {name} USING {method} ({key}){include}{where}")
            self.comment(path, f"INDEX {name.split('.')[0]}.{short}_i{i}", 10)
        made = "\n".join(self.lines)
        for other in self.tables:
            path = f"{short}.refers.{other}"
            if other != name and f"CONSTRAINT {other.split('.')[1]}_pkey" in made and c.chance(path, 12):
                how = c.pick(path + ".how", ["", " ON DELETE CASCADE", " ON DELETE SET NULL", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " NOT VALID"])
                self.say(f"ALTER TABLE {name} ADD CONSTRAINT {short}_{other.split('.')[1]}_fkey FOREIGN KEY (id) REFERENCES {other} (id){how}")
        for i in range(2):
            path = f"{short}.trigger{i}"
            if c.chance(path, 20):
                when = c.pick(path + ".when", ["BEFORE INSERT", "BEFORE INSERT OR UPDATE", "AFTER DELETE", "BEFORE UPDATE OF id"])
                condition = " WHEN (NEW.id > 2)" if "DELETE" not in when and c.chance(path + ".condition", 30) else ""
                self.say(f"CREATE TRIGGER {short}_tr{i} {when} ON {name} FOR EACH ROW{condition} EXECUTE FUNCTION lib.touch()")
                if c.chance(path + ".off", 15):
                    self.say(f"ALTER TABLE {name} DISABLE TRIGGER {short}_tr{i}")
        if c.chance(short + ".secure", 20):
            self.say(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
            if c.chance(short + ".force", 30):
                self.say(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        if c.chance(short + ".policy", 25):
            who = c.pick(short + ".policy.who", ["PUBLIC", ROLES[0], ", ".join(ROLES[:2])])
            what = c.pick(short + ".policy.for", ["ALL", "SELECT", "UPDATE"])
            rule = c.pick(short + ".policy.using", ["id > 1", "true", f"EXISTS (SELECT 1 FROM {self.tables[0]} x WHERE x.id = 3)"])
            self.say(f"CREATE POLICY {short}_own ON {name} FOR {what} TO {who} USING ({rule})")
        if len(plain) > 2 and c.chance(short + ".statistics", 20):
            on = ", ".join(ident(n) for n in plain[:c.pick(short + ".statistics.n", [2, 3])])
            self.say(f"CREATE STATISTICS {name.split('.')[0]}.{short}_st ON {on} FROM {name}")
        if c.chance(short + ".rule", 10):
            self.say(f"CREATE RULE {short}_quiet AS ON DELETE TO {name} WHERE old.id > {c.pick(short + '.rule.n', ['5', '9'])} DO INSTEAD NOTHING")
        for n, t in columns[1:]:
            path = f"{short}.{n}"
            self.comment(path, f"COLUMN {name}.{ident(n)}", 10)
            if c.chance(path + ".statistics", 6):
                self.say(f"ALTER TABLE {name} ALTER COLUMN {ident(n)} SET STATISTICS {c.pick(path + '.target', [10, 200])}")
            if t in ("text", "jsonb", "json", "bytea") and c.chance(path + ".storage", 8):
                self.say(f"ALTER TABLE {name} ALTER COLUMN {ident(n)} SET STORAGE EXTERNAL")
            if c.chance(path + ".grant", 6):
                self.say(f"GRANT {c.pick(path + '.grant.what', ['SELECT', 'UPDATE'])} ({ident(n)}) ON {name} TO {ROLES[2]}")
        self.comment(short, f"TABLE {name}")
        self.grants(short, f"TABLE {name}", ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"])
        self.owner(short, f"TABLE {name}", 10)

    # What stands on tables

    def view(self, short):
        c, path = self.c, short
        if not self.relations or not self.has(path, 85):
            return
        source = self.steady(path + ".source", self.relations)
        columns = [(n, t) for n, t in self.relations[source] if c.chance(f"{path}.takes.{n}", 75)] or self.relations[source][:1]
        extra = c.pick(path + ".extra", ["", "", "count", "helper"])
        outputs = [ident(n) for n, _ in columns]
        taken = {n for n, _ in columns}
        if extra == "helper" and "id" in taken and "helped" not in taken:
            outputs.append("lib.h0(id) AS helped")
            columns = columns + [("helped", "bigint")]
        if extra == "count" and "one" not in taken:
            outputs.append("1 AS one")
            columns = columns + [("one", "integer")]
        where = c.pick(path + ".where", ["", "", " WHERE id > 1", " WHERE id IS NOT NULL"]) if any(n == "id" for n, _ in self.relations[source]) else ""
        name = f"{c.fixed().pick(path + '.schema', ['app', 'app', 'lib'])}.{short}"
        matview = c.fixed().chance(path + ".materialized", 20)
        options = "" if matview else c.pick(path + ".with", ["", "", "", " WITH (security_barrier = true)"])
        self.say(f"CREATE {'MATERIALIZED ' if matview else ''}VIEW {name}{options} AS SELECT {', '.join(outputs)} FROM {source}{where}")
        if matview and any(n == "id" for n, _ in columns) and c.chance(path + ".index", 60):
            self.say(f"CREATE {c.pick(path + '.index.unique', ['UNIQUE ', ''])}INDEX {short}_id ON {name} (id)")
        self.relations[name] = columns
        if matview:
            self.matviews.add(name)

    def view_parts(self, name):
        c, short = self.c, name.split(".")[1]
        matview = name in self.matviews
        kind = "MATERIALIZED VIEW" if matview else "VIEW"
        self.comment(short, f"{kind} {name}")
        if matview or not self.matviews:  # a materialized view is filled with the rights of the views' owners
            self.owner(short, f"{kind} {name}", 10)
        self.grants(short, f"TABLE {name}", ["SELECT"] if matview else ["SELECT", "INSERT", "UPDATE"])
        for n, t in self.relations[name]:
            self.comment(f"{short}.{n}", f"COLUMN {name}.{ident(n)}", 8)
            if c.chance(f"{short}.{n}.grant", 5):
                self.say(f"GRANT SELECT ({ident(n)}) ON {name} TO {ROLES[1]}")
        if not matview and c.chance(short + ".instead", 15):
            self.say(f"CREATE TRIGGER {short}_instead INSTEAD OF INSERT ON {name} FOR EACH ROW EXECUTE FUNCTION lib.touch()")
        if not matview and c.chance(short + ".column_default", 8):
            n, t = self.relations[name][0]
            if t in NUMBERS[:5]:
                self.say(f"ALTER VIEW {name} ALTER COLUMN {ident(n)} SET DEFAULT 5")

    def routine(self, short):
        c, path = self.c, short
        if not self.relations or not self.has(path, 80):
            return
        source = self.steady(path + ".source", self.relations)
        form = c.pick(path + ".form", ["row", "setof", "plpgsql", "table", "procedure"])
        has_id = any(n == "id" for n, _ in self.relations[source])
        if form == "row" and has_id:
            self.say(f"CREATE FUNCTION app.{short}(r {source}) RETURNS bigint LANGUAGE sql STABLE AS $$SELECT r.id::bigint$$")
        elif form == "setof":
            self.say(f"CREATE FUNCTION app.{short}() RETURNS SETOF {source} LANGUAGE sql STABLE ROWS 50 AS $$SELECT * FROM {source}$$")
        elif form == "plpgsql":
            self.say(f"CREATE FUNCTION app.{short}(n bigint DEFAULT {c.pick(path + '.n', ['1', '2'])}) RETURNS bigint LANGUAGE plpgsql AS $$BEGIN RETURN (SELECT count(*) FROM {source}); END$$")
            if c.chance(path + ".view", 50):
                self.say(f"CREATE VIEW app.of_{short} AS SELECT app.{short}(3) AS n")
                self.relations[f"app.of_{short}"] = [("n", "bigint")]
        elif form == "table" and has_id:
            self.say(f"CREATE FUNCTION app.{short}() RETURNS TABLE (id bigint) LANGUAGE sql BEGIN ATOMIC SELECT x.id::bigint FROM {source} x; END")
            self.relations[f"app.{short}()"] = [("id", "bigint")]
        else:
            self.say(f"CREATE PROCEDURE app.{short}(INOUT n integer) LANGUAGE plpgsql AS $$BEGIN n := n + {c.pick(path + '.n', ['1', '2'])}; END$$")

    # The rest

    def others(self):
        c = self.c
        if self.has("publication", 30) and self.tables:
            tables = c.subset("publication.tables", self.tables)
            what = c.pick("publication.with", ["", " WITH (publish = 'insert')"])
            self.say(f"CREATE PUBLICATION wide_pub{' FOR TABLE ' + ', '.join(tables) if tables else ''}{what}")
        if self.has("default_privileges", 30):
            who = c.pick("default_privileges.to", ROLES)
            self.say(f"ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT {c.pick('default_privileges.what', ['SELECT', 'INSERT'])} ON TABLES TO {who}")
        if self.has("cast", 20) and self.composites:
            self.say(f"CREATE FUNCTION lib.as_text(x {self.composites[0]}) RETURNS json LANGUAGE sql IMMUTABLE AS $$SELECT to_json(x)$$")
            self.say(f"CREATE CAST ({self.composites[0]} AS json) WITH FUNCTION lib.as_text({self.composites[0]}){c.pick('cast.how', ['', ' AS ASSIGNMENT'])}")
        if self.has("operator", 20):
            self.say("CREATE FUNCTION lib.near(a bigint, b bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT abs(a - b) < 3$$")
            self.say(f"CREATE OPERATOR lib.~~~ (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = lib.near{c.pick('operator.how', ['', ', COMMUTATOR = OPERATOR(lib.~~~)'])})")


def ident(name):
    return name if name.isidentifier() and name.islower() and name != "select" else '"' + name.replace('"', '""') + '"'


def repr_sql(text):
    return "'" + text + "'"
