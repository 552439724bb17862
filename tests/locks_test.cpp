// What a plan says of its statements is held against what the server does: every statement of every plan of the corpus
// (tests/corpus, both directions) runs in a transaction of its own, and pg_locks, the files of the tables and the
// counters of scans say what it did to relations that were there before the plan. SCHEMA_ONLY=word limits the cases.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "postgres/backend.hpp"
#include "postgres/execute.hpp"
#include "postgres/inspector.hpp"
#include "support/server.hpp"
#include "workspace/state.hpp"

namespace fs = std::filesystem;
using namespace schema;
using namespace schema::postgres;

namespace {

/// "AccessExclusiveLock", as pg_locks says it.
Lock lock_of(std::string_view mode) {
  static const std::map<std::string_view, Lock> modes = {{"ShareUpdateExclusiveLock", Lock::share_update_exclusive},
                                                         {"ShareLock", Lock::share},
                                                         {"ShareRowExclusiveLock", Lock::share_row_exclusive},
                                                         {"ExclusiveLock", Lock::exclusive},
                                                         {"AccessExclusiveLock", Lock::access_exclusive}};
  auto found = modes.find(mode);
  return found == modes.end() ? Lock::none : found->second;  // what reading and writing rows takes too is no news
}

/// Relations that people made, with their files, as the plan begins.
using Relations = std::map<std::string, std::string>;

Relations relations(Connection& db) {
  auto rows = db.query(
      "SELECT c.oid, c.relfilenode FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid >= 16384 "
      "AND n.nspname !~ '^pg_' ");
  Relations all;
  for (int i = 0; i < rows.rows(); ++i) all[rows.text(i, 0)] = rows.text(i, 1);
  return all;
}

std::string list_of(const Relations& relations) {
  std::string list = "0";
  for (auto& [oid, file] : relations) list += ", " + oid;
  return list;
}

/// What a statement did, seen from inside of its transaction.
struct Seen {
  Lock lock = Lock::none;
  std::string on;
  bool rewrote = false;
  long long scans = 0;  ///< since the connection was opened
};

/// How often the server read a whole table, by its counters of what is not reported yet.
long long scans(Connection& db, const Relations& before) {
  return db
      .query("SELECT coalesce(sum(seq_scan), 0) FROM pg_stat_xact_user_tables WHERE relid IN (" + list_of(before) + ")")
      .integer(0, 0);
}

Seen look(Connection& db, const Relations& before) {
  Seen seen;
  auto list = list_of(before);
  auto locks = db.query(
      "SELECT mode, relation::regclass::text FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND "
      "granted "
      "AND relation IN (" +
      list + ")");
  for (int i = 0; i < locks.rows(); ++i)
    if (auto lock = lock_of(locks.get(i, 0)); lock > seen.lock) seen.lock = lock, seen.on = locks.text(i, 1);
  auto files = db.query("SELECT oid, relfilenode FROM pg_class WHERE relkind IN ('r', 'm') AND oid IN (" + list + ")");
  for (int i = 0; i < files.rows(); ++i) seen.rewrote = seen.rewrote || before.at(files.text(i, 0)) != files.get(i, 1);
  seen.scans = scans(db, before);
  return seen;
}

/// A statement that runs outside of transactions is looked at while it waits for somebody who holds all tables.
Seen look_from_outside(Connection& db, const Command& command, const Relations& before) {
  auto holder = Connection::open(db.url()), observer = Connection::open(db.url());
  auto tables = observer.query("SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'm') AND oid IN (" +
                               list_of(before) + ")");
  holder.execute("BEGIN");
  for (int i = 0; i < tables.rows(); ++i)
    holder.execute("LOCK TABLE ONLY " + tables.text(i, 0) + " IN ACCESS EXCLUSIVE MODE");
  auto pid = db.query("SELECT pg_backend_pid()").text(0, 0);
  std::exception_ptr failed;
  std::thread runs([&] {
    try {
      postgres::run(db, command);
    } catch (...) {
      failed = std::current_exception();
    }
  });
  Result waits = observer.query("SELECT 1 WHERE false");
  while (waits.rows() == 0)
    waits = observer.query("SELECT mode FROM pg_locks WHERE NOT granted AND locktype = 'relation' AND pid = " + pid);
  Seen seen{.lock = lock_of(waits.get(0, 0))};
  holder.execute("ROLLBACK");
  runs.join();
  if (failed) std::rethrow_exception(failed);
  return seen;
}

class Case {
 public:
  Case(Connection& db, ScratchJudge& judge) : db_(db), judge_(judge) {}

