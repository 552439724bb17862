// What a plan says of its statements is held against what the server does: every statement of every plan of the corpus
// (tests/corpus, both directions) runs in a transaction of its own, and pg_locks, the files of the tables and the
// counters of scans say what it did to relations that were there before the plan. SCHEMA_ONLY=word limits the cases.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <thread>

#include "plan/online.hpp"
#include "postgres/backend.hpp"
#include "postgres/execute.hpp"
#include "postgres/inspector.hpp"
#include "support/file_run.hpp"
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

/// A relation that people made: its file, and its names since the plan began.
struct Relation {
  std::set<std::string> names;
  std::string file;
};
using Relations = std::map<std::string, Relation>;  ///< by oid

Relations relations(Connection& db) {
  auto rows = db.query(
      "SELECT c.oid, c.relfilenode, n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = "
      "c.relnamespace WHERE c.oid >= 16384 AND n.nspname !~ '^pg_' ");
  Relations all;
  for (int i = 0; i < rows.rows(); ++i) all[rows.text(i, 0)] = {{rows.text(i, 2)}, rows.text(i, 1)};
  return all;
}

std::string list_of(const Relations& relations) {
  std::string list = "0";
  for (auto& [oid, relation] : relations) list += ", " + oid;
  return list;
}

/// What a statement did, seen from inside of its transaction.
struct Seen {
  std::map<std::string, Lock> locks;  ///< those that keep somebody waiting, by the oid of a relation
  std::set<std::string> tables;       ///< which of these hold rows or are views
  bool rewrote = false;
  long long scans = 0;  ///< since the connection was opened

  Lock strongest() const {
    auto lock = Lock::none;
    for (auto& [name, taken] : locks) lock = std::max(lock, taken);
    return lock;
  }
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
      "SELECT l.mode, l.relation, c.relkind IN ('r', 'p', 'v', 'm', 'f') FROM pg_locks l LEFT JOIN pg_class c ON c.oid "
      "= l.relation WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted AND l.relation IN (" +
      list + ")");
  for (int i = 0; i < locks.rows(); ++i) {
    auto lock = lock_of(locks.get(i, 0));
    if (lock == Lock::none) continue;
    auto oid = locks.text(i, 1);
    seen.locks[oid] = std::max(seen.locks[oid], lock);
    if (locks.get(i, 2) == "t") seen.tables.insert(oid);
  }
  auto files = db.query("SELECT oid, relfilenode FROM pg_class WHERE relkind IN ('r', 'm') AND oid IN (" + list + ")");
  for (int i = 0; i < files.rows(); ++i)
    seen.rewrote = seen.rewrote || before.at(files.text(i, 0)).file != files.get(i, 1);
  seen.scans = scans(db, before);
  return seen;
}

/// A statement that runs outside of transactions is looked at while it waits for somebody who holds all tables.
Seen look_from_outside(Connection& db, const Command& command, const Relations& before) {
  auto holder = Connection::open(db.url()), observer = Connection::open(db.url());
  // A materialized view cannot be locked by its name.
  auto tables = observer.query(
      "SELECT CASE relkind WHEN 'm' THEN format('REFRESH MATERIALIZED VIEW %s WITH NO DATA', oid::regclass) ELSE "
      "format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', oid::regclass) END FROM pg_class WHERE relkind IN ('r', "
      "'p', 'm') AND oid IN (" +
      list_of(before) + ")");
  holder.execute("BEGIN");
  for (int i = 0; i < tables.rows(); ++i) holder.execute(tables.text(i, 0));
  auto pid = db.query("SELECT pg_backend_pid()").text(0, 0);
  std::exception_ptr failed;
  std::atomic<bool> ended = false;
  std::thread runs([&] {
    try {
      postgres::run(db, command);
    } catch (...) {
      failed = std::current_exception();
    }
    ended = true;
  });
  Result waits = observer.query("SELECT 1 WHERE false");
  while (waits.rows() == 0 && !ended)
    waits = observer.query(
        "SELECT mode, relation FROM pg_locks WHERE NOT granted AND locktype = 'relation' AND pid = " + pid);
  Seen seen;
  if (waits.rows() > 0) seen.locks[waits.text(0, 1)] = lock_of(waits.get(0, 0));
  holder.execute("ROLLBACK");
  runs.join();
  if (failed) std::rethrow_exception(failed);
  return seen;
}

std::string sql_of(const Plan& plan) {
  std::string text;
  for (auto& step : plan.steps)
    for (auto& statement : step.statements) text += statement.sql + ";\n";
  return text;
}

class Case {
 public:
  Case(Connection& db, ScratchJudge& judge) : db_(db), judge_(judge) {}

  enum class How { unchecked, plain, online };

