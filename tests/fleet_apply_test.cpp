#include <doctest/doctest.h>

#include "support/fleet.hpp"

using namespace schema;
using nlohmann::json;
using test::FleetProject;
using test::has;
using test::many_tenants;

namespace {

const std::string kFiles = R"(variable "tenant" {}
schema "app" { name = var.tenant }
table "a" {
  column "id" { type = bigint }
}
)";

const std::string kMore = R"(variable "tenant" {}
schema "app" { name = var.tenant }
table "a" {
  column "id" { type = bigint }
  column "more" { type = text, null = true }
  check "short" { expr = "id < 100" }
}
)";

json apply_json(FleetProject& fleet, int code) {
  auto ran = fleet.run({"apply", "--auto-approve", "--json"});
  CAPTURE(ran.err);
  CHECK(ran.code == code);
  return json::parse(ran.out);
}

std::string state_of(const json& report, const std::string& name) {
  for (auto& tenant : report["tenants"])
    if (tenant["name"] == name) return tenant["state"];
  return "";
}

}  // namespace

TEST_CASE("a failed tenant") {
  FleetProject fleet(many_tenants(12), kFiles, "parallel = 1");
  fleet.apply();
  fleet.execute("INSERT INTO t03.a VALUES (1000); INSERT INTO t05.a VALUES (2000)");  // in the way of the check
  fleet.write(kMore);
  SUBCASE("stops the rollout") {
    auto report = apply_json(fleet, 4);
    CHECK(report["applied"] == "some");
    CHECK(report["count"]["done"] == 2);
    CHECK(report["count"]["failed"] == 1);
    CHECK(report["count"]["not begun"] == 9);
    CHECK(state_of(report, "t03") == "failed");
    CHECK(has(report["tenants"][2]["error"]["message"], "SQLSTATE 23514"));
    CHECK(report["tenants"][2]["error"]["address"] == "table.t03.a.check.short");
    CHECK(report["stopped"] == "tenant \"t03\" failed");
    CHECK(fleet.with_column("a", "more") == "2");
  }
  SUBCASE("does not stop it") {
    fleet.write_project("parallel = 3, on_error = continue");
    auto report = apply_json(fleet, 4);
    CHECK(report["count"]["done"] == 10);
    CHECK(report["count"]["failed"] == 2);
    CHECK(fleet.with_column("a", "more") == "10");
  }
  SUBCASE("stops it when there are too many") {
    fleet.write_project("parallel = 1, on_error = stop_after(1)");
    auto report = apply_json(fleet, 4);
    CHECK(report["count"]["done"] == 3);
    CHECK(report["stopped"] == "2 tenants failed");
    fleet.write_project("parallel = 1, on_error = stop_after(\"25%\")");
    CHECK(apply_json(fleet, 4)["count"]["done"] == 7);
  }
  fleet.execute("DELETE FROM t03.a; DELETE FROM t05.a");
  CHECK(apply_json(fleet, 0)["applied"] == "all");
  CHECK(fleet.with_column("a", "more") == "12");
  CHECK(fleet.run({"plan"}).out == "No changes. All 12 tenants match the files.\n");
}

TEST_CASE("no tenant could be changed") {
  FleetProject fleet(many_tenants(3), kFiles);
  fleet.apply();
  fleet.execute("INSERT INTO t01.a VALUES (1000); INSERT INTO t02.a VALUES (1000); INSERT INTO t03.a VALUES (1000)");
  fleet.write(kMore);
  CHECK(apply_json(fleet, 1)["applied"] == "none");
}

TEST_CASE("canaries and waves") {
  FleetProject fleet(many_tenants(10), kFiles, "canary = [\"t07\", \"t02\"], wave = 3, parallel = 2");
  auto report = apply_json(fleet, 0);
  CHECK(report["tenants"][0]["name"] == "t07");
  CHECK(report["tenants"][1]["name"] == "t02");
  std::vector<int> waves;
  for (auto& tenant : report["tenants"]) waves.push_back(tenant["wave"]);
  CHECK(waves == std::vector<int>{0, 0, 1, 1, 1, 2, 2, 2, 3, 3});
  fleet.execute("INSERT INTO t02.a VALUES (1000)");
  fleet.write(kMore);
  report = apply_json(fleet, 4);
  CHECK(report["count"]["done"] == 1);
  CHECK(state_of(report, "t07") == "done");
  CHECK(fleet.with_column("a", "more") == "1");
}

