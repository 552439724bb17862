"""What few databases have: foreign tables, operator classes, base types, text search, exclusion, and keys by expression."""


class Rarer:
    """A part of World: each method makes one sort of object, and a user of it that must follow when it changes."""

    def rarer_types(self):
        c = self.c
        if self.has("base", 25):
            self.say("CREATE TYPE lib.raw")
            for name, takes, gives in [("in", "cstring", "lib.raw"), ("out", "lib.raw", "cstring")]:
                self.say(f"CREATE FUNCTION lib.raw_{name}({takes}) RETURNS {gives} LANGUAGE internal IMMUTABLE STRICT AS 'text{name}'")
            storage = c.fixed().pick("base.storage", ["extended", "main", "external"])
            self.say(f"CREATE TYPE lib.raw (INPUT = lib.raw_in, OUTPUT = lib.raw_out, LIKE = text, STORAGE = {storage}{c.pick('base.delimiter', ['', ', PREFERRED = false, CATEGORY = U'])})".replace("= U", "= 'U'"))
            self.comment("base", "TYPE lib.raw")
        if self.has("domain_over", 40):
            null = c.pick("domain_over.null", ["", " NOT NULL"])
            self.say(f"CREATE DOMAIN lib.dh AS bigint{null} CONSTRAINT dh_check CHECK ({c.pick('domain_over.check', ['lib.h1(VALUE) > 0', 'VALUE > 0', 'lib.h0(VALUE) <> 4'])})")
        if self.has("stretch", 30):
            self.say(f"CREATE TYPE lib.stretch AS RANGE (subtype = {c.pick('stretch.of', ['float8', 'float8', 'numeric'])}{c.pick('stretch.name', ['', ', multirange_type_name = lib.stretches'])})")
        if self.has("conversion", 15):
            self.say(f"CREATE {c.pick('conversion.default', ['', 'DEFAULT '])}CONVERSION lib.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8")
            self.comment("conversion", "CONVERSION lib.latin", 40)
        if self.has("adding", 35):
            body = c.pick("adding.body", ["a + b", "a - b", "a"])
            self.say(f"CREATE FUNCTION lib.adding(a bigint, b bigint) RETURNS bigint LANGUAGE sql IMMUTABLE{c.pick('adding.strict', ['', ' STRICT'])} AS 'SELECT {body}'")
            self.say(f"CREATE AGGREGATE lib.added(bigint) (SFUNC = lib.adding, STYPE = bigint{c.pick('adding.start', ['', ', INITCOND = 0', ', INITCOND = 1'])}{c.pick('adding.parallel', ['', ', COMBINEFUNC = lib.adding, PARALLEL = safe'])})")

    def rarer_tables(self):
        c = self.c
        self.table_with("rare", {
            "raw": ["lib.raw", "text"], "held": ["lib.dh", "bigint"], "helds": ["lib.dh[]"], "reach": ["lib.stretch", "lib.stretch[]"], "span": ["lib.span"],
            "words": ["text COLLATE lib.coll", "text", "text COMPRESSION pglz"], "note": ["text", "varchar(30)"],
            "found": ["tsvector GENERATED ALWAYS AS (to_tsvector('lib.words', note)) STORED", "tsvector"],
            "seen": ["int4range"]})
        if self.has("rare.excluded", 40):
            self.say(f"ALTER TABLE app.rare ADD CONSTRAINT rare_apart EXCLUDE USING gist (seen WITH {c.pick('rare.excluded.by', ['&&', '-|-'])}){c.pick('rare.excluded.how', ['', ' WHERE (id > 1)', ' DEFERRABLE'])}")
        for i, form in enumerate(["gin (to_tsvector('lib.words', note))", "gin (found)", "(note text_pattern_ops)", "(words COLLATE \"C\")", "brin (id)", "gist (seen)", "(held)", "(id lib.downwards)"]):
            if c.chance(f"rare.index{i}", 30):
                self.say(f"CREATE INDEX rare_i{i} ON app.rare {'USING ' if form[0] != '(' else ''}{form}{c.pick(f'rare.index{i}.where', ['', ' WHERE id > 4'])}")
        if self.has("rare.expressions", 25):
            self.say(f"CREATE STATISTICS app.rare_st ({c.pick('rare.expressions.kinds', ['ndistinct', 'dependencies, mcv'])}) ON id, note FROM app.rare")
            if c.chance("rare.expressions.target", 30):
                self.say("ALTER STATISTICS app.rare_st SET STATISTICS 300")
        if self.has("rare.statistics", 25):
            self.say(f"CREATE STATISTICS app.rare_ex ON (lib.h0(id)), {c.pick('rare.statistics.on', ['note', 'id'])} FROM app.rare")
        if self.has("rare.whole", 25):
            self.say(f"CREATE FUNCTION app.good(r app.rare) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT r.id > {c.pick('rare.whole.n', ['0', '-1'])}'")
            self.say(f"ALTER TABLE app.rare ADD CONSTRAINT rare_good CHECK ({c.pick('rare.whole.as', ['app.good(rare)', 'app.good(rare.*) OR id = 1'])})")
        for i, form in enumerate(["BEFORE UPDATE ON app.rare FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)", "AFTER TRUNCATE ON app.rare FOR EACH STATEMENT", "BEFORE UPDATE OF note ON app.rare FOR EACH ROW"]):
            if c.chance(f"rare.trigger{i}", 20):
                self.say(f"CREATE TRIGGER rare_tr{i} {form} EXECUTE FUNCTION lib.touch()")
                if c.chance(f"rare.trigger{i}.fires", 30):
                    self.say(f"ALTER TABLE app.rare ENABLE {c.pick(f'rare.trigger{i}.fires.on', ['ALWAYS', 'REPLICA'])} TRIGGER rare_tr{i}")
        if c.chance("rare.options", 20):
            self.say(f"ALTER TABLE app.rare ALTER note SET (n_distinct = {c.pick('rare.options.n', ['5', '-0.5'])})")
        if c.chance("rare.toast", 15):
            self.say(f"ALTER TABLE app.rare SET (toast.autovacuum_enabled = {c.pick('rare.toast.on', ['true', 'false'])})")

    def table_with(self, short, columns):
        """A table with an id, and those of the columns that it happens to have; the rest of its parts follow their own way."""
        name, found = f"app.{short}", [("id", "integer")]
        if not self.has(short, 75):
            return
        identity = self.c.pick(f"{short}.identity", ["", "", " GENERATED ALWAYS AS IDENTITY (START 5)", " GENERATED ALWAYS AS IDENTITY (INCREMENT 2 CACHE 3)", " GENERATED BY DEFAULT AS IDENTITY (MAXVALUE 9000 CYCLE)"])
        self.say(f"CREATE TABLE {name} (id integer{identity})")
        for column, types in columns.items():
            if self.c.chance(f"{short}.{column}", 60):
                type = self.c.pick(f"{short}.{column}.type", types)
                if not self.there(type):
                    continue
                self.say(f"ALTER TABLE {name} ADD {column} {type}")
                found.append((column, type.split(" ")[0]))
        self.relations[name] = found

    def search(self):
        c = self.c
        if not self.has("search", 40):
            return
        if c.chance("search.dictionary", 60):
            self.say(f"CREATE TEXT SEARCH DICTIONARY lib.simply (TEMPLATE = simple, ACCEPT = {c.pick('search.dictionary.accept', ['true', 'false'])})")
        self.say("CREATE TEXT SEARCH CONFIGURATION lib.words (PARSER = pg_catalog.\"default\")")
        for token in c.subset("search.map", ["word", "asciiword", "int"], 70):
            self.say(f"ALTER TEXT SEARCH CONFIGURATION lib.words ADD MAPPING FOR {token} WITH {c.pick(f'search.map.{token}.with', ['simple', 'lib.simply' if self.there('lib.simply') else 'simple', 'english_stem, simple'])}")
        self.comment("search", "TEXT SEARCH CONFIGURATION lib.words")
        self.owner("search", "TEXT SEARCH CONFIGURATION lib.words")

    def operators(self):
        c = self.c
        if self.has("class", 35):
            self.say("CREATE FUNCTION lib.downward(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT sign(b - a)::integer'")
            family = c.pick("class.family", ["", "", " FAMILY lib.down"])
            if family:
                self.say("CREATE OPERATOR FAMILY lib.down USING btree")
            signs = c.pick("class.signs", [["1 >", "3 =", "5 <"], ["1 >", "2 >=", "3 =", "4 <=", "5 <"]])
            self.say(f"CREATE OPERATOR CLASS lib.downwards FOR TYPE integer USING btree{family} AS {', '.join('OPERATOR ' + s for s in signs)}, FUNCTION 1 lib.downward(integer, integer)")
            self.comment("class", "OPERATOR CLASS lib.downwards USING btree", 40)
        if self.has("transform", 15) and self.composites:
            self.say(f"CREATE TRANSFORM FOR {self.composites[0]} LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal))")
        if self.has("enum_cast", 20) and self.enums:
            enum = self.enums[0][0]
            self.say(f"CREATE FUNCTION lib.place(x {enum}) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT {c.pick('enum_cast.body', ['1', '2'])}$$")
            self.say(f"CREATE CAST ({enum} AS integer) WITH FUNCTION lib.place({enum}){c.pick('enum_cast.how', ['', ' AS ASSIGNMENT', ' AS IMPLICIT'])}")

    def foreign(self):
        c = self.c
        if not self.has("foreign", 30):
            return
        self.say(f"CREATE FOREIGN DATA WRAPPER wide_fdw{c.pick('foreign.options', ['', chr(32) + 'OPTIONS (debug ' + repr('true') + ')'])}")
        self.say(f"CREATE SERVER wide_far{c.pick('foreign.version', ['', chr(32) + 'VERSION ' + repr('2')])} FOREIGN DATA WRAPPER wide_fdw OPTIONS (host '{c.pick('foreign.host', ['a', 'b'])}')")
        self.grants("foreign.server", "FOREIGN SERVER wide_far", ["USAGE"], 15)
        self.owner("foreign.server", "SERVER wide_far")
        if c.chance("foreign.mapping", 50):
            self.say(f"CREATE USER MAPPING FOR {c.pick('foreign.mapping.who', ['PUBLIC', 'random_ann'])} SERVER wide_far OPTIONS (name '{c.pick('foreign.mapping.name', ['x', 'y'])}')")
        columns = [f"id {c.pick('foreign.id', ['integer', 'bigint'])}{c.pick('foreign.null', ['', ' NOT NULL'])}"]
        columns += [f"note text{c.pick('foreign.note.options', ['', chr(32) + 'OPTIONS (place ' + repr('3') + ')'])}"] * c.chance("foreign.note", 70)
        self.say(f"CREATE FOREIGN TABLE app.far ({', '.join(columns)}) SERVER wide_far{c.pick('foreign.table.options', ['', chr(32) + 'OPTIONS (file ' + repr('f') + ')'])}")
        if c.chance("foreign.default", 30):
            self.say("ALTER FOREIGN TABLE app.far ALTER id SET DEFAULT 3")
        if c.chance("foreign.check", 30):
            self.say("ALTER FOREIGN TABLE app.far ADD CONSTRAINT far_check CHECK (id > 0)")
        if c.chance("foreign.view", 50):
            self.say("CREATE VIEW app.far_view AS SELECT * FROM app.far")
        self.comment("foreign", "FOREIGN TABLE app.far")

    def keys_by_expression(self):
        c = self.c
        if not self.has("keyed", 40):
            return
        key = c.fixed().pick("keyed.by", ["LIST ((id % 3))", "RANGE (lib.keyof(id))", "RANGE (id, lower(code))", "LIST (code COLLATE \"C\")"])
        self.say(f"CREATE FUNCTION lib.keyof(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE{c.pick('keyed.cost', ['', ' COST 7'])} AS 'SELECT {c.pick('keyed.of', ['n', 'n + 1'])}'")
        self.say(f"CREATE TABLE app.keyed (id bigint{c.pick('keyed.null', ['', ' NOT NULL'])}, code {c.pick('keyed.code', ['text', 'varchar(10)'])}) PARTITION BY {key}")
        for i in c.subset("keyed.parts", [0, 1, 2], 60):
            bounds = f"IN ({i})" if "%" in key else f"IN ('{i}')" if "COLLATE" in key else f"FROM ({i * 10}{', MINVALUE' * ('lower' in key)}) TO ({i * 10 + 10}{', MINVALUE' * ('lower' in key)})"
            self.say(f"CREATE TABLE app.keyed{i} PARTITION OF app.keyed FOR VALUES {bounds}")
            if c.chance(f"keyed.{i}.default", 25):
                self.say(f"ALTER TABLE app.keyed{i} ALTER code SET DEFAULT 'of {i}'")
        if c.chance("keyed.check", 30):
            self.say(f"ALTER TABLE app.keyed ADD CONSTRAINT keyed_check CHECK ({c.pick('keyed.check.as', ['id > 0', 'id > 0 OR code IS NULL'])})")
        if c.chance("keyed.refers", 30) and "app.t1" in self.tables:
            self.say("ALTER TABLE app.keyed ADD CONSTRAINT keyed_fkey FOREIGN KEY (id) REFERENCES app.t1 (id)")
        if c.chance("keyed.secure", 20):
            self.say("ALTER TABLE app.keyed ENABLE ROW LEVEL SECURITY")
        if c.chance("keyed.view", 40):
            self.say("CREATE VIEW app.keyed_view WITH (security_invoker = true) AS SELECT * FROM app.keyed")

    def rarer_views(self):
        """Views over functions over views, and what else reads much."""
        c = self.c
        names = sorted(n for n in self.relations if ".v" in n or ".t" in n)
        for i in range(3):
            path = f"over{i}"
            if not names or not self.has(path, 60):
                continue
            source = self.steady(path + ".source", names)
            first = '"' + self.relations[source][0][0] + '"'
            body = f"SELECT {first}::text FROM {source}"
            self.say(f"CREATE FUNCTION app.{path}() RETURNS SETOF text LANGUAGE sql STABLE {c.pick(path + '.body', [f'BEGIN ATOMIC {body}; END', f'AS $${body}$$'])}")
            how = c.fixed().pick(path + ".how", ["VIEW", "VIEW", "MATERIALIZED VIEW"])
            query = c.pick(path + ".query", [f"SELECT x FROM app.{path}() AS x", f"SELECT app.{path}() AS x", f"SELECT count(x) AS x FROM app.{path}() AS x WHERE x IS NOT NULL"])
            data = c.pick(path + ".data", ["", " WITH NO DATA"]) if how != "VIEW" else ""
            self.say(f"CREATE {how} app.{path}_view AS {query}{data}")
            self.comment(path, f"{how} app.{path}_view")
        if self.has("sums", 40) and "app.rare" in self.relations:
            self.say(f"CREATE VIEW app.sums AS SELECT {c.pick('sums.of', ['lib.added(id)', 'sum(id)', 'max(id)'])} AS n FROM app.rare")
        if self.has("recursive", 20) and "app.rare" in self.relations:
            self.say(f"CREATE RECURSIVE VIEW app.steps (n) AS SELECT id FROM app.rare UNION ALL SELECT n + {c.pick('recursive.step', ['1', '2'])} FROM steps WHERE n < 9")

    def wide(self):
        c = self.c
        if self.has("publication2", 25) and self.tables:
            table = self.steady("publication2.table", self.tables)
            what = c.pick("publication2.what", c.fixed().pick("publication2.sort", [
                [f"FOR TABLE {table} (id)", f"FOR TABLE {table} WHERE (id > 3)", f"FOR TABLE {table}"],
                ["FOR TABLES IN SCHEMA app", f"FOR TABLES IN SCHEMA lib, TABLE {table}"]]))
            publish = "publish = 'insert, truncate'"  # DELETE would be refused where rows are moved, without a key to tell them by
            self.say(f"CREATE PUBLICATION wide_news {what} WITH ({publish}{c.pick('publication2.with', ['', ', publish_via_partition_root = true'])})")
        for on, given in [("FUNCTIONS", "EXECUTE"), ("TYPES", "USAGE"), ("SEQUENCES", "USAGE")]:
            if self.has(f"defaults.{on}", 45):
                self.say(f"ALTER DEFAULT PRIVILEGES FOR ROLE {c.pick(f'defaults.{on}.for', ['postgres', 'random_ann'])} IN SCHEMA {c.pick(f'defaults.{on}.in', ['app', 'lib'])} GRANT {given} ON {on} TO random_bob{c.pick(f'defaults.{on}.option', ['', ' WITH GRANT OPTION'])}")
