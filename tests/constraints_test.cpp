#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "kinds/constraint.hpp"
#include "model/field_type.hpp"
#include "postgres/inspector.hpp"
#include "postgres/support.hpp"
#include "support/server.hpp"

/// Keys, checks, exclusions, foreign keys and indexes, from one live database into another.
namespace schema {
namespace {

using namespace schema::postgres;

const std::set<std::string_view> kTested = {"primary_key", "unique", "check", "exclude", "foreign_key", "index"};

bool tested(const Resource& r) { return kTested.contains(r.kind->name); }

/// What the server itself says about all constraints and indexes: what the kinds read is checked against it.
std::string definitions(Connection& db) {
  db.execute("SET search_path = pg_catalog");
  return db
      .query(R"(
    SELECT string_agg(line, E'\n' ORDER BY line) FROM (
      SELECT format('%s %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint')) AS line
        FROM pg_constraint WHERE connamespace >= 2200 AND oid >= 16384
       UNION ALL
      SELECT format('%s cluster=%s valid=%s %s %s %s', pg_get_indexdef(c.oid), indisclustered, indisvalid, c.reloptions, obj_description(c.oid, 'pg_class'),
                    (SELECT array_agg(attstattarget ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid))
        FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE c.oid >= 16384 AND c.relnamespace <> 99) x)")
      .text(0, 0);
}

std::vector<std::string_view> differences(const Resource& a, const Resource& b) {
  std::vector<std::string_view> names;
  for (auto& field : a.kind->fields)
    if (!field.type->equal(field.of(&a), field.of(&b))) names.push_back(field.name);
  return names;
}

void check_same(const Catalog& expected, const Catalog& actual) {
  for (auto& r : expected.all()) {
    if (!tested(*r)) continue;
    auto other = actual.find(r->address);
    CAPTURE(r->address);
    REQUIRE(other);
    CHECK(other->comment == r->comment);
    for (auto name : differences(*r, *other)) FAIL_CHECK("differs in " << name);
  }
  for (auto& r : actual.all())
    if (tested(*r)) CHECK_MESSAGE(expected.find(r->address), r->address << " is not expected");
}

void run(Connection& db, const Resource& r, const Script& script) {
  for (auto& s : script.statements) {
    CAPTURE(s.sql);
    REQUIRE_NOTHROW(db.execute("SET search_path = " + sql::quote_ident(r.schema) + ", public; " + s.sql));
  }
}

void create(Connection& db, const Resource& r, int version, Creation creation) {
  Script script;
  creation.server_version = version;
  auto& render = support(*r.kind).render;
  render.create(creation, script);
  if (r.comment) script.add("COMMENT ON " + render.target(r) + " IS " + sql::quote_literal(*r.comment));
  run(db, r, script);
}

void drop(Connection& db, const Resource& r) {
  Script script;
  support(*r.kind).render.drop(r, script);
  run(db, r, script);
}

std::vector<const Resource*> tested_of(const Catalog& catalog) {
  std::vector<const Resource*> all;
  for (auto& r : catalog.all())
    if (tested(*r)) all.push_back(r.get());
  return all;
}

constexpr const char* kBase = R"(
  CREATE EXTENSION pg_trgm; CREATE EXTENSION citext; CREATE EXTENSION btree_gist;
  CREATE SCHEMA app; SET search_path = app, public;
  CREATE COLLATION mine (locale = 'C');
  CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TYPE pair AS (x int, y int);
  CREATE DOMAIN small AS int; CREATE DOMAIN smaller AS small; CREATE DOMAIN code AS varchar(9);
  CREATE FUNCTION low(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT lower($1)';
  CREATE TABLE r (id int, "Other Id" text, v varchar(20), PRIMARY KEY (id), UNIQUE (id, "Other Id"));
  CREATE TABLE t (a int, b text, c int NOT NULL, v varchar(20), ch char(3), m mood, arr int[], tags varchar[], d small, dd smaller,
                  co code, n name, ci citext, j jsonb, rng int4range, during tstzrange, p pair, ip inet, cl text COLLATE "C",
                  "Odd ""name" int, at timestamp);
  CREATE MATERIALIZED VIEW mv AS SELECT a, b FROM t;
)";

/// All sorts of constraints and indexes at once.
constexpr const char* kCreated = R"(
  ALTER TABLE t ADD CONSTRAINT t_pk PRIMARY KEY (c, "Odd ""name") INCLUDE (b) WITH (fillfactor = 70) DEFERRABLE, CLUSTER ON t_pk;
  ALTER TABLE t ADD UNIQUE (a), ADD CONSTRAINT u2 UNIQUE (b, v) DEFERRABLE INITIALLY DEFERRED;
  COMMENT ON CONSTRAINT u2 ON t IS 'it''s';
  ALTER TABLE t ADD CONSTRAINT "C k" CHECK (a > 0 AND b <> ')(') NO INHERIT, ADD CHECK (low(b) = b) NOT VALID,
    ADD CONSTRAINT k CHECK (m = 'good' OR (a > 0) AND (c > 0));
  COMMENT ON CONSTRAINT k ON t IS 'why';
  CREATE UNIQUE INDEX ru ON r (v);
  ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE,
    ADD CONSTRAINT f1 FOREIGN KEY (a, b) REFERENCES r (id, "Other Id") MATCH FULL ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED NOT VALID,
    ADD CONSTRAINT f2 FOREIGN KEY (b, a) REFERENCES r ("Other Id", id) ON DELETE SET DEFAULT,
    ADD FOREIGN KEY (v) REFERENCES r (v);
  ALTER TABLE t ADD CONSTRAINT x1 EXCLUDE USING gist (a WITH =, during WITH &&) WHERE (c > 0) DEFERRABLE,
    ADD CONSTRAINT x2 EXCLUDE USING btree (low(b) COLLATE "C" text_pattern_ops DESC WITH =, a WITH OPERATOR(pg_catalog.=)) INCLUDE (c) WITH (fillfactor = 50),
    ADD CONSTRAINT x3 EXCLUDE USING gist (a WITH OPERATOR(pg_catalog.=), b gist_trgm_ops (siglen = 32) WITH OPERATOR(public.%));
  CREATE INDEX i01 ON t (a, b DESC, c DESC NULLS LAST, d NULLS FIRST) INCLUDE (v, m) WITH (fillfactor = 50);
  CREATE UNIQUE INDEX i02 ON t (low(b), (a + c), (a), (b COLLATE "C")) WHERE (a > 0) AND b LIKE '%(%';
  COMMENT ON INDEX i02 IS 'x';
  CREATE INDEX i03 ON t (v, m, arr, tags, d, dd, co, n, ci, j, rng, p, ip, cl, ch);
  CREATE INDEX i04 ON t (v text_pattern_ops, co varchar_pattern_ops, b text_pattern_ops, v bpchar_ops, ip inet_ops);
  CREATE INDEX i05 ON t USING gin (j jsonb_path_ops, b gin_trgm_ops, arr, tags, to_tsvector('english', b));
  CREATE INDEX i06 ON t USING gin (j, arr) WITH (fastupdate = off);
  CREATE INDEX i07 ON t USING gist (b gist_trgm_ops (siglen = 64), rng, ip inet_ops, a, to_tsvector('simple', b));
  CREATE INDEX i08 ON t USING brin (at timestamp_minmax_multi_ops (values_per_range = 16), a) WITH (pages_per_range = 32);
  CREATE INDEX i09 ON t USING hash (v); CREATE INDEX i10 ON t USING hash (low(b)); CREATE INDEX i11 ON t USING hash (m);
  CREATE INDEX i12 ON t USING spgist (b) WHERE m = 'good'; CREATE INDEX i13 ON t USING spgist (rng);
  CREATE INDEX i14 ON t (b COLLATE "C", v COLLATE mine, cl, cl COLLATE "default", low(cl), low(b) COLLATE "C", low(b) COLLATE mine, n);
  CREATE INDEX i15 ON t (low(b), a, (a + 1), (at AT TIME ZONE 'UTC'), (extract(day FROM at)), (a IS NULL));
  ALTER INDEX i15 ALTER COLUMN 3 SET STATISTICS 500;
  CREATE UNIQUE INDEX mi ON mv (a); CREATE INDEX mi2 ON mv (b) WHERE a > 1; ALTER TABLE mv CLUSTER ON mi;
)";

/// What PostgreSQL 15 added.
constexpr const char* kCreated15 = R"(
  ALTER TABLE t ADD CONSTRAINT u15 UNIQUE NULLS NOT DISTINCT (b, c),
    ADD CONSTRAINT f15 FOREIGN KEY (b, a) REFERENCES r ("Other Id", id) ON DELETE SET NULL (a);
  CREATE UNIQUE INDEX i15n ON t (a) NULLS NOT DISTINCT)";

