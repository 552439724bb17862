// Fleets on Redshift, against the stand-in of tests/redshift/standin, which counts what has taken effect.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "redshift/cluster.hpp"
#include "support/fleet.hpp"

using namespace schema;
using nlohmann::json;
using test::Cluster;
using test::has;
using test::many_tenants;

namespace {

constexpr const char* kHead = R"(variable "tenant" {}
schema "app" {
  name    = var.tenant
  comment = "of ${var.tenant}"
}
)";

/// Views that the server keeps in its own words and in ours, keys, and texts with the tenant's name.
const std::string kFiles = std::string(kHead) + R"(
table "users" {
  schema = schema.app
  column "id"   { type = bigint, identity = by_default }
  column "name" { type = varchar(20), null = true, encode = zstd }
  distribution { style = key, key = column.id }
  primary_key { columns = [column.id] }
}
table "orders" {
  schema = schema.app
  column "id"      { type = bigint }
  column "user_id" { type = bigint }
  sort { columns = [column.id] }
  foreign_key "of" { columns = [column.user_id], ref_columns = [table.users.column.id] }
}
view "busy" {
  schema = schema.app
  as     = "SELECT u.id, u.name FROM users u JOIN orders o ON o.user_id = u.id"
}
view "late" {
  schema       = schema.app
  late_binding = true
  as           = "SELECT id FROM orders"
}
)";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  return text.replace(text.find(what), what.size(), with);
}

const std::string kAge = "  column \"age\" { type = integer, null = true }\n  distribution";
const std::string kWithAge = replaced(kFiles, "  distribution", kAge);

/// A table with `version` more columns; `length` is that of a varchar, which only a statement by itself changes.
std::string plain_files(int version, int length = 10) {
  auto text = std::string(kHead) + "table \"a\" {\n  schema = schema.app\n  column \"id\" { type = bigint }\n";
  text += fmt::format("  column \"code\" {{ type = varchar({}), null = true }}\n", length);
  for (int i = 1; i <= version; ++i) text += fmt::format("  column \"c{}\" {{ type = int, null = true }}\n", i);
  return text + "}\n";
}

/// A project with tenants on a cluster of its own.
struct Fleet {
  Cluster cluster;
  test::TemporaryFolder folder;
  std::vector<std::string> tenants;

  Fleet(std::vector<std::string> names, const std::string& files, const std::string& rollout = {},
        const std::vector<std::string>& options = {})
      : cluster(options), tenants(std::move(names)) {
    write_project(rollout);
    write(files);
  }

  void write_project(const std::string& rollout, const std::string& more = {}) const {
    folder.write("schema.hcl",
                 fmt::format("env \"fleet\" {{\n  for_each = toset({})\n  url = \"{}\"\n  src = \"db/\"\n  "
                             "vars = {{ tenant = each.value }}\n  rollout {{ {} }}\n{}}}\n",
                             json(tenants).dump(), cluster.url(), rollout, more));
  }
  void write(const std::string& files) const { folder.write("db/a.schema", files); }

  test::Ran run(const std::vector<std::string>& arguments) const {
    return test::run_schema(arguments, {.folder = folder.path()});
  }
  void apply() const {
    auto ran = run({"apply", "--auto-approve", "--allow-destructive"});
    CAPTURE(ran.err);
    CAPTURE(ran.out);
    REQUIRE(ran.code == 0);
  }
  json apply_json(int code) const {
    auto ran = run({"apply", "--auto-approve", "--json"});
    CAPTURE(ran.err);
    CAPTURE(ran.out);
    REQUIRE(ran.code == code);
    return json::parse(ran.out);
  }
  void check_settled() const {
    auto plan = run({"plan", "--detailed-exitcode"});
    CHECK_MESSAGE(plan.code == 0, plan.out << plan.err);
    CHECK(plan.out == fmt::format("No changes. All {} tenants match the files.\n", tenants.size()));
  }
  /// How many statements with the pattern have taken effect.
  int count(const std::string& pattern) const { return std::stoi(cluster.ask("STANDIN COUNT '" + pattern + "'")); }
  int with_column(const std::string& column) const {
    return std::stoi(cluster.ask("SELECT count(*) FROM pg_attribute WHERE attname = '" + column + "'"));
  }
  void fault(const std::string& what, const std::string& pattern, int times = 1) const {
    cluster.run(fmt::format("STANDIN FAULT '{}' ON '{}' TIMES {}", what, pattern, times));
  }
};

}  // namespace