TEST_CASE("tenants come and go") {
  FleetProject fleet(many_tenants(4), kFiles);
  fleet.apply();
  fleet.execute("CREATE SCHEMA other; CREATE TABLE other.a (id bigint)");
  fleet.tenants = {"t01", "t02", "t05"};
  fleet.write_project("remove = [\"t03\", \"t99\"]");
  auto plan = fleet.run({"plan"});
  CHECK(has(plan.out, "1 tenant new: t05\n"));
  CHECK(has(plan.out, "1 tenant leaving: t03\n"));
  auto refused = fleet.run({"apply", "--auto-approve"});
  CHECK(refused.code != 0);
  CHECK(has(refused.err, "--auto-approve does not cover steps that lose data"));
  CHECK(fleet.ask("SELECT to_regclass('t05.a') IS NULL") == "t");
  fleet.write_project("remove = [\"t03\", \"t99\"]", "  policy { destructive = \"deny\" }\n");
  CHECK(fleet.run({"apply", "--auto-approve", "--allow-destructive"}).code == 3);
  fleet.write_project("remove = [\"t03\", \"t99\"]");
  fleet.apply();
  CHECK(fleet.ask("SELECT string_agg(nspname, ',' ORDER BY nspname) FROM pg_namespace WHERE nspname ~ '^(t0|other)'") ==
        "other,t01,t02,t04,t05");
  CHECK(fleet.run({"plan"}).out == "No changes. All 3 tenants match the files.\n");
}

TEST_CASE("what does not fit into a transaction") {
  FleetProject fleet(many_tenants(3), kFiles);
  fleet.apply();
  auto files = kFiles;
  files.insert(files.rfind('}'), "  column \"more\" { type = text, null = true }\n");
  fleet.write(files + "enum \"e\" { values = [\"a\"] }\n");
  fleet.apply();
  fleet.write(
      files +
      "enum \"e\" { values = [\"a\", \"b\"] }\ntable \"c\" {\n  column \"e\" { type = enum.e, default = \"b\" }\n}\n");
  fleet.apply();
  CHECK(fleet.ask("SELECT count(*) FROM pg_attrdef WHERE pg_get_expr(adbin, adrelid) ~ 'b'") == "3");
  CHECK(fleet.run({"plan"}).out == "No changes. All 3 tenants match the files.\n");
}

TEST_CASE("what would fail on the way is found before anything runs") {
  FleetProject fleet(many_tenants(3), kFiles);
  fleet.apply();
  fleet.write(kMore);
  auto name = fleet.ask("SELECT current_database()");
  fleet.execute("CREATE ROLE weak LOGIN; GRANT USAGE ON SCHEMA t01, t02, t03 TO weak");
  auto weak = fleet.url();
  weak.replace(weak.find("://") + 3, weak.find('@') - weak.find("://") - 3, "weak");
  auto ran = fleet.run({"apply", "--auto-approve", "--env", "fleet", "--url", weak});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "owns what is to be changed, for example of tenant \"t01\""));
  fleet.execute("ALTER DATABASE \"" + name + "\" SET default_transaction_read_only = on");
  ran = fleet.run({"apply", "--auto-approve"});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "the database takes no changes"));
  CHECK(fleet.with_column("a", "more") == "0");
  fleet.execute("DROP OWNED BY weak; DROP ROLE weak");
}

TEST_CASE("Ctrl-C ends the tenants in flight and begins no more") {
  FleetProject fleet(many_tenants(6), kFiles, "parallel = 2");
  fleet.apply();
  fleet.write(kMore);
  auto holder = postgres::Connection::open(fleet.database.url());
  holder.execute("BEGIN; LOCK TABLE t01.a; LOCK TABLE t02.a");
  test::Running running({"apply", "--auto-approve", "--json"}, {.folder = fleet.folder.path()});
  while (fleet.ask("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'") != "2") {
  }
  running.interrupt();
  holder.execute("COMMIT");
  auto ran = running.wait();
  CHECK(ran.code == 130);
  auto report = json::parse(ran.out);
  CHECK(state_of(report, "t01") == "done");
  CHECK(state_of(report, "t02") == "done");
  CHECK(report["count"]["not begun"] == 4);
  CHECK(fleet.with_column("a", "more") == "2");
  fleet.apply();
  CHECK(fleet.with_column("a", "more") == "6");
}
