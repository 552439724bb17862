#include <doctest/doctest.h>

#include <random>
#include <thread>

#include "support/fleet.hpp"

using namespace schema;
using nlohmann::json;
using test::FleetProject;
using test::has;
using test::many_tenants;

namespace {

/// A column more with each version, and a row of the table `log` that each version's table brings.
std::string files(int version) {
  std::string text =
      "variable \"tenant\" {}\nschema \"app\" { name = var.tenant }\ntable \"a\" {\n  column \"id\" { type = bigint "
      "}\n";
  for (int i = 1; i <= version; ++i) text += fmt::format("  column \"c{}\" {{ type = text, null = true }}\n", i);
  return text + "}\n";
}

/// An event trigger counts each column that is added, so that a change that ran twice, or was lost, shows.
void count_changes(FleetProject& fleet) {
  fleet.execute(R"(CREATE SCHEMA audit; CREATE TABLE audit.change (tag text, object text);
    CREATE FUNCTION audit.note() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN INSERT INTO audit.change SELECT command_tag, object_identity FROM pg_event_trigger_ddl_commands() WHERE command_tag = 'ALTER TABLE'; END $$;
    CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION audit.note())");
}

void check_complete(FleetProject& fleet, int version) {
  auto tenants = std::to_string(fleet.tenants.size());
  CHECK(fleet.with_column("a", fmt::format("c{}", version)) == tenants);
  CHECK(fleet.ask("SELECT count(*) FROM audit.change") ==
        std::to_string(fleet.tenants.size() * static_cast<size_t>(version)));
  CHECK(fleet.run({"plan", "--detailed-exitcode"}).code == 0);
}

}  // namespace

TEST_CASE("the tool is killed at random moments: nothing is lost, nothing is done twice") {
  FleetProject fleet(many_tenants(40), files(0), "parallel = 3, wave = 7");
  fleet.apply();
  count_changes(fleet);
  std::mt19937 random(17);
  for (int version = 1; version <= 3; ++version) {
    fleet.write(files(version));
    for (int kill = 0; kill < 3; ++kill) {
      auto goal = std::to_string(random() % 30);
      test::Running running({"apply", "--auto-approve"}, {.folder = fleet.folder.path()});
      auto column = fmt::format("c{}", version);
      // Not by the clock: once so many tenants have the change, wherever the others are then.
      for (int look = 0; look < 500 && std::stoi(fleet.with_column("a", column)) < std::stoi(goal); ++look)
        std::this_thread::yield();
      running.kill();
      running.wait();
    }
    auto last = fleet.run({"apply", "--auto-approve"});
    CAPTURE(last.err);
    CHECK(last.code == 0);
    check_complete(fleet, version);
  }
}

TEST_CASE("what a killed run has done is told") {
  FleetProject fleet(many_tenants(5), files(0), "parallel = 1");
  fleet.apply();
  fleet.write(files(1));
  auto holder = postgres::Connection::open(fleet.database.url());
  holder.execute("BEGIN; LOCK TABLE t03.a");
  test::Running running({"apply", "--auto-approve"}, {.folder = fleet.folder.path()});
  while (fleet.ask("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'") != "1") {
  }
  running.kill();
  running.wait();
  holder.execute("COMMIT");
  fleet.ask(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'schema' AND pid <> "
      "pg_backend_pid() AND datname = current_database()");
  auto again = fleet.run({"apply", "--auto-approve"});
  CHECK(again.code == 0);
  CHECK(has(again.err, "was broken off: 2 of 5 tenants were done. It goes on with what is left."));
  CHECK(fleet.with_column("a", "c1") == "5");
}

TEST_CASE("backends die, transactions fail for a while: the tool goes on by itself") {
  FleetProject fleet(many_tenants(40), files(0), "parallel = 3, attempts = 50");
  fleet.apply();
  count_changes(fleet);
  // The sequence keeps its place when a transaction is undone: each fault strikes another tenant, and none for ever.
  fleet.execute(R"(CREATE SEQUENCE audit.turn; CREATE FUNCTION audit.fault() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE turn bigint := nextval('audit.turn');
    BEGIN
      IF turn % 7 = 0 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
      IF turn % 11 = 0 THEN RAISE 'not now' USING ERRCODE = '40001'; END IF;
      IF turn % 13 = 0 THEN RAISE 'not now' USING ERRCODE = '55P03'; END IF;
      IF turn % 17 = 0 THEN RAISE 'tuple concurrently updated' USING ERRCODE = 'XX000'; END IF;
    END $$;
    CREATE EVENT TRIGGER fault ON ddl_command_end WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION audit.fault())");
  fleet.write(files(1));
  auto ran = fleet.run({"apply", "--auto-approve", "--json"});
  CAPTURE(ran.out);
  CHECK(ran.code == 0);
  auto report = json::parse(ran.out);
  CHECK(report["count"]["done"] == 40);
  int64_t attempts = 0;
  for (auto& tenant : report["tenants"]) attempts += tenant["attempts"].get<int64_t>();
  CHECK(attempts > 45);
  CHECK(attempts == std::stoll(fleet.ask("SELECT last_value FROM audit.turn")));
  fleet.execute("DROP EVENT TRIGGER fault");
  check_complete(fleet, 1);
}

TEST_CASE("a tenant that others hold comes later") {
  FleetProject fleet(many_tenants(4), files(0), "parallel = 1, attempts = 50");
  fleet.apply();
  fleet.write(files(1));
  fleet.write_project("parallel = 1, attempts = 50", "  policy { lock_timeout = \"50ms\" }\n");
  auto holder = postgres::Connection::open(fleet.database.url());
  holder.execute("BEGIN; LOCK TABLE t02.a");
  test::Running running({"apply", "--auto-approve", "--json"}, {.folder = fleet.folder.path()});
  while (fleet.with_column("a", "c1") != "3") {
  }
  holder.execute("COMMIT");
  auto ran = running.wait();
  CHECK(ran.code == 0);
  CHECK(fleet.with_column("a", "c1") == "4");
}