TEST_CASE("tenants that are alike share one plan, and one that is not is shown by itself") {
  Fleet fleet(many_tenants(30), kFiles);
  auto first = fleet.run({"plan"});
  CHECK_MESSAGE(first.out.starts_with("30 tenants alike new: "), first.err);
  fleet.apply();
  fleet.check_settled();
  CHECK(fleet.cluster.ask("SELECT description FROM pg_description d JOIN pg_namespace n ON n.oid = d.objoid WHERE "
                          "n.nspname = 't17'") == "of t17");

  // Rows, and what the server has chosen where no file says anything, make no difference.
  fleet.cluster.run("ALTER TABLE t04.orders ALTER COLUMN user_id ENCODE zstd");
  fleet.cluster.run("INSERT INTO t02.users (name) VALUES ('ann');\nINSERT INTO t03.users (name) VALUES ('ann')");
  fleet.cluster.run("ALTER TABLE t05.users ADD COLUMN extra int;\nALTER TABLE t09.users ADD COLUMN age int");
  fleet.write(kWithAge);
  auto plan = fleet.run({"plan", "-v"});
  CHECK_MESSAGE(has(plan.out, "28 tenants alike: 1 statement; 2 differ: look\n"), plan.out);
  CHECK(has(plan.out, "ALTER TABLE t01.users ADD COLUMN age integer;"));
  CHECK(has(plan.out, "t05 differs: 2 statements"));
  CHECK(has(plan.out, "ALTER TABLE t05.users DROP COLUMN extra;"));
  CHECK(has(plan.out, "t09 differs: 0 statements\n      not needed: + table.t09.users.column.age"));
  CHECK(!has(plan.out, "tenant_q7x"));
  fleet.apply();
  fleet.check_settled();
  CHECK(fleet.with_column("age") == 30);
  CHECK(fleet.with_column("extra") == 0);
  CHECK(fleet.cluster.ask("SELECT count(*) FROM t02.users") == "1");
  auto again = fleet.run({"apply", "--auto-approve"});
  CHECK(again.code == 0);
  CHECK(fleet.count("ADD COLUMN age integer") == 29);
}

TEST_CASE("the catalogs are read once for all tenants") {
  auto queries = [](size_t tenants) {
    Fleet fleet(many_tenants(tenants), kFiles);
    fleet.apply();
    auto before = fleet.count(".");
    fleet.check_settled();
    return fleet.count(".") - before;
  };
  CHECK(queries(3) == queries(30));
}

TEST_CASE("canaries, waves, and a tenant that fails") {
  Fleet fleet(many_tenants(10), plain_files(0), "canary = [\"t07\", \"t02\"], wave = 3, parallel = 2");
  auto report = fleet.apply_json(0);
  std::vector<int> waves;
  for (auto& tenant : report["tenants"]) waves.push_back(tenant["wave"]);
  CHECK(waves == std::vector<int>{0, 0, 1, 1, 1, 2, 2, 2, 3, 3});
  // What is stored in t05 is too long.
  fleet.write(plain_files(0, 5));
  fleet.cluster.run("INSERT INTO t05.a VALUES (1, 'abcdefgh')");
  report = fleet.apply_json(4);
  CHECK(report["count"]["failed"] == 1);
  CHECK(report["stopped"] == "tenant \"t05\" failed");
  for (auto& tenant : report["tenants"])
    if (tenant["name"] == "t05") CHECK(tenant["error"]["address"] == "table.t05.a.column.code");
  fleet.cluster.run("DELETE FROM t05.a WHERE id = 1");
  CHECK(fleet.apply_json(0)["applied"] == "all");
  fleet.check_settled();
  CHECK(fleet.count("ALTER COLUMN code TYPE") == 10);
}

TEST_CASE("transactions that meet others, tables that go, connections that break: all is done, and nothing twice") {
  Fleet fleet(many_tenants(40), plain_files(0), "parallel = 3, attempts = 50");
  fleet.apply();
  std::mt19937 random(23);
  auto anybody = [&] { return fmt::format("ALTER TABLE t{:02}[.]", 1 + random() % 40); };
  for (auto what : {"1023", "dropped", "oid", "lost", "lost after"})
    for (int i = 0; i < 4; ++i) fleet.fault(what, anybody());
  fleet.fault("1023", "^COMMIT", 2);
  fleet.fault("lost", "^COMMIT", 2);
  fleet.fault("lost after", "^COMMIT", 4);
  fleet.fault("lost", "INSERT INTO schema_state", 3);
  fleet.fault("lost after", "INSERT INTO schema_state", 3);
  fleet.write(plain_files(2, 40));
  auto report = fleet.apply_json(0);
  CHECK(report["count"]["done"] == 40);
  int64_t attempts = 0;
  for (auto& tenant : report["tenants"]) attempts += tenant["attempts"].get<int64_t>();
  CHECK(attempts > 60);
  fleet.check_settled();
  for (auto statement : {"ADD COLUMN c1", "ADD COLUMN c2", "ALTER COLUMN code TYPE"})
    CHECK(fleet.count(statement) == 40);
}