  void apply(const fs::path& file, bool online, bool checks) {
    Diagnostics diagnostics;
    Sources sources;
    auto declared = load_files({file.string()}, {.judge = &judge_}, sources, diagnostics);
    auto current = inspect(db_, Reach::cluster);
    PlanOptions options{
        .scope = {.manage = {"*"}}, .session_user = db_.query("SELECT current_user").text(0, 0), .online = online};
    auto plan = make_plan(current, declared.catalog, backend(), &judge_, options, diagnostics);
    REQUIRE_FALSE(diagnostics.has_errors());
    before_ = relations(db_);
    for (auto& batch : batches(plan))
      for (auto& command : batch) run(command, lone_statement(batch), checks);
    if (in_transaction_) db_.execute("COMMIT");
    in_transaction_ = false;
  }

 private:
  /// Each statement commits, so that the next one's locks are its own.
  void run(const Command& command, bool alone, bool checks) {
    using Type = Command::Type;
    if (command.type == Type::begin || command.type == Type::commit) return;
    if (command.type == Type::setting) return settings_.push_back(command.sql);
    try {
      if (alone) return check(command, checks ? look_from_outside(db_, command, before_) : send(command), checks);
      db_.execute("BEGIN");
      for (auto& setting : settings_) db_.execute(setting);
      auto scans_before = scans(db_, before_);
      postgres::run(db_, command);
      auto seen = look(db_, before_);
      seen.scans -= scans_before;
      db_.execute("COMMIT");
      check(command, seen, checks);
    } catch (const StepError& error) {
      FAIL(error.statement.sql << ": " << error.error.what());
    }
    for (auto& [oid, file] : relations(db_))
      if (before_.contains(oid)) before_[oid] = file;
  }

  Seen send(const Command& command) {
    postgres::run(db_, command);
    return {};
  }

  void check(const Command& command, const Seen& seen, bool checks) {
    if (!checks) return;
    auto& said = *command.statement;
    CAPTURE(command.step->resource->address);
    CAPTURE(said.sql);
    auto claimed = said.lock < Lock::share_update_exclusive ? Lock::none : said.lock;
    // What this plan made is nobody else's yet.
    bool old = seen.lock != Lock::none || !made_by_plan(command);
    if (old) CHECK_MESSAGE(lock_name(claimed) == lock_name(seen.lock), "on " << seen.on);
    if (old && said.transactional) CHECK((said.work == Work::rewrite) == seen.rewrote);
    if (seen.scans > 0) CHECK(said.work != Work::none);
    ++checked;
  }

  /// No relation that the statement can mean was there before.
  bool made_by_plan(const Command& command) const { return command.statement->tables.empty(); }

  Connection& db_;
  ScratchJudge& judge_;
  Relations before_;
  std::vector<std::string> settings_;
  bool in_transaction_ = false;

 public:
  int checked = 0;
};

int walk(bool online) {
  auto only = std::getenv("SCHEMA_ONLY");
  ScratchJudge judge({.major = test::fresh_database().connection().server_major()});
  int checked = 0;
  for (auto& entry : fs::recursive_directory_iterator(fs::path(SCHEMA_ROOT) / "tests/corpus")) {
    if (entry.path().filename() != "old.schema") continue;
    auto folder = entry.path().parent_path();
    if (only && folder.string().find(only) == std::string::npos) continue;
    CAPTURE(folder.string());
    auto database = test::fresh_database("locks");
    Case run(database.connection(), judge);
    run.apply(folder / "old.schema", false, false);
    run.apply(folder / "new.schema", online, true);
    run.apply(folder / "old.schema", online, true);
    checked += run.checked;
  }
  return checked;
}

}  // namespace

TEST_CASE("every statement of the corpus takes the lock that it claims, rewrites and reads what it claims") {
  CHECK(walk(false) > 0);
}

TEST_CASE("the same of the plans that keep nobody waiting") { CHECK(walk(true) > 0); }
