// policy { online = true }: which statements are sent, and what is found of a build that failed. survive_test breaks
// such plans off; locks_test holds their locks against the server.
#include <doctest/doctest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;
using Json = nlohmann::json;

namespace {

constexpr const char* kOnline = "  policy { online = true }\n";

/// A project on a database that was made by this SQL.
struct Online : Project {
  Online(const std::string& sql, const std::string& files) : Project(files, kOnline) {
    database.connection().execute(sql);
  }

  /// The statements of the plan, a list for each transaction.
  std::vector<std::vector<std::string>> plan() const {
    std::vector<std::vector<std::string>> all;
    auto ran = run({"plan", "--json"});
    REQUIRE_MESSAGE(ran.code == 0, ran.err);
    auto json = Json::parse(ran.out);
    for (auto& transaction : json["transactions"]) {
      all.emplace_back();
      for (auto& s : transaction["statements"]) all.back().push_back(s["sql"]);
    }
    return all;
  }

  void apply() {
    auto ran = run({"apply", "--auto-approve", "--allow-destructive"});
    CHECK_MESSAGE(ran.code == 0, ran.err);
    auto rest = run({"plan", "--detailed-exitcode"});
    CHECK_MESSAGE(rest.code == 0, rest.out);
  }
};

using Plan = std::vector<std::vector<std::string>>;

std::string table(const std::string& rest) {
  return "schema \"app\" {}\ntable \"t\" {\n  schema = schema.app\n  column \"a\" { type = integer, null = true }\n" +
         rest + "}\n";
}

constexpr const char* kTable = "CREATE SCHEMA app; CREATE TABLE app.t (a integer);";

std::string with(const std::string& sql) { return kTable + sql; }

}  // namespace

TEST_CASE("a new index") {
  Online project(kTable, table("  index \"i\" { columns = [column.a] }\n"));
  CHECK(project.plan() == Plan{{"CREATE INDEX CONCURRENTLY i ON app.t USING btree (a)"}});
  project.apply();
}

TEST_CASE("an index that is another one now") {
  Online project(with("CREATE INDEX i ON app.t (a)"),
                 table("  index \"i\" { on { column = column.a, desc = true } }\n"));
  CHECK(project.plan() == Plan{{"CREATE INDEX CONCURRENTLY i__new ON app.t USING btree (a DESC)"},
                               {"DROP INDEX CONCURRENTLY IF EXISTS app.i"},
                               {"ALTER INDEX app.i__new RENAME TO i"}});
  project.apply();
}

TEST_CASE("an index that goes") {
  Online project(with("CREATE INDEX i ON app.t (a)"), table(""));
  CHECK(project.plan() == Plan{{"DROP INDEX CONCURRENTLY IF EXISTS app.i"}});
  project.apply();
}

TEST_CASE("a foreign key and a check are validated once the rest is committed") {
  Online project(
      with("CREATE TABLE app.u (id integer PRIMARY KEY); INSERT INTO app.u VALUES (1); INSERT INTO app.t VALUES (1)"),
      table("  column \"b\" { type = integer, null = true }\n"
            "  check \"positive\" { expr = \"a > 0\" }\n"
            "  foreign_key \"f\" {\n    columns     = [column.a]\n    ref_columns = [table.u.column.id]\n  }\n") +
          "table \"u\" {\n  schema = schema.app\n  column \"id\" { type = integer }\n  primary_key { columns = "
          "[column.id] }\n}\n");
  auto plan = project.plan();
  REQUIRE(plan.size() == 3);
  CHECK(plan[0].size() == 3);
  CHECK(plan[1].size() == 1);
  CHECK(plan[2].size() == 1);
  CHECK(has(plan[0][1] + plan[0][2], "NOT VALID"));
  CHECK(has(plan[1][0] + plan[2][0], "VALIDATE CONSTRAINT positive"));
  CHECK(has(plan[1][0] + plan[2][0], "VALIDATE CONSTRAINT f"));
  project.apply();
  CHECK(project.ask("SELECT bool_and(convalidated) FROM pg_constraint") == "t");
}