TEST_CASE("a statement outside of transactions whose end nobody saw") {
  Fleet fleet(many_tenants(3), plain_files(0), "parallel = 1");
  fleet.apply();
  fleet.write(plain_files(0, 40));
  SUBCASE("the catalog tells that it is done") { fleet.fault("lost after", "^ALTER TABLE t02[.]a ALTER COLUMN"); }
  SUBCASE("the catalog tells that it is not") { fleet.fault("lost", "^ALTER TABLE t02[.]a ALTER COLUMN"); }
  auto report = fleet.apply_json(0);
  CHECK(report["count"]["done"] == 3);
  CHECK(report["tenants"][1]["attempts"] == 2);
  CHECK(fleet.count("ALTER COLUMN code TYPE") == 3);
  fleet.check_settled();
}

TEST_CASE("a transaction whose end nobody saw") {
  Fleet fleet(many_tenants(3), plain_files(0), "parallel = 1");
  fleet.apply();
  fleet.write(plain_files(2));
  SUBCASE("undone: it broke before it ended") { fleet.fault("lost", "ADD COLUMN c2"); }
  SUBCASE("undone: the commit was never heard") { fleet.fault("lost", "^COMMIT"); }
  SUBCASE("done: the answer to the commit was lost") { fleet.fault("lost after", "^COMMIT"); }
  SUBCASE("done, and then the line of the journal is lost") {
    fleet.fault("lost after", "^COMMIT");
    fleet.fault("lost", "INSERT INTO schema_state");
  }
  SUBCASE("undone, again and again") { fleet.fault("lost", "^COMMIT", 4); }
  auto report = fleet.apply_json(0);
  CHECK(report["count"]["done"] == 3);
  fleet.check_settled();
  for (auto statement : {"ADD COLUMN c1", "ADD COLUMN c2"}) CHECK(fleet.count(statement) == 3);
}

TEST_CASE("a transaction whose end nobody saw, of a tenant that others have changed meanwhile") {
  Fleet fleet(many_tenants(1), plain_files(0));
  fleet.apply();
  fleet.write(plain_files(1));
  auto holder = fleet.cluster.connect();
  holder.execute("BEGIN");
  holder.execute("LOCK TABLE t01.a");
  fleet.fault("lost after", "^COMMIT");
  auto begun = fleet.folder.path() / ".schema/rollout-fleet.jsonl";
  std::filesystem::remove(begun);
  test::Running running({"apply", "--auto-approve", "--json"}, {.folder = fleet.folder.path()});
  while (!std::filesystem::exists(begun)) std::this_thread::yield();
  holder.execute("ALTER TABLE t01.a ADD COLUMN theirs int");
  holder.execute("END");
  auto ran = running.wait();
  CHECK_MESSAGE(ran.code == 4, ran.out << ran.err);
  auto report = json::parse(ran.out);
  CHECK(report["tenants"][0]["state"] == "half done");
  auto plan = fleet.run({"plan"});
  CHECK_MESSAGE(has(plan.out, "- table.t01.a.column.theirs"), plan.out);
  CHECK(fleet.count("ADD COLUMN c1") == 1);
  fleet.apply();
  CHECK(fleet.with_column("theirs") == 0);
  CHECK(fleet.count("ADD COLUMN c1") == 1);
}

TEST_CASE("the tool is killed at random moments, and the same command goes on") {
  Fleet fleet(many_tenants(30), plain_files(0), "parallel = 3, wave = 7");
  fleet.apply();
  std::mt19937 random(5);
  for (int version = 1; version <= 2; ++version) {
    fleet.write(plain_files(version, 10 + version));
    auto column = fmt::format("c{}", version);
    for (int kill = 0; kill < 2; ++kill) {
      auto goal = static_cast<int>(random() % 25);
      test::Running running({"apply", "--auto-approve"}, {.folder = fleet.folder.path()});
      for (int look = 0; look < 400 && fleet.with_column(column) < goal; ++look) std::this_thread::yield();
      running.kill();
      running.wait();
    }
    auto last = fleet.run({"apply", "--auto-approve"});
    CHECK_MESSAGE(last.code == 0, last.err);
    fleet.check_settled();
    CHECK(fleet.count("ADD COLUMN " + column) == 30);
  }
  CHECK(fleet.count("ALTER COLUMN code TYPE") == 60);
}

TEST_CASE("a tenant whose table others hold comes later") {
  Fleet fleet(many_tenants(3), plain_files(0), "parallel = 1, attempts = 50");
  fleet.write_project("parallel = 1, attempts = 50", "  policy { statement_timeout = \"100ms\" }\n");
  fleet.apply();
  fleet.write(plain_files(1));
  auto holder = fleet.cluster.connect();
  holder.execute("BEGIN");
  holder.execute("LOCK TABLE t02.a");
  test::Running running({"apply", "--auto-approve", "--json"}, {.folder = fleet.folder.path()});
  while (fleet.with_column("c1") != 2) std::this_thread::yield();
  holder.execute("COMMIT");
  auto ran = running.wait();
  CHECK_MESSAGE(ran.code == 0, ran.out << ran.err);
  fleet.check_settled();
}