  /// Tells whether the plan is another one online.
  bool apply(const fs::path& file, How how) {
    Diagnostics diagnostics;
    Sources sources;
    auto declared = load_files({file.string()}, {.judge = &judge_}, sources, diagnostics);
    auto current = inspect(db_, Reach::cluster);
    PlanOptions options{.scope = {.manage = {"*"}},
                        .session_user = db_.query("SELECT current_user").text(0, 0),
                        .online = how == How::online};
    auto plan = make_plan(current, declared.catalog, backend(), &judge_, options, diagnostics);
    for (const Diagnostic& d : diagnostics.all())
      if (d.code == "needs-newer-server") throw test::TooOld();
    REQUIRE_FALSE(diagnostics.has_errors());
    auto other = plan;
    make_online(other, current, declared.catalog, backend());
    bool differs = sql_of(other) != sql_of(plan);
    auto begun = relations(db_);
    for (auto& batch : batches(plan)) {
      before_ = relations(db_);  // what others see while it runs
      for (auto& [oid, relation] : begun)
        if (before_.contains(oid)) before_[oid].names.merge(std::set(relation.names));
      settings_.clear();
      for (auto& command : batch) run(command, lone_statement(batch), how != How::unchecked);
    }
    if (how == How::online) check_reached(file);
    return differs;
  }

 private:
  /// The corpus test proves the plans that keep people waiting; the others are proved here.
  void check_reached(const fs::path& file) {
    Diagnostics diagnostics;
    Sources sources;
    auto declared = load_files({file.string()}, {.judge = &judge_}, sources, diagnostics);
    auto reached = inspect(db_, Reach::cluster);
    PlanOptions options{.scope = {.manage = {"*"}}, .session_user = db_.query("SELECT current_user").text(0, 0)};
    auto left = make_plan(reached, declared.catalog, backend(), &judge_, options, diagnostics);
    CHECK_MESSAGE(left.steps.empty(), sql_of(left));
  }

  /// Each statement commits, so that the next one's locks are its own.
  void run(const Command& command, bool alone, bool checks) {
    using Type = Command::Type;
    if (command.type == Type::begin || command.type == Type::commit) return;
    if (command.type == Type::setting) return settings_.push_back(command.sql);
    try {
      if (!alone) db_.execute("BEGIN");
      for (auto& setting : settings_) db_.execute(setting);
      if (alone) return check(command, checks ? look_from_outside(db_, command, before_) : send(command), checks);
      auto scans_before = scans(db_, before_);
      postgres::run(db_, command);
      auto seen = look(db_, before_);
      for (auto& [oid, now] : relations(db_))
        if (auto known = before_.find(oid); known != before_.end()) {
          known->second.file = now.file;
          known->second.names.merge(now.names);
        }
      seen.scans -= scans_before;
      db_.execute("COMMIT");
      check(command, seen, checks);
    } catch (const StepError& error) {
      FAIL(error.statement.sql << ": " << std::string(error.error.what()));
    }
  }

  Seen send(const Command& command) {
    postgres::run(db_, command);
    return {};
  }

  static Lock blocking(Lock lock) { return lock < Lock::share_update_exclusive ? Lock::none : lock; }

  void check(const Command& command, const Seen& seen, bool checks) {
    if (!checks) return;
    auto& said = *command.statement;
    CAPTURE(command.step->resource->address);
    CAPTURE(said.sql);
    if (said.transactional) CHECK(lock_name(blocking(said.lock)) == lock_name(seen.strongest()));
    std::set<std::string> told;
    for (auto& table : said.tables) {
      auto lock = Lock::none;
      for (auto& [oid, relation] : before_) {
        if (!relation.names.contains(table.schema + "." + table.name)) continue;
        told.insert(oid);
        if (auto taken = seen.locks.find(oid); taken != seen.locks.end()) lock = std::max(lock, taken->second);
      }
      if (said.transactional || lock != Lock::none)
        CHECK_MESSAGE(lock_name(blocking(table.lock)) == lock_name(lock), "on " << table.schema << "." << table.name);
    }
    for (auto& oid : seen.tables)
      CHECK_MESSAGE(told.contains(oid),
                    "not told: " << lock_name(seen.locks.at(oid)) << " on " << *before_.at(oid).names.begin());
    bool writes_rows = said.sql.starts_with("UPDATE ");
    if (said.transactional) CHECK((said.work == Work::rewrite) == (seen.rewrote || writes_rows));
    if (seen.scans > 0) CHECK(said.work != Work::none);
    ++checked;
  }

  Connection& db_;
  ScratchJudge& judge_;
  Relations before_;
  std::vector<std::string> settings_;

 public:
  int checked = 0;
};

}  // namespace

TEST_CASE("every statement of the corpus takes the locks that it claims, rewrites and reads what it claims") {
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
    auto both_ways = [&](Case::How how) {
      bool there = run.apply(folder / "new.schema", how), back = run.apply(folder / "old.schema", how);
      return there || back;
    };
    try {
      run.apply(folder / "old.schema", Case::How::unchecked);
      // Most plans are the same if they shall keep nobody waiting.
      if (both_ways(Case::How::plain)) both_ways(Case::How::online);
    } catch (const test::TooOld&) {
      MESSAGE("needs a newer server");
    }
    checked += run.checked;
  }
  CHECK(checked > 0);
}
