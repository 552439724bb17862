"""What hangs together more deeply: types of types, heirs, joins, keys that views stand on, routines over any type."""

UNLOGGED = ["t1", "t4"]  # tables that may be; they own no sequences, which would go along with a change of it


class Depths:
    """A part of World: says more about what the rest has made. What a server refuses is simply not there."""

    def types_of_types(self):
        c = self.c
        enum = self.enums[0][0] if self.enums else "text"
        domain = self.domains[0] if self.domains else "integer"
        # No domain inside: where a column holds such a composite, the server takes no new checks on the domain.
        if self.has("deep.domain", 50):
            self.say(f"CREATE DOMAIN lib.dd AS {c.pick('deep.domain.base', [enum, domain, enum + '[]', 'text[]'])}{c.pick('deep.domain.null', ['', ' NOT NULL'])}")
        if self.has("deep.composite", 60):
            fields = [f"k {c.pick('deep.composite.k', [enum, 'text'])}"]
            fields += c.subset("deep.composite.more", ["n numeric", "l bigint[]", "d date"], 60)
            self.say(f"CREATE TYPE lib.cc AS ({', '.join(fields)})")
            self.comment("deep.composite", "TYPE lib.cc")
            self.owner("deep.composite", "TYPE lib.cc")
            self.grants("deep.composite", "TYPE lib.cc", ["USAGE"], 15)

    def table_of_types(self):
        c, columns = self.c, []
        if not self.has("deep.table", 80):
            return
        for i, (sort, types) in enumerate({
            "enums": [f"{e}[]" for e, _ in self.enums] + ["text[]"],
            "one": [e for e, _ in self.enums] + ["text", "varchar(9)"],
            "composite": ["lib.cc"],
            "composites": ["lib.cc[]"],
            "domain": ["lib.dd", "text"],
        }.items()):
            if c.chance(f"deep.table.{sort}", 60):
                type = c.pick(f"deep.table.{sort}.type", types)
                columns.append((f"x{i}", type if self.there(type) else "text"))
        self.say(f"CREATE TABLE app.deep (id integer, {', '.join(f'{n} {t}' for n, t in columns + [('v', 'text')])})")
        if c.chance("deep.table.key", 80):
            self.say(f"ALTER TABLE app.deep ADD CONSTRAINT deep_pkey PRIMARY KEY (id){c.pick('deep.table.key.how', ['', ' DEFERRABLE', ' INCLUDE (v)'])}")
            self.comment("deep.table.key", "CONSTRAINT deep_pkey ON app.deep", 30)
            self.comment("deep.table.key.index", "INDEX app.deep_pkey", 20)
        if c.chance("deep.table.unique", 40):
            self.say(f"ALTER TABLE app.deep ADD CONSTRAINT deep_once UNIQUE {c.pick('deep.table.unique.nulls', ['', 'NULLS NOT DISTINCT '])}(v)")
        for n, t in columns:
            if c.chance(f"deep.table.{n}.default", 25):
                self.say(f"ALTER TABLE app.deep ALTER {n} SET DEFAULT {c.pick(f'deep.table.{n}.default.as', ['NULL', f'NULL::{t}'])}")
        self.relations["app.deep"] = [("id", "integer")] + columns + [("v", "text")]
        self.tables.append("app.deep")

    def heirs(self):
        c = self.c
        short = c.fixed().pick("heir.of", ["t0", "t1", "t2", "t3"])
        parent = next((name for name in self.tables if name.endswith(short)), None)
        if not self.has("heir", 50) or not parent:
            return
        extra = c.pick("heir.extra", ["", "own integer", "own bigint DEFAULT 3"])
        self.say(f"CREATE TABLE app.heir ({extra}) INHERITS ({parent})")
        if c.chance("heir.default", 30):
            self.say(f"ALTER TABLE app.heir ALTER id SET DEFAULT {c.pick('heir.default.as', ['4', '5'])}")
        if c.chance("heir.check", 30):
            self.say("ALTER TABLE app.heir ADD CONSTRAINT heir_check CHECK (id < 1000)")
        if c.chance("heir.null", 20):
            self.say("ALTER TABLE app.heir ALTER id SET NOT NULL")
        self.comment("heir", "TABLE app.heir")
        self.grants("heir", "TABLE app.heir", ["SELECT", "INSERT"], 15)

    def subpartitions(self):
        c = self.c
        if not self.has("sub", 40):
            return
        self.say(f"CREATE TABLE app.log (day date, kind {c.pick('sub.kind', ['text', 'varchar(20)'])}, n bigint{c.pick('sub.n', ['', ' DEFAULT 1', ' NOT NULL'])}) PARTITION BY RANGE (day)")
        for year in c.subset("sub.years", ["2024", "2025", "2026"], 70):
            bounds = f"FOR VALUES FROM ('{year}-01-01') TO ('{int(year) + 1}-01-01')"
            how = c.fixed().pick(f"sub.{year}.how", ["", " PARTITION BY LIST (kind)"])
            self.say(f"CREATE TABLE app.log_{year} PARTITION OF app.log {bounds}{how}")
            for kind in c.subset(f"sub.{year}.kinds", ["a", "b"], 70) if how else []:
                self.say(f"CREATE TABLE app.log_{year}_{kind} PARTITION OF app.log_{year} FOR VALUES IN ('{kind}')")
        if c.chance("sub.index", 60):
            self.say(f"CREATE INDEX log_n ON app.log ({c.pick('sub.index.on', ['n', 'n, day', 'lower(kind)'])})")
        if c.chance("sub.trigger", 30):
            self.say("CREATE TRIGGER log_touch BEFORE INSERT ON app.log FOR EACH ROW EXECUTE FUNCTION lib.touch()")
        if c.chance("sub.unique", 30):
            self.say("ALTER TABLE app.log ADD CONSTRAINT log_once UNIQUE (day, kind, n)")

    def joins(self):
        """Views over two relations, over a key (GROUP BY id), with a check option, with a rule."""
        c = self.c
        names = sorted(n for n in self.relations if not n.endswith(")"))
        for i in range(4):
            path = f"join{i}"
            if len(names) < 2 or not self.has(path, 80):
                continue
            a, b = self.steady(path + ".a", names), self.steady(path + ".b", names)
            column = self.steady(path + ".column", [column for column, _ in self.relations[a]])
            column = '"' + column + '"'
            body = c.pick(path + ".form", [
                f"SELECT x.id, y.{self.quoted(b)} AS other FROM {a} x JOIN {b} y ON x.id::text = y.{self.quoted(b)}::text",
                f"SELECT x.id, x.{column}, count(*) AS n FROM {a} x LEFT JOIN {b} y ON true GROUP BY x.id",
                f"SELECT id::text FROM {a} UNION ALL SELECT {self.quoted(b)}::text FROM {b}",
                f"WITH w AS (SELECT * FROM {a}) SELECT w.id, row_number() OVER (ORDER BY w.id) AS place FROM w",
                f"SELECT x AS whole, (x).id FROM {a} x",
                f"SELECT * FROM {a} WHERE id IN (SELECT id FROM {a} WHERE id > 2)"])
            self.say(f"CREATE VIEW app.{path} AS {body}")
            if c.chance(path + ".over", 50):
                self.say(f"CREATE VIEW lib.{path}_over AS SELECT * FROM app.{path}")
                self.grants(path + ".over", f"TABLE lib.{path}_over", ["SELECT"], 15)
            self.comment(path, f"VIEW app.{path}")
            self.grants(path, f"TABLE app.{path}", ["SELECT", "UPDATE"], 15)
            if c.chance(path + ".rule", 20):
                self.say(f"CREATE RULE {path}_rule AS ON INSERT TO app.{path} DO INSTEAD NOTHING")
        if self.tables and self.has("checked", 40):
            self.say(f"CREATE VIEW app.checked AS SELECT * FROM {self.steady('checked.of', self.tables)} WHERE id > 0 WITH {c.pick('checked.how', ['LOCAL', 'CASCADED'])} CHECK OPTION")

    def quoted(self, relation):
        return '"' + self.relations[relation][0][0] + '"'

    def routines_over_types(self):
        c = self.c
        types = [f"lib.{name}" for name in ["e0", "e1", "e2", "d0", "d1", "c0", "c1", "cc", "dd", "dh", "span", "stretch", "raw"]]
        for i in range(4):
            path = f"typed{i}"
            type = c.fixed().pick(path + ".type", types)
            if not self.there(type) or not self.has(path, 70):
                continue
            array = c.pick(path + ".array", ["", "", "[]"])
            form = c.pick(path + ".form", [
                f"FUNCTION app.{path}(x {type}{array}) RETURNS {type}{array} LANGUAGE sql IMMUTABLE AS 'SELECT x'",
                f"FUNCTION app.{path}(x {type}{array} DEFAULT NULL) RETURNS text LANGUAGE plpgsql STABLE AS $$DECLARE y {type}; BEGIN RETURN x::text; END$$",
                f"FUNCTION app.{path}() RETURNS SETOF {type} LANGUAGE sql AS 'SELECT NULL::{type}'",
                f"FUNCTION app.{path}(VARIADIC x {type}[], OUT n integer) LANGUAGE sql RETURN cardinality(x)"])
            self.say(f"CREATE {form}")
            name = f"app.{path}"
            self.comment(path, f"FUNCTION {name}")
            self.owner(path, f"FUNCTION {name}", 10)
            self.grants(path, f"FUNCTION {name}", ["EXECUTE"], 15)
            if c.chance(path + ".closed", 20):
                self.say(f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC")
            if c.chance(path + ".view", 40):
                self.say(f"CREATE VIEW app.{path}_view AS SELECT {name}(NULL::{type}{array}) AS x")

    def deeper_parts(self):
        """Of tables: triggers and policies with more options, sequences that belong to columns."""
        c = self.c
        for name in self.tables:
            schema, short = name.split(".")
            path = short + ".deeper"
            if c.chance(path + ".constraint_trigger", 10):
                self.say(f"CREATE CONSTRAINT TRIGGER {short}_late AFTER INSERT ON {name} {c.pick(path + '.constraint_trigger.how', ['', 'DEFERRABLE INITIALLY DEFERRED '])}FOR EACH ROW EXECUTE FUNCTION lib.touch()")
            if c.chance(path + ".transition", 10):
                self.say(f"CREATE TRIGGER {short}_all AFTER UPDATE ON {name} REFERENCING OLD TABLE AS o NEW TABLE AS {c.pick(path + '.transition.name', ['n', 'm'])} FOR EACH STATEMENT EXECUTE FUNCTION lib.touch('a', 'it''s')")
                self.comment(path + ".transition", f"TRIGGER {short}_all ON {name}")
            if c.chance(path + ".policy", 15):
                self.say(f"CREATE POLICY {short}_strict ON {name} AS RESTRICTIVE FOR INSERT WITH CHECK ({c.pick(path + '.policy.check', ['id > 0', 'id < 99'])})")
                self.comment(path + ".policy", f"POLICY {short}_strict ON {name}", 40)
            if short not in UNLOGGED and c.chance(path + ".sequence", 12):
                self.say(f"CREATE SEQUENCE {schema}.{short}_numbers OWNED BY {name}.id")
                if c.chance(path + ".sequence.used", 60):
                    self.say(f"ALTER TABLE {name} ALTER id SET DEFAULT nextval('{schema}.{short}_numbers')")
            if c.chance(path + ".identity", 15):
                self.comment(path + ".identity", f"SEQUENCE {schema}.{short}_id_seq", 60)
                self.grants(path + ".identity", f"SEQUENCE {schema}.{short}_id_seq", ["USAGE", "SELECT"], 30)
            if c.chance(path + ".expression", 12):
                self.say(f"CREATE INDEX {short}_by_call ON {name} (lib.h0(id){c.pick(path + '.expression.order', ['', ' DESC'])}) WHERE lib.h1(id) > 0")
            if c.chance(path + ".replica", 10):
                self.say(f"ALTER TABLE {name} REPLICA IDENTITY {c.pick(path + '.replica.how', ['FULL', 'NOTHING', f'USING INDEX {short}_pkey'])}")
            if c.chance(path + ".cluster", 8):
                self.say(f"ALTER TABLE {name} CLUSTER ON {short}_pkey")
            self.comment(path + ".check", f"CONSTRAINT {short}_check0 ON {name}", 20)