std::string created(int version) { return std::string(kCreated) + (version >= 150000 ? kCreated15 : ""); }

/// Foreign keys last: they need keys and unique indexes.
std::vector<const Resource*> added(const Catalog& now, const Catalog& before) {
  std::vector<const Resource*> all;
  for (auto r : tested_of(now))
    if (!before.find(r->address)) all.push_back(r);
  std::stable_partition(all.begin(), all.end(), [](auto r) { return r->kind->name != "foreign_key"; });
  return all;
}

TEST_CASE("what is inspected is created, renamed and dropped") {
  auto source = test::fresh_database(), target = test::fresh_database();
  auto& db = target.connection();
  source.connection().execute(kBase + created(db.server_version()));
  db.execute(kBase);
  auto before = postgres::inspect(db);
  auto expected = postgres::inspect(source.connection());
  auto all = added(expected, before);
  for (auto r : all) create(db, *r, expected.server_version, {*r});
  check_same(expected, postgres::inspect(db));
  CHECK(definitions(db) == definitions(source.connection()));

  for (auto r : all) {
    Script script, back;
    support(*r->kind).render.rename(*r, "New Name", script);
    run(db, *r, script);
    auto renamed = postgres::inspect(db);
    auto now = renamed.find(make_address(*r->kind, "", "New Name", r->parent));
    REQUIRE(now);
    CHECK(differences(*r, *now).empty());
    support(*r->kind).render.rename(*now, r->name, back);
    run(db, *r, back);
  }
  check_same(expected, postgres::inspect(db));

  std::reverse(all.begin(), all.end());
  for (auto r : all) drop(db, *r);
  check_same(before, postgres::inspect(db));
}

