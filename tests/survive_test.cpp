// An apply that is broken off: before each statement that it sends while it runs a plan with steps outside of
// transactions, something is killed. The same command must then finish the work, and nothing may be left over.
// SCHEMA_ALL=1 tries every fault at every statement; without it the faults take turns.
#include <doctest/doctest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <future>
#include <optional>

#include "postgres/embedded.hpp"
#include "support/project.hpp"
#include "support/proxy.hpp"

using namespace schema;
using test::has;

namespace {

constexpr const char* kOldSql = R"(
CREATE SCHEMA app;
CREATE TABLE app.customer (id bigint NOT NULL, name text);
CREATE TABLE app.note (id bigint, customer bigint, size integer, mark text);
CREATE INDEX by_mark ON app.note (mark);
CREATE INDEX by_size ON app.note (size);
INSERT INTO app.customer SELECT g, 'c' || g FROM generate_series(1, 50) g;
INSERT INTO app.note SELECT g, g % 50 + 1, g % 7, 'm' FROM generate_series(1, 500) g;
)";

constexpr const char* kNew = R"(schema "app" {}
table "customer" {
  schema = schema.app
  column "id"   { type = bigint }
  column "name" { type = text, null = true }
  primary_key { columns = [column.id] }
}
table "note" {
  schema = schema.app
  column "id"       { type = bigint }
  column "customer" { type = bigint, null = true }
  column "size"     { type = integer, null = true }
  column "mark"     { type = text, null = true }
  column "added"    { type = integer, null = true }
  unique "note_key" { columns = [column.id] }
  check "size_check" { expr = "size < 100" }
  foreign_key "note_customer" {
    columns     = [column.customer]
    ref_columns = [table.customer.column.id]
  }
  index "by_size" { columns = [column.size, column.id] }
  index "by_customer" { columns = [column.customer] }
}
)";

enum class Fault { tool, backend, interrupt, server, after };
constexpr const char* kFaultNames[] = {"kill -9 of the tool", "end of the backend", "Ctrl-C", "crash of the server",
                                       "cut once it is sent"};

/// A server that may crash.
struct Server {
  test::TemporaryFolder folder;
  std::optional<postgres::Embedded> running;

  Server() { start(); }
  void start() { running.emplace(postgres::Embedded::start({.folder = folder.path() / "pg", .durable = false})); }

  pid_t postmaster() const {
    for (auto& entry : std::filesystem::recursive_directory_iterator(folder.path() / "pg"))
      if (entry.path().filename() == "postmaster.pid") {
        pid_t pid = 0;
        std::ifstream(entry.path()) >> pid;
        return pid;
      }
    throw std::runtime_error("no server runs");
  }

  void crash() {
    auto pid = postmaster();
    kill(pid, SIGQUIT);
    while (kill(pid, 0) == 0 && waitpid(pid, nullptr, WNOHANG) != pid) usleep(1000);
  }
};

class Trial {
 public:
  explicit Trial(Server& server, bool saved) : server_(server), saved_(saved) {
    admin("DROP DATABASE IF EXISTS trial WITH (FORCE)");
    admin("CREATE DATABASE trial STRATEGY file_copy");
    direct().execute(kOldSql);
    folder_.write("db/a.schema", kNew);
    write_project(url());
    if (!saved_) return;
    auto ran = run({"plan", "-o", "plan.json"});
    REQUIRE_MESSAGE(ran.code == 0, ran.err);
  }

  /// What an apply sends once it changes anything.
  std::vector<std::string> texts() {
    std::vector<std::string> all;
    through_proxy([&](const std::string& sql, test::Running&) {
      all.push_back(sql);
      return test::Proxy::Fate::pass;
    });
    check_finished();
    return all;
  }

  void break_off(size_t at, Fault fault) {
    size_t count = 0;
    bool done = false;
    auto ran = through_proxy([&](const std::string&, test::Running& apply) {
      if (count++ != at) return test::Proxy::Fate::pass;
      done = true;
      return strike(fault, apply);
    });
    REQUIRE(done);
    if (fault == Fault::server) server_.start();
    if (fault == Fault::interrupt) CHECK((ran.code == 130 || ran.code == 0));
    if (fault == Fault::backend) CHECK((ran.code == 1 || ran.code == 0));
  }