TEST_CASE("keys come over an index, and NOT NULL through a check") {
  Online project(with("INSERT INTO app.t VALUES (1), (2)"),
                 "schema \"app\" {}\ntable \"t\" {\n  schema = schema.app\n  column \"a\" { type = integer }\n"
                 "  primary_key { columns = [column.a] }\n}\n");
  CHECK(project.plan() ==
        Plan{{"ALTER TABLE app.t ADD CONSTRAINT a__new CHECK (a IS NOT NULL) NOT VALID"},
             {"ALTER TABLE app.t VALIDATE CONSTRAINT a__new"},
             {"ALTER TABLE app.t ALTER COLUMN a SET NOT NULL", "ALTER TABLE app.t DROP CONSTRAINT a__new"},
             {"CREATE UNIQUE INDEX CONCURRENTLY t_pkey__new ON app.t (a)"},
             {"ALTER TABLE app.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey__new"}});
  project.apply();
  CHECK(project.ask("SELECT conname FROM pg_constraint WHERE conrelid = 'app.t'::regclass") == "t_pkey");
}

TEST_CASE("a build that failed left an INVALID index: the next run finishes it") {
  Online project(with("INSERT INTO app.t VALUES (1), (1)"),
                 table("  index \"i\" { columns = [column.a], unique = true }\n"));
  auto failed = project.run({"apply", "--auto-approve"});
  CHECK(failed.code == 1);
  // The rows that stand in the way were seen before anything was built; build it in spite of them.
  CHECK_THROWS(project.database.connection().execute("CREATE UNIQUE INDEX CONCURRENTLY i ON app.t (a)"));
  CHECK(project.ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'app.i'::regclass") == "f");
  project.database.connection().execute("DELETE FROM app.t WHERE ctid = '(0,1)'");
  project.apply();
  CHECK(project.ask("SELECT indisvalid AND indisunique FROM pg_index WHERE indexrelid = 'app.i'::regclass") == "t");
}

TEST_CASE("what an unfinished run left under another name goes first") {
  Online project(
      with("CREATE INDEX i ON app.t (a); CREATE INDEX i__new ON app.t (a DESC); ALTER TABLE app.t ADD CONSTRAINT "
           "a__new CHECK (a IS NOT NULL) NOT VALID"),
      table("  index \"i\" { on { column = column.a, desc = true } }\n"));
  auto plan = project.plan();
  REQUIRE(plan.size() > 2);
  project.apply();
  CHECK(project.ask("SELECT count(*) FROM pg_class WHERE relname LIKE '%new'") == "0");
}

TEST_CASE("tables that the plan makes itself wait for nobody") {
  Project project(table("  index \"i\" { columns = [column.a] }\n  check \"c\" { expr = \"a > 0\" }\n"), kOnline);
  CHECK(Json::parse(project.run({"plan", "--json"}).out)["transactions"].size() == 1);
}

namespace {

/// Partitioned by day into two tables that hold rows.
constexpr const char* kLog = R"(
CREATE SCHEMA app;
CREATE TABLE app.log (id bigint NOT NULL, day date NOT NULL, kind text) PARTITION BY RANGE (day);
CREATE TABLE app.log_a PARTITION OF app.log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.log_b PARTITION OF app.log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO app.log SELECT g, date '2025-01-01' + (g % 700)::int, 'k' || g % 5 FROM generate_series(1, 2000) g;
)";

std::string log(const std::string& rest, bool second = true) {
  auto part = [](const std::string& name, int year) {
    return fmt::format(
        "partition \"{}\" {{\n  schema = schema.app\n  of = table.log\n  range {{\n    from = [\"'{}-01-01'\"]\n    to "
        "= "
        "[\"'{}-01-01'\"]\n  }}\n}}\n",
        name, year, year + 1);
  };
  return "schema \"app\" {}\ntable \"log\" {\n  schema = schema.app\n  column \"id\" { type = bigint }\n"
         "  column \"day\" { type = date }\n  column \"kind\" { type = text, null = true }\n"
         "  partition { type = range, columns = [column.day] }\n" +
         rest + "}\n" + part("log_a", 2025) + (second ? part("log_b", 2026) : "");
}

/// Somebody who reads and writes a table all the time, and waits for nobody longer than a second.
class Writer {
 public:
  Writer(Project& project, std::string sql) : db_(postgres::Connection::open(project.database.url())) {
    db_.execute("SET lock_timeout = '1s'");
    thread_ = std::thread([this, sql = std::move(sql)] {
      while (!ended_) {
        try {
          db_.execute(sql);
          ++done_;
        } catch (const postgres::ServerError& error) {
          failed_ = error.message;
          return;
        }
      }
    });
  }
  ~Writer() { stop(); }

  /// What the server refused, or nothing.
  std::string stop() {
    ended_ = true;
    if (thread_.joinable()) thread_.join();
    return failed_;
  }
  int done() const { return done_; }

 private:
  postgres::Connection db_;
  std::atomic<bool> ended_ = false;
  std::atomic<int> done_ = 0;
  std::string failed_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("an index of a partitioned table is built for each partition, and attached") {
  Online project(kLog, log("  index \"by_kind\" { columns = [column.kind] }\n"));
  auto plan = project.plan();
  std::string all;
  for (auto& transaction : plan)
    for (auto& sql : transaction) all += sql + "\n";
  CHECK(plan.front() == std::vector<std::string>{"CREATE INDEX by_kind ON ONLY app.log USING btree (kind)"});
  CHECK(has(all, "CREATE INDEX CONCURRENTLY log_a_kind_idx ON app.log_a USING btree (kind)"));
  CHECK(has(all, "CREATE INDEX CONCURRENTLY log_b_kind_idx ON app.log_b USING btree (kind)"));
  CHECK(has(all, "ALTER INDEX app.by_kind ATTACH PARTITION app.log_b_kind_idx"));
  project.apply();
  CHECK(project.ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'app.by_kind'::regclass") == "t");
}

TEST_CASE("one that changes is built beside the old one, which goes in the end with its parts") {
  auto with_index = std::string(kLog) + "CREATE INDEX by_kind ON app.log (kind)";
  Online project(with_index, log("  index \"by_kind\" { on { column = column.kind, desc = true } }\n"));
  auto plan = project.plan();
  CHECK(plan.front() == std::vector<std::string>{"CREATE INDEX by_kind__new ON ONLY app.log USING btree (kind DESC)"});
  CHECK(plan.back() == std::vector<std::string>{"DROP INDEX app.by_kind",
                                                "ALTER INDEX app.by_kind__new RENAME TO by_kind",
                                                "ALTER INDEX app.log_a_kind_idx__new RENAME TO log_a_kind_idx",
                                                "ALTER INDEX app.log_b_kind_idx__new RENAME TO log_b_kind_idx"});
  project.apply();
  CHECK(project.ask("SELECT count(*) FROM pg_index WHERE indisvalid AND pg_get_indexdef(indexrelid) LIKE '%DESC%'") ==
        "3");
}

TEST_CASE("keys of a partitioned table come over indexes of the partitions") {
  Online project(kLog, log("  primary_key { columns = [column.id, column.day] }\n"));
  std::string all;
  for (auto& transaction : project.plan())
    for (auto& sql : transaction) all += sql + "\n";
  CHECK(has(all, "CREATE UNIQUE INDEX CONCURRENTLY log_a_pkey__new ON app.log_a (id, day)"));
  CHECK(has(all, "ALTER TABLE app.log_b ADD CONSTRAINT log_b_pkey PRIMARY KEY USING INDEX log_b_pkey__new"));
  project.apply();
  CHECK(project.ask("SELECT count(*) FROM pg_constraint c JOIN pg_index i ON i.indexrelid = c.conindid WHERE contype = "
                    "'p' AND indisvalid AND connamespace = 'app'::regnamespace") == "3");
  project.write(log("  primary_key { columns = [column.day, column.id] }\n"));
  project.apply();
  CHECK(project.ask(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'p' AND pg_get_constraintdef(oid) LIKE '%(day, id)'") ==
        "3");
}

TEST_CASE(
    "a foreign key of a partitioned table takes over those of the partitions, which were validated beside writes") {
  Online project(
      std::string(kLog) +
          "CREATE TABLE app.kind (name text PRIMARY KEY); INSERT INTO app.kind SELECT 'k' || g "
          "FROM generate_series(0, 4) g",
      log("  foreign_key \"known\" {\n    columns = [column.kind]\n    ref_columns = [table.kind.column.name]\n  }\n") +
          "table \"kind\" {\n  schema = schema.app\n  column \"name\" { type = text }\n  primary_key { columns = "
          "[column.name] }\n}\n");
  auto plan = project.plan();
  REQUIRE(plan.size() == 4);
  CHECK(plan[0].size() == 2);
  CHECK(has(plan[0][0], "app.log_a ADD CONSTRAINT known FOREIGN KEY (kind) REFERENCES app.kind (name) NOT VALID"));
  CHECK(plan[1] == std::vector<std::string>{"ALTER TABLE app.log_a VALIDATE CONSTRAINT known"});
  CHECK(plan[3] == std::vector<std::string>{
                       "ALTER TABLE app.log ADD CONSTRAINT known FOREIGN KEY (kind) REFERENCES app.kind (name)"});
  project.apply();
  CHECK(project.ask("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated") == "3");
}

TEST_CASE("a partition leaves beside reads and writes, and one that is dropped leaves before") {
  Online project(kLog,
                 log("", false) +
                     "table \"log_b\" {\n  schema = schema.app\n  column \"id\" { type = bigint }\n  column \"day\" "
                     "{ type = date }\n  column \"kind\" { type = text, null = true }\n}\n");
  CHECK(project.plan().front() ==
        std::vector<std::string>{"ALTER TABLE app.log DETACH PARTITION app.log_b CONCURRENTLY"});
  project.apply();
  CHECK(project.ask("SELECT count(*) FROM app.log_b") != "0");
  project.write(log("", false));
  project.apply();
  CHECK_FALSE(project.has_table("app.log_b"));
}

TEST_CASE("a partition that is dropped is detached before") {
  Online project(kLog, log("", false));
  CHECK(project.plan() ==
        Plan{{"ALTER TABLE app.log DETACH PARTITION app.log_b CONCURRENTLY"}, {"DROP TABLE app.log_b"}});
  project.apply();
}

TEST_CASE("a detachment that broke off half way is finished") {
  Online project(kLog, log("", false));
  // Somebody reads the table, so that the server waits for the second half; then the session ends.
  auto reader = postgres::Connection::open(project.database.url());
  reader.execute("BEGIN; SELECT count(*) FROM app.log");
  auto detaching = postgres::Connection::open(project.database.url());
  detaching.execute("SET statement_timeout = '500ms'");
  CHECK_THROWS(detaching.execute("ALTER TABLE app.log DETACH PARTITION app.log_b CONCURRENTLY"));
  CHECK(project.ask("SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = 'app.log_b'::regclass") == "t");
  reader.execute("COMMIT");
  CHECK(project.plan().front().front() == "ALTER TABLE app.log DETACH PARTITION app.log_b FINALIZE");
  project.apply();
  CHECK_FALSE(project.has_table("app.log_b"));
}

TEST_CASE("a new column whose default gives each row a value of its own is filled bit by bit") {
  constexpr const char* kRows =
      "CREATE SCHEMA app; CREATE TABLE app.t (id bigint PRIMARY KEY, \"next %\" text); INSERT INTO app.t SELECT g FROM "
      "generate_series(1, 5000) g";
  auto files = [](const std::string& more) {
    return "schema \"app\" {}\ntable \"t\" {\n  schema = schema.app\n  column \"id\" { type = bigint }\n"
           "  column \"next %\" { type = text, null = true }\n" +
           more + "  primary_key { columns = [column.id] }\n}\n";
  };
  for (bool null : {false, true}) {
    CAPTURE(null);
    Online project(kRows, files(fmt::format("  column \"token %\" {{\n    type = uuid\n    null = {}\n    default = "
                                            "sql(\"gen_random_uuid()\")\n  }}\n",
                                            null)));
    auto plan = project.plan();
    CHECK(plan[0].front() == "ALTER TABLE app.t ADD COLUMN \"token %\" uuid");
    CHECK(has(plan[1].front(), "DO $$"));
    Writer writer(
        project,
        "INSERT INTO app.t (id) SELECT coalesce(max(id), 0) + 1 FROM app.t; UPDATE app.t SET \"next %\" = 'x' WHERE "
        "id = 7");
    project.apply();
    CHECK(writer.stop() == "");
    CHECK(writer.done() > 0);
    CHECK(project.ask("SELECT count(*) = count(DISTINCT \"token %\") FROM app.t") == "t");
    CHECK(project.ask("SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conrelid = 'app.t'::regclass") ==
          "0");
  }
}

TEST_CASE("rows without a key are filled by pages, those of partitions too") {
  Online project(kLog, log("  column \"token\" {\n    type = uuid\n    default = sql(\"gen_random_uuid()\")\n  }\n"));
  project.apply();
  CHECK(project.ask("SELECT count(*) = count(DISTINCT token) FROM app.log") == "t");
}

TEST_CASE("filling that broke off is found by the next run, which finishes it") {
  for (bool null : {false, true}) {
    CAPTURE(null);
    Online project(
        fmt::format(
            "CREATE SCHEMA app; CREATE TABLE app.t (a integer); INSERT INTO app.t SELECT generate_series(1, 300); "
            "ALTER TABLE app.t ADD COLUMN token uuid; ALTER TABLE app.t ALTER COLUMN token SET DEFAULT "
            "gen_random_uuid(); ALTER TABLE app.t ADD CONSTRAINT token__fill CHECK (token IS {}) NOT VALID",
            "NULL OR true"),
        table(fmt::format("  column \"token\" {{\n    type = uuid\n    null = {}\n    default = "
                          "sql(\"gen_random_uuid()\")\n  }}\n",
                          null)));
    project.apply();
    CHECK(project.ask("SELECT count(DISTINCT token) FROM app.t") == "300");
    CHECK(project.ask("SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conrelid = 'app.t'::regclass") ==
          "0");
  }
}

TEST_CASE("readers and writers go on while a table changes in many ways") {
  Online project(
      std::string(kTable) +
          "ALTER TABLE app.t ADD COLUMN b integer, ADD COLUMN c text; CREATE INDEX i ON app.t (b); CREATE TABLE app.u "
          "(id "
          "integer PRIMARY KEY); INSERT INTO app.u SELECT generate_series(0, 9); INSERT INTO app.t SELECT g, g % 10, "
          "'c' FROM "
          "generate_series(1, 3000) g",
      "schema \"app\" {}\ntable \"t\" {\n  schema = schema.app\n  column \"a\" { type = integer }\n"
      "  column \"b\" { type = integer }\n  column \"c\" { type = text, null = true }\n"
      "  column \"token\" {\n    type = uuid\n    default = sql(\"gen_random_uuid()\")\n  }\n"
      "  unique \"t_a\" { columns = [column.a] }\n  check \"small\" { expr = \"b < 100\" }\n"
      "  foreign_key \"f\" {\n    columns     = [column.b]\n    ref_columns = [table.u.column.id]\n  }\n"
      "  index \"i\" { columns = [column.b, column.c] }\n}\n"
      "table \"u\" {\n  schema = schema.app\n  column \"id\" { type = integer }\n  primary_key { columns = [column.id] "
      "}\n}\n");
  Writer writer(project, "INSERT INTO app.t (a, b, c) SELECT max(a) + 1, 3, 'w' FROM app.t"),
      reader(project,
             "SELECT count(*) FROM app.t JOIN app.u ON u.id = t.b WHERE b = 3; UPDATE app.u SET id = id WHERE id = 3");
  project.apply();
  CHECK(writer.stop() == "");
  CHECK(reader.stop() == "");
  CHECK(writer.done() > 0);
  CHECK(reader.done() > 0);
}