TEST_CASE("keys and checks stand inside CREATE TABLE") {
  auto source = test::fresh_database(), target = test::fresh_database();
  source.connection().execute(R"(
    CREATE TABLE t (a int, b text, PRIMARY KEY (a) INCLUDE (b), UNIQUE (b) WITH (fillfactor = 60), CHECK (a > 0), CHECK (b <> '') NO INHERIT);
    ALTER TABLE t ADD CONSTRAINT later CHECK (a < 9) NOT VALID; ALTER TABLE t CLUSTER ON t_pkey)");
  auto expected = postgres::inspect(source.connection());
  auto folded = [](const Resource& r) { return r.kind->folds; };
  auto table = expected.find("table.public.t");
  REQUIRE(table);
  create(target.connection(), *table, expected.server_version, {*table, folded});
  for (auto r : table->children) create(target.connection(), *r, expected.server_version, {*r, folded});
  check_same(expected, postgres::inspect(target.connection()));
  CHECK(definitions(target.connection()) == definitions(source.connection()));
}

struct Altered {
  const char* from;
  const char* to;
  bool in_place;
};

/// $ is the number of the case, which has a table of its own.
constexpr Altered kAltered[] = {
    {"ADD CONSTRAINT k$ CHECK (a > 0) NOT VALID", "ADD CONSTRAINT k$ CHECK (a > 0)", true},
    {"ADD CONSTRAINT k$ CHECK (a > 0)", "ADD CONSTRAINT k$ CHECK (a > 0) NOT VALID", false},
    {"ADD CONSTRAINT k$ CHECK (a > 0)", "ADD CONSTRAINT k$ CHECK (a > 1)", false},
    {"ADD CONSTRAINT k$ CHECK (a > 0)", "ADD CONSTRAINT k$ CHECK (a > 0) NO INHERIT", false},
    {"ADD CONSTRAINT k$ PRIMARY KEY (c)", "ADD CONSTRAINT k$ PRIMARY KEY (c, a)", false},
    {"ADD CONSTRAINT k$ PRIMARY KEY (c)", "ADD CONSTRAINT k$ PRIMARY KEY (c) WITH (fillfactor = 40)", true},
    {"ADD CONSTRAINT k$ UNIQUE (a) WITH (fillfactor = 40)", "ADD CONSTRAINT k$ UNIQUE (a), CLUSTER ON k$", true},
    {"ADD CONSTRAINT k$ UNIQUE (a) DEFERRABLE", "ADD CONSTRAINT k$ UNIQUE (a) DEFERRABLE INITIALLY DEFERRED", false},
    {"ADD CONSTRAINT k$ UNIQUE NULLS NOT DISTINCT (a)", "ADD CONSTRAINT k$ UNIQUE (a)", false},
    {"ADD CONSTRAINT k$ FOREIGN KEY (a) REFERENCES r DEFERRABLE",
     "ADD CONSTRAINT k$ FOREIGN KEY (a) REFERENCES r DEFERRABLE INITIALLY DEFERRED", true},
    {"ADD CONSTRAINT k$ FOREIGN KEY (a) REFERENCES r DEFERRABLE INITIALLY DEFERRED NOT VALID",
     "ADD CONSTRAINT k$ FOREIGN KEY (a) REFERENCES r", true},
    {"ADD CONSTRAINT k$ FOREIGN KEY (a) REFERENCES r", "ADD CONSTRAINT k$ FOREIGN KEY (a) REFERENCES r NOT VALID",
     false},
    {"ADD CONSTRAINT k$ FOREIGN KEY (a) REFERENCES r",
     "ADD CONSTRAINT k$ FOREIGN KEY (c) REFERENCES r ON DELETE CASCADE", false},
    {"ADD CONSTRAINT k$ EXCLUDE USING hash (b WITH =)",
     "ADD CONSTRAINT k$ EXCLUDE USING btree (b WITH =) WHERE (a > 0)", false},
    {"ADD CONSTRAINT k$ EXCLUDE USING gist (a WITH =)",
     "ADD CONSTRAINT k$ EXCLUDE USING gist (a WITH =) WITH (buffering = on)", true},
    {"ADD CONSTRAINT u$ UNIQUE (a), ADD CONSTRAINT v$ UNIQUE (c), CLUSTER ON u$",
     "ADD CONSTRAINT u$ UNIQUE (a), ADD CONSTRAINT v$ UNIQUE (c), CLUSTER ON v$", true},
    {"ADD CONSTRAINT u$ UNIQUE (a), ADD CONSTRAINT v$ UNIQUE (c), CLUSTER ON v$",
     "ADD CONSTRAINT u$ UNIQUE (a), ADD CONSTRAINT v$ UNIQUE (c), CLUSTER ON u$", true},
    {"ADD CONSTRAINT u$ UNIQUE (a), CLUSTER ON u$", "ADD CONSTRAINT u$ UNIQUE (a)", true},
    {"; CREATE INDEX i$ ON t$ (a) WITH (fillfactor = 50, deduplicate_items = off)",
     "; CREATE INDEX i$ ON t$ (a) WITH (fillfactor = 60)", true},
    {"; CREATE INDEX i$ ON t$ (a, (a + c))",
     "; CREATE INDEX i$ ON t$ (a, (a + c)); ALTER INDEX i$ ALTER COLUMN 2 SET STATISTICS 77", true},
    {"; CREATE INDEX i$ ON t$ ((a + c)); ALTER INDEX i$ ALTER COLUMN 1 SET STATISTICS 77",
     "; CREATE INDEX i$ ON t$ ((a + c))", true},
    {"; CREATE INDEX i$ ON t$ (a)", "; CREATE INDEX i$ ON t$ (a DESC)", false},
    {"; CREATE INDEX i$ ON t$ (a) WHERE a > 0", "; CREATE UNIQUE INDEX i$ ON t$ (a) WHERE a > 1", false},
    {"; CREATE INDEX i$ ON t$ USING gin (b gin_trgm_ops)", "; CREATE INDEX i$ ON t$ USING gist (b gist_trgm_ops)",
     false},
};