TEST_CASE("names that Redshift has for itself, and names that need quotes") {
  Fleet fleet({"tag", "system", "users", "id", "my-tenant", "acme", "beta"}, kFiles);
  fleet.apply();
  fleet.check_settled();
  fleet.write(kWithAge);
  fleet.apply();
  fleet.check_settled();
  CHECK(fleet.with_column("age") == 7);
  fleet.tenants.push_back("Acme");
  fleet.write_project("");
  auto plan = fleet.run({"plan"});
  CHECK(plan.code == 1);
  CHECK_MESSAGE(has(plan.err, "keeps names in lower case"), plan.err);
}

TEST_CASE("tables are rebuilt tenant by tenant, and keep their rows") {
  Fleet fleet(many_tenants(4), plain_files(0), "parallel = 2");
  fleet.apply();
  for (auto& tenant : fleet.tenants) fleet.cluster.run(fmt::format("INSERT INTO {}.a VALUES (7, 'x')", tenant));
  fleet.write(replaced(plain_files(0), "bigint", "int"));
  fleet.fault("1023", "^INSERT INTO t03[.]a");
  fleet.fault("lost after", "^COMMIT");
  auto plan = fleet.run({"plan"});
  CHECK_MESSAGE(has(plan.out, "copies its rows"), plan.out);
  fleet.apply();
  fleet.check_settled();
  for (auto& tenant : fleet.tenants) CHECK(fleet.cluster.ask(fmt::format("SELECT id FROM {}.a", tenant)) == "7");
  CHECK(fleet.cluster.ask("SELECT count(*) FROM pg_class WHERE relname = 'a__old'") == "0");
}

TEST_CASE("tenants from a query; tenants come and go; what is nobody's is made once") {
  Fleet fleet({}, std::string(kHead) + R"(
schema "shared" {}
table "country" {
  schema = schema.shared
  column "code" { type = varchar(2) }
  primary_key { columns = [column.code] }
}
table "a" {
  schema = schema.app
  column "country" { type = varchar(2) }
  foreign_key "in" { columns = [column.country], ref_columns = [table.country.column.code] }
}
)");
  fleet.cluster.run("CREATE SCHEMA admin;\nCREATE TABLE admin.tenant (name varchar(20), live int)");
  for (int i = 1; i <= 5; ++i) fleet.cluster.run(fmt::format("INSERT INTO admin.tenant VALUES ('t{}', {})", i, i != 2));
  auto write = [&](const std::string& rollout) {
    fleet.folder.write(
        "schema.hcl",
        fmt::format("data \"sql\" \"tenants\" {{\n  url = \"{0}\"\n  query = \"SELECT name FROM admin.tenant "
                    "WHERE live = 1 ORDER BY name\"\n}}\nenv \"fleet\" {{\n  for_each = "
                    "toset(data.sql.tenants.values)\n  url = \"{0}\"\n  src = \"db/\"\n  vars = {{ tenant = "
                    "each.value }}\n  rollout {{ {1} }}\n}}\n",
                    fleet.cluster.url(), rollout));
  };
  write("");
  auto plan = fleet.run({"plan"});
  CHECK_MESSAGE(has(plan.out, "Once, before all tenants\n"), plan.out << plan.err);
  fleet.apply();
  fleet.tenants = {"t1", "t3", "t4", "t5"};
  fleet.check_settled();
  CHECK(fleet.count("^CREATE TABLE shared.country") == 1);

  fleet.cluster.run("UPDATE admin.tenant SET live = 1 - live WHERE name = 't2' OR name = 't3'");
  write("remove = [\"t3\"]");
  plan = fleet.run({"plan"});
  CHECK(has(plan.out, "1 tenant new: t2\n"));
  CHECK(has(plan.out, "1 tenant leaving: t3\n"));
  CHECK(has(fleet.run({"apply", "--auto-approve"}).err, "does not cover steps that lose data"));
  fleet.apply();
  fleet.check_settled();
  CHECK(fleet.cluster.ask("SELECT count(*) FROM pg_namespace WHERE nspname IN ('t2', 't3')") == "1");
}

TEST_CASE("what would fail on the way is told before anything runs") {
  Fleet fleet(many_tenants(2), plain_files(0), "", {"--plain-user"});
  auto ran = fleet.run({"apply", "--auto-approve"});
  CHECK(ran.code == 1);
  CHECK_MESSAGE(has(ran.err, "2 new tenants need a schema, and this user may not create one"), ran.err);
  CHECK(fleet.cluster.ask("SELECT count(*) FROM pg_namespace WHERE nspname = 't01'") == "0");
}
