// An apply that is broken off: before each statement that it sends while it runs a plan with steps outside of
// transactions, something is killed. The same command must then finish the work, and nothing may be left over.
// SCHEMA_ALL=1 tries every fault at every statement; without it the faults take turns.
#include <doctest/doctest.h>

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
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
CREATE TABLE app.log (id bigint NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE app.log_a PARTITION OF app.log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.log_b PARTITION OF app.log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO app.customer SELECT g, 'c' || g FROM generate_series(1, 50) g;
INSERT INTO app.note SELECT g, g % 50 + 1, g % 7, 'm' FROM generate_series(1, 500) g;
INSERT INTO app.log SELECT g, date '2025-01-01' + g FROM generate_series(1, 700) g;
)";

constexpr const char* kNew = R"file(schema "app" {}
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
  column "token"    { type = uuid, default = sql("gen_random_uuid()") }
  unique "note_key" { columns = [column.id] }
  check "size_check" { expr = "size < 100" }
  foreign_key "note_customer" {
    columns     = [column.customer]
    ref_columns = [table.customer.column.id]
  }
  index "by_size" { columns = [column.size, column.id] }
  index "by_customer" { columns = [column.customer] }
}
table "log" {
  schema = schema.app
  column "id"  { type = bigint }
  column "day" { type = date }
  partition { type = range, columns = [column.day] }
  index "by_id" { columns = [column.id] }
}
partition "log_a" {
  schema = schema.app
  of     = table.log
  range {
    from = ["'2025-01-01'"]
    to   = ["'2026-01-01'"]
  }
}
table "log_b" {
  schema = schema.app
  column "id"  { type = bigint }
  column "day" { type = date }
}
)file";

enum class Fault { tool, backend, interrupt, server, after, network, network_after, disk, lock };
constexpr const char* kFaultNames[] = {
    "kill -9 of the tool",   "end of the backend",    "Ctrl-C",    "crash of the server", "kill -9 once it is sent",
    "network cut before it", "network cut behind it", "disk full", "lock never granted"};