/// The tables of all cases in the state that `side` gives.
std::string all_cases(const char* Altered::*side) {
  std::string sql = kBase;
  for (size_t i = 0; i < std::size(kAltered); ++i) {
    std::string text = kAltered[i].*side;
    text = "CREATE TABLE t$ (LIKE t); " + (text[0] == ';' ? text : "ALTER TABLE t$ " + text) + ";\n";
    for (size_t at = text.find('$'); at != std::string::npos; at = text.find('$'))
      text.replace(at, 1, std::to_string(i));
    sql += text;
  }
  return sql;
}

const Altered& case_of(const Resource& r) { return kAltered[std::stoul(r.parent->name.substr(1))]; }

bool must_be_replaced(const Change& change) {
  auto& fields = change.to.kind->fields;
  return std::any_of(fields.begin(), fields.end(),
                     [&](const Field& f) { return f.options.on_change == OnChange::replace && change.has(f.name); });
}

TEST_CASE("what differs is altered in place or replaced") {
  auto source = test::fresh_database(), target = test::fresh_database();
  auto& db = target.connection();
  source.connection().execute(all_cases(&Altered::to));
  db.execute(all_cases(&Altered::from));
  auto expected = postgres::inspect(source.connection());
  auto before = postgres::inspect(db);
  for (auto r : tested_of(expected)) {
    auto from = before.find(r->address);
    REQUIRE(from);
    Change change{*from, *r, differences(*from, *r), expected.server_version};
    if (change.fields.empty()) continue;
    CAPTURE(r->address);
    Script script;
    bool altered = !must_be_replaced(change) && support(*r->kind).render.alter(change, script);
    CHECK(altered == case_of(*r).in_place);
    if (altered) {
      run(db, *r, script);
    } else {
      drop(db, *from);
      create(db, *r, expected.server_version, {*r});
    }
  }
  check_same(expected, postgres::inspect(db));
  CHECK(definitions(db) == definitions(source.connection()));
}

