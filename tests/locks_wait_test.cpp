// Locks that others hold: waiting, trying again, giving up, on the built binary.
#include <doctest/doctest.h>

#include <thread>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;

namespace {

constexpr const char* kOld = R"(schema "app" {}
table "note" {
  schema = schema.app
  column "id" { type = bigint }
}
)";

constexpr const char* kNew = R"(schema "app" {}
table "note" {
  schema = schema.app
  column "id"   { type = bigint }
  column "body" { type = text, null = true }
}
)";

struct Waiting : Project {
  postgres::Connection other;
  explicit Waiting(const std::string& policy)
      : Project(kOld, "  policy {\n" + policy + "  }\n"), other(postgres::Connection::open(database.url())) {
    REQUIRE(run({"apply", "--auto-approve"}).code == 0);
    write(kNew);
  }
  /// Until a session waits for this kind of lock.
  void until_somebody_waits(const std::string& type) {
    while (ask("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = '" + type + "'") == "0") {
    }
  }
  bool done() { return ask("SELECT count(*) FROM information_schema.columns WHERE table_schema = 'app'") == "2"; }
};

}  // namespace

TEST_CASE("a transaction that finds its table locked is tried again, and who holds it is named") {
  Waiting project("    lock_timeout = \"400ms\"\n");
  project.other.execute("SET application_name = 'the other'; BEGIN; LOCK TABLE app.note IN ROW EXCLUSIVE MODE");
  test::Running apply({"apply", "--auto-approve"}, {.folder = project.folder.path()});
  // Twice: it came back.
  project.until_somebody_waits("relation");
  while (project.ask("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'") != "0") {
  }
  project.until_somebody_waits("relation");
  CHECK_FALSE(project.done());
  project.other.execute("COMMIT");
  auto ran = apply.wait();
  CHECK_MESSAGE(ran.code == 0, ran.err);
  CHECK(project.done());
  CHECK(has(ran.err, "the other"));
  CHECK(has(ran.err, "idle in transaction"));
  CHECK(has(ran.err, "LOCK TABLE app.note"));
  CHECK(has(ran.err, "try 2 follows"));
}

TEST_CASE("it gives up when its time is over, and nothing is changed") {
  Waiting project("    lock_timeout = \"50ms\"\n");
  project.other.execute("BEGIN; LOCK TABLE app.note IN ACCESS SHARE MODE");
  auto ran = project.run({"apply", "--auto-approve", "--lock-wait", "100ms"});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "lock timeout"));
  CHECK(has(ran.err, "Nothing was changed"));
  project.other.execute("COMMIT");
  CHECK_FALSE(project.done());
}

TEST_CASE("a statement may not run for longer than the policy says") {
  Project project(R"(schema "app" {}
function "slow" {
  schema = schema.app
  lang   = sql
  return = boolean
  as     = "SELECT pg_sleep(100) IS NOT NULL"
}
table "note" {
  schema = schema.app
  column "id" { type = bigint }
  # more
}
)",
                  "  policy { statement_timeout = \"100ms\" }\n");
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  project.ask("INSERT INTO app.note VALUES (1) RETURNING 1");
  auto text = project.folder.read("db/a.schema");
  project.write(text.replace(text.find("# more"), 6, "check \"c\" { expr = \"app.slow()\" }"));
  auto ran = project.run({"apply", "--auto-approve"});
  CHECK(ran.code == 1);
  CHECK_MESSAGE(has(ran.err, "statement timeout"), ran.err);
}

TEST_CASE("two applies never interleave: the second one waits, or gives up and says for whom") {
  Waiting project("");
  project.other.execute("SET application_name = 'the other'; SELECT pg_advisory_lock(7308332045735587441)");
  auto late = project.run({"apply", "--auto-approve", "--lock-wait", "50ms"});
  CHECK(late.code == 1);
  CHECK_MESSAGE(has(late.err, "the other"), late.err);
  test::Running apply({"apply", "--auto-approve"}, {.folder = project.folder.path()});
  while (project.ask("SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(0.1)'") == "0") {
  }
  // An index that is built concurrently waits until nobody has an old snapshot.
  project.other.execute("CREATE INDEX CONCURRENTLY by_id ON app.note (id)");
  project.other.execute("DROP INDEX CONCURRENTLY app.by_id");
  project.other.execute("SELECT pg_advisory_unlock_all()");
  CHECK(apply.wait().code == 0);
  CHECK(project.done());
}

TEST_CASE("reading waits for who has locked a view's table, and says for whom") {
  Project project(R"(schema "app" {}
table "note" {
  schema = schema.app
  column "id" { type = bigint }
}
view "notes" {
  schema = schema.app
  as     = "SELECT id FROM app.note"
}
)");
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  auto other = postgres::Connection::open(project.database.url());
  other.execute("SET application_name = 'the other'; BEGIN; LOCK TABLE app.note IN ACCESS EXCLUSIVE MODE");
  test::Running plan({"plan"}, {.folder = project.folder.path()});
  auto waiters = [&] {
    return project.ask("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'");
  };
  while (waiters() == "0") {
  }
  // The lock stays until somebody has asked who holds it, and asks the next question.
  auto since = project.ask("SELECT clock_timestamp() + interval '100 ms'");
  while (project.ask("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_stat_progress_create_index p WHERE%' "
                     "AND pid <> pg_backend_pid() AND query_start > '" +
                     since + "'") == "0") {
  }
  other.execute("COMMIT");
  auto ran = plan.wait();
  CHECK(ran.code == 0);
  CHECK(has(ran.out, "No changes"));
  CHECK_MESSAGE(has(ran.err, "Waiting for a lock that is held by pid"), ran.err);
  CHECK(has(ran.err, "the other"));
}

TEST_CASE("durations that cannot be read") {
  Project project(kOld, "  policy { lock_timeout = \"soon\" }\n");
  auto ran = project.run({"apply", "--auto-approve"});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "\"soon\" is no duration"));
  CHECK_FALSE(project.has_table("app.note"));
}