/// A small file system that can be filled, for as long as the program runs; needs root.
class SmallDisk {
 public:
  SmallDisk() {
    if (unshare(CLONE_NEWNS) != 0 || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return;
    there_ = mount("schema-test", folder_.path().c_str(), "tmpfs", 0, "size=64m") == 0;
    if (there_) std::filesystem::permissions(folder_.path(), std::filesystem::perms::all);
  }
  ~SmallDisk() {
    if (there_) umount2(folder_.path().c_str(), MNT_DETACH);
  }

  bool there() const { return there_; }
  std::filesystem::path path() const { return folder_.path(); }

  void fill() const {
    std::ofstream filler(path() / "filler", std::ios::binary);
    std::string block(65536, 'x');
    while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  void empty() const { std::filesystem::remove(path() / "filler"); }

 private:
  test::TemporaryFolder folder_;
  bool there_ = false;
};

/// A server that may crash, with the database as it is before the apply.
struct Server {
  SmallDisk disk;
  test::TemporaryFolder folder;
  std::optional<postgres::Embedded> running;
  std::string plan;  ///< saved, of every trial's database

  Server() {
    start();
    execute("CREATE DATABASE before");
    postgres::Connection::open(running->url().with("dbname", "before")).execute(kOldSql);
    if (!disk.there()) return;
    auto space = disk.path() / "space";
    std::filesystem::create_directory(space);
    auto owner = std::filesystem::path(*running->url().find("host"));
    struct stat as {};
    stat(owner.c_str(), &as);
    checked(chown(space.c_str(), as.st_uid, as.st_gid));
    execute("CREATE TABLESPACE small LOCATION '" + space.string() + "'");
  }

  static void checked(int result) {
    if (result != 0) throw std::runtime_error("a system call failed");
  }

  void start() {
    running.emplace(
        postgres::Embedded::start({.folder = folder.path() / "pg", .durable = false, .folders = {disk.path()}}));
  }
  void execute(const std::string& sql) const { postgres::Connection::open(running->url()).execute(sql); }

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
  Trial(Server& server, bool saved) : server_(server), saved_(saved) {
    server_.execute("DROP DATABASE IF EXISTS trial WITH (FORCE)");
    server_.execute(std::string("CREATE DATABASE trial TEMPLATE before STRATEGY file_copy") +
                    (server_.disk.there() ? " TABLESPACE small" : ""));
    folder_.write("db/a.schema", kNew);
    write_project(url());
    if (!saved_) return;
    if (server_.plan.empty()) {
      auto ran = run({"plan", "-o", "plan.json"});
      REQUIRE_MESSAGE(ran.code == 0, ran.err);
      server_.plan = folder_.read("plan.json");
    }
    folder_.write("plan.json", server_.plan);
  }

  /// What an apply sends once it changes anything.
  std::vector<std::string> texts() {
    std::vector<std::string> all;
    auto ran = through_proxy([&](const std::string& sql, test::Running&) {
      all.push_back(sql);
      return test::Proxy::Fate::pass;
    });
    CHECK_MESSAGE(ran.code == 0, ran.err);
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
    locker_.reset();
    if (server_.disk.there()) server_.disk.empty();
    if (fault == Fault::server) server_.start();
    if (fault == Fault::interrupt) CHECK((ran.code == 130 || ran.code == 0));
    if (fault == Fault::backend || fault == Fault::disk || fault == Fault::lock)
      CHECK((ran.code == 1 || ran.code == 0));
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

  std::vector<std::string> command() const {
    if (saved_) return {"apply", "--plan", "plan.json", "--auto-approve"};
    return {"apply", "--auto-approve", "--allow-destructive"};
  }

  void write_project(const postgres::Url& at, bool patient = true) {
    folder_.write(
        "schema.hcl",
        fmt::format("env \"dev\" {{\n  url = \"{}\"\n  dev = \"{}\"\n  src = \"db/\"\n  policy {{\n    online = "
                    "true\n    backfill_rows = 50\n    backfill_pause = \"1ms\"\n    lock_timeout = \"{}\"\n    "
                    "lock_wait = \"{}\"\n  }}\n}}\n",
                    at.redacted(), server_.running->url().redacted(), patient ? "3s" : "50ms",
                    patient ? "5min" : "100ms"));
  }
  test::Ran run(const std::vector<std::string>& arguments) {
    return test::run_schema(arguments, {.folder = folder_.path()});
  }

  /// An apply over a proxy that calls `see` from the first text on that changes something.
  test::Ran through_proxy(const std::function<test::Proxy::Fate(const std::string&, test::Running&)>& see) {
    test::Proxy proxy(url(), folder_.path() / "p");
    write_project(proxy.url(), false);
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
    using Fate = test::Proxy::Fate;
    switch (fault) {
      case Fault::tool:
        apply.kill();
        return Fate::drop;
      case Fault::backend:
        server_.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'trial'");
        return Fate::pass;
      case Fault::interrupt:
        apply.interrupt();
        return Fate::pass;
      case Fault::server:
        server_.crash();
        return Fate::drop;
      case Fault::after:
        apply.kill();
        return Fate::pass;
      case Fault::network:
        return Fate::drop;
      case Fault::network_after:
        return Fate::last;
      case Fault::disk:
        if (server_.disk.there()) server_.disk.fill();
        return Fate::pass;
      case Fault::lock:
        lock_all();
        return Fate::pass;
    }
    return Fate::drop;
  }

  /// Until the apply has given up. What it has locked itself it need not wait for.
  void lock_all() {
    locker_.emplace(direct());
    locker_->execute("BEGIN");
    for (auto table : {"app.note", "app.customer", "app.log", "app.log_a", "app.log_b"}) {
      locker_->execute("SAVEPOINT s");
      try {
        locker_->execute(std::string("LOCK TABLE ONLY ") + table + " IN ACCESS EXCLUSIVE MODE NOWAIT");
      } catch (const postgres::ServerError&) {
        locker_->execute("ROLLBACK TO s");
      }
    }
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
    CHECK(db.query("SELECT count(DISTINCT token) FROM app.note").integer(0, 0) == 500);
    CHECK(db.query("SELECT (SELECT count(*) FROM app.log) + (SELECT count(*) FROM app.log_b)").integer(0, 0) == 700);
  }

  Server& server_;
  bool saved_;
  test::TemporaryFolder folder_;
  std::optional<postgres::Connection> locker_;
};

void break_off_everywhere(bool saved) {
  Server server;
  if (!server.disk.there()) MESSAGE("without the right to mount a small disk none can be full");
  auto texts = Trial(server, saved).texts();
  CHECK(texts.size() > 20);
  bool all = std::getenv("SCHEMA_ALL");
  for (size_t i = 0; i < texts.size(); ++i)
    for (size_t f = 0; f < std::size(kFaultNames); ++f) {
      // Each text has its fault, in one of the two ways to apply; what only sets something for the session has none.
      bool turn = i % 2 == (saved ? 1 : 0) && f == i / 2 % std::size(kFaultNames) && !texts[i].starts_with("SET ");
      if (!all && !turn) continue;
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