TEST_CASE("an operator class or collation that would be taken anyway is left unset") {
  auto db = test::fresh_database();
  db.connection().execute(std::string(kBase) + R"(
    CREATE INDEX plain ON t (v, m, arr, tags, d, dd, co, n, ci, j, rng, p, ip, cl, ch, low(cl), low(b), (m), (v || ''), (co));
    CREATE INDEX plain_gin ON t USING gin (j, arr, tags, to_tsvector('english', b));
    CREATE INDEX plain_hash ON t USING hash (v); CREATE INDEX plain_hash_enum ON t USING hash (m);
    CREATE INDEX plain_brin ON t USING brin (v, at, ip);
    CREATE INDEX plain_gist ON t USING gist (rng, a, m, to_tsvector('simple', b));
    CREATE INDEX own ON t (v text_pattern_ops, b text_pattern_ops, co varchar_pattern_ops, v bpchar_ops, (v || '') text_pattern_ops);
    CREATE INDEX own_gin ON t USING gin (j jsonb_path_ops, b gin_trgm_ops);
    CREATE INDEX own_gist ON t USING gist (ip inet_ops);
    CREATE INDEX collated ON t (b COLLATE "C", v COLLATE mine, cl COLLATE "default", low(b) COLLATE "C"))");
  auto catalog = postgres::inspect(db.connection());
  for (auto r : tested_of(catalog)) {
    if (r->kind->name != "index") continue;
    auto& index = as<Index>(*r);
    CAPTURE(index.name);
    for (size_t i = 0; i < index.parts.size(); ++i) {
      CAPTURE(i);
      CAPTURE(index.parts[i].ops.name);
      CAPTURE(index.parts[i].collate.name);
      CHECK(index.parts[i].ops.empty() == !index.name.starts_with("own"));
      CHECK(index.parts[i].collate.empty() == (index.name != "collated"));
    }
  }
  auto& gin = as<Index>(*catalog.find("table.app.t.index.own_gin"));
  CHECK(gin.parts[0].ops == Name{"", "jsonb_path_ops"});
  CHECK(gin.parts[1].ops == Name{"public", "gin_trgm_ops"});
}