  void check_same_command_finishes() {
    write_project(url());
    auto ran = run(command());
    CHECK_MESSAGE(ran.code == 0, ran.out << ran.err);
    check_finished();
  }

 private:
  postgres::Url url() const { return server_.running->url().with("dbname", "trial"); }
  postgres::Connection direct() const { return postgres::Connection::open(url()); }
  void admin(const std::string& sql) const { postgres::Connection::open(server_.running->url()).execute(sql); }

  std::vector<std::string> command() const {
    if (saved_) return {"apply", "--plan", "plan.json", "--auto-approve"};
    return {"apply", "--auto-approve", "--allow-destructive"};
  }

  void write_project(const postgres::Url& at) {
    folder_.write("schema.hcl",
                  fmt::format("env \"dev\" {{\n  url = \"{}\"\n  dev = \"{}\"\n  src = \"db/\"\n  policy {{ "
                              "online = true }}\n}}\n",
                              at.redacted(), server_.running->url().redacted()));
  }
  test::Ran run(const std::vector<std::string>& arguments) {
    return test::run_schema(arguments, {.folder = folder_.path()});
  }

  /// An apply over a proxy that calls `see` from the first text on that changes something.
  test::Ran through_proxy(const std::function<test::Proxy::Fate(const std::string&, test::Running&)>& see) {
    test::Proxy proxy(url(), folder_.path() / "p");
    write_project(proxy.url());
    std::promise<test::Running*> started;
    auto running = started.get_future().share();
    bool changes = false;
    proxy.watch([&, running](const std::string& sql) {
      changes = changes || has(sql, "CREATE SCHEMA IF NOT EXISTS schema_state");
      return changes ? see(sql, *running.get()) : test::Proxy::Fate::pass;
    });
    test::Running apply(command(), {.folder = folder_.path()});
    started.set_value(&apply);
    auto ran = apply.wait();
    std::filesystem::remove_all(folder_.path() / "p");
    return ran;
  }

  test::Proxy::Fate strike(Fault fault, test::Running& apply) {
    switch (fault) {
      case Fault::tool:
        apply.kill();
        return test::Proxy::Fate::drop;
      case Fault::backend:
        admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'trial'");
        return test::Proxy::Fate::pass;
      case Fault::interrupt:
        apply.interrupt();
        return test::Proxy::Fate::pass;
      case Fault::server:
        server_.crash();
        return test::Proxy::Fate::drop;
      case Fault::after:
        apply.kill();
        return test::Proxy::Fate::pass;
    }
    return test::Proxy::Fate::drop;
  }

  void check_finished() {
    write_project(url());
    auto rest = run({"plan", "--detailed-exitcode"});
    CHECK_MESSAGE(rest.code == 0, rest.out << rest.err);
    auto db = direct();
    CHECK(db.query("SELECT to_regnamespace('schema_state') IS NULL").boolean(0, 0));
    CHECK(db.query("SELECT count(*) FROM pg_index WHERE NOT indisvalid").integer(0, 0) == 0);
    CHECK(db.query("SELECT count(*) FROM pg_class WHERE relname LIKE '%\\_\\_new'").integer(0, 0) == 0);
    CHECK(db.query("SELECT count(*) FROM pg_constraint WHERE NOT convalidated").integer(0, 0) == 0);
    CHECK(db.query("SELECT count(*) FROM app.note").integer(0, 0) == 500);
  }

  Server& server_;
  bool saved_;
  test::TemporaryFolder folder_;
};

void break_off_everywhere(bool saved) {
  Server server;
  auto texts = Trial(server, saved).texts();
  CHECK(texts.size() > 20);
  bool all = std::getenv("SCHEMA_ALL");
  for (size_t i = 0; i < texts.size(); ++i)
    for (size_t f = 0; f < std::size(kFaultNames); ++f) {
      if (!all && f != i % std::size(kFaultNames)) continue;
      CAPTURE(kFaultNames[f]);
      CAPTURE(texts[i]);
      Trial trial(server, saved);
      trial.break_off(i, static_cast<Fault>(f));
      trial.check_same_command_finishes();
    }
}

}  // namespace

TEST_CASE("an apply that is broken off at any statement is finished by the same command") {
  break_off_everywhere(false);
}

TEST_CASE("so is the run of a saved plan") { break_off_everywhere(true); }