TEST_CASE("fields as a file would give them") {
  auto db = test::fresh_database();
  db.connection().execute(std::string(kBase) + R"(
    ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0), ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES r ON DELETE SET NULL,
      ADD CONSTRAINT x EXCLUDE USING gist (a WITH =, during WITH &&);
    CREATE INDEX i ON t (low(b), (a + c)) WHERE a IS NOT NULL AND c > 0)");
  auto catalog = postgres::inspect(db.connection());
  CHECK(as<Check>(*catalog.find("table.app.t.check.k")).expr.text == "a > 0");
  auto& fk = as<ForeignKey>(*catalog.find("table.app.t.foreign_key.f"));
  CHECK(fk.ref_columns.at(0).address == "table.app.r.column.id");
  CHECK(fk.on_delete.text == "set null");
  CHECK(fk.on_update.empty());
  auto& index = as<Index>(*catalog.find("table.app.t.index.i"));
  CHECK(index.parts[0].expr.text == "low(b)");
  CHECK(index.parts[1].expr.text == "a + c");
  CHECK(index.where_expr.text == "(a IS NOT NULL) AND (c > 0)");
  CHECK(as<Exclude>(*catalog.find("table.app.t.exclude.x")).parts[1].op == Name{"", "&&"});
}

TEST_CASE("what a partition or child has from its parent is implied") {
  auto db = test::fresh_database();
  db.connection().execute(R"(
    CREATE TABLE r (id int PRIMARY KEY);
    CREATE TABLE base (a int CONSTRAINT k CHECK (a > 0)); CREATE TABLE child () INHERITS (base);
    CREATE TABLE p (a int PRIMARY KEY REFERENCES r, CONSTRAINT c CHECK (a < 100)) PARTITION BY RANGE (a);
    CREATE INDEX pi ON p ((a + 1));
    CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE INDEX own ON p1 (a DESC))");
  auto catalog = postgres::inspect(db.connection());
  CHECK(catalog.find("table.public.base.check.k"));
  auto implied = [](const Resource& r) { return r.kind->implied && r.kind->implied(r); };
  auto inherited = catalog.find("table.public.child.check.k");
  REQUIRE(inherited);
  CHECK(implied(*inherited));
  for (auto r : tested_of(catalog))
    if (r->parent->name == "p1") CHECK_MESSAGE(implied(*r) == (r->name != "own"), r->name);
}

TEST_CASE("the names that the server chooses") {
  auto db = test::fresh_database();
  int number = 0;
  for (auto& table : {std::string("t"), std::string(70, 'x'), std::string(40, 'y'), "é" + std::string(61, 'z')})
    for (auto& column : {std::string("a"), std::string(50, 'c'), std::string(25, 'c') + "é" + std::string(30, 'd')})
      db.connection().execute(fmt::format(
          "CREATE SCHEMA s{0}; CREATE TABLE s{0}.{1} (id int PRIMARY KEY, {2} int UNIQUE REFERENCES s{0}.{1})",
          number++, table, column));
  auto catalog = postgres::inspect(db.connection());
  auto keys = tested_of(catalog);
  CHECK(keys.size() == 36);
  for (auto key : keys) CHECK(key->kind->default_name(*key) == key->name);
}

}  // namespace
}  // namespace schema
