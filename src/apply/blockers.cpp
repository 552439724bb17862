#include "apply/blockers.hpp"

#include <fmt/format.h>

#include "postgres/catalog_queries.hpp"
#include "sql/quote.hpp"
#include "workspace/drivers.hpp"

namespace schema {

namespace {

/// Before it is worth a question, and between two of them; well below the usual lock_timeout.
constexpr int kFirst = 250, kNext = 500;

/// The first server that has pg_blocking_pids().
constexpr int kFirstTelling = 90600;

}  // namespace

std::vector<std::string> sessions(postgres::Connection& db, const std::string& where) {
  auto found = db.query(
      "SELECT pid, coalesce(nullif(application_name, ''), backend_type, ''), coalesce(usename, ''), coalesce(state, "
      "''), "
      "coalesce(extract(epoch FROM now() - query_start)::bigint, 0), "
      "coalesce(extract(epoch FROM now() - xact_start)::bigint, 0), "
      "coalesce(left(regexp_replace(query, '\\s+', ' ', 'g'), 80), '') FROM pg_catalog.pg_stat_activity WHERE " +
      where + " ORDER BY xact_start");
  std::vector<std::string> lines;
  for (int i = 0; i < found.rows(); ++i)
    lines.push_back(fmt::format("pid {} ({}, user {}), {}, its query began {} s ago, its transaction {} s ago: {}",
                                found.get(i, 0), found.get(i, 1), found.get(i, 2), found.get(i, 3), found.get(i, 4),
                                found.get(i, 5), found.get(i, 6)));
  return lines;
}

BlockerWatch::BlockerWatch(postgres::Connection& watched, Say say)
    : url_(watched.url()), pid_(watched.query("SELECT pg_backend_pid()").text(0, 0)), say_(std::move(say)) {
  if (watched.server_version() >= kFirstTelling) thread_ = std::thread([this] { work(); });
}

BlockerWatch::~BlockerWatch() {
  {
    std::lock_guard lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void BlockerWatch::set(bool running) {
  {
    std::lock_guard lock(mutex_);
    running_ = running;
    told_.clear();
  }
  changed_.notify_all();
}

/// False if the statement ended meanwhile.
bool BlockerWatch::pause(std::unique_lock<std::mutex>& lock, int milliseconds) {
  changed_.wait_for(lock, std::chrono::milliseconds(milliseconds), [&] { return !running_ || ended_; });
  return running_ && !ended_;
}

void BlockerWatch::work() try {
  std::optional<postgres::Connection> db;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return running_ || ended_; });
    if (ended_) return;
    for (bool on = pause(lock, kFirst); on; on = pause(lock, kNext)) {
      lock.unlock();
      if (!db) db = postgres::Connection::open(url_);
      look(*db);
      lock.lock();
    }
  }
} catch (const std::exception&) {
  // No second connection is allowed, or the server is gone, which the first one notices by itself.
}

void BlockerWatch::look(postgres::Connection& db) {
  auto ours = fmt::format("pid = {} OR application_name = {}", pid_, sql::quote_literal(postgres::beside(pid_)));
  auto holders = "pid IN (SELECT unnest(pg_blocking_pids(pid)) FROM pg_catalog.pg_stat_activity WHERE " + ours + ")";
  for (auto& line : sessions(db, holders))
    tell(line.substr(0, line.find(',')), "Waiting for a lock that is held by " + line);
  if (db.server_version() < 120000) return;
  // Each phase of a build is told, and each tenth of it.
  auto build = db.query(
      "SELECT p.relid::regclass, p.phase, CASE WHEN p.blocks_total > 0 THEN p.blocks_done * 100 / p.blocks_total WHEN "
      "p.tuples_total > 0 THEN p.tuples_done * 100 / p.tuples_total END FROM pg_catalog.pg_stat_progress_create_index "
      "p "
      "WHERE p.pid = " +
      pid_);
  if (build.rows() == 0) return;
  auto phase = build.text(0, 1), percent = build.text(0, 2);
  tell(phase + (percent.empty() ? "" : std::to_string(std::stoll(percent) / 10)),
       fmt::format("The index on {}: {}{}", build.get(0, 0), phase, percent.empty() ? "" : ", " + percent + " %"));
}

/// Once while the statement runs.
void BlockerWatch::tell(const std::string& what, const std::string& line) {
  bool news;
  {
    std::lock_guard lock(mutex_);
    news = running_ && told_.insert(what).second;
  }
  if (news) say_(line);
}

Catalog inspect_telling(postgres::Connection& db, BlockerWatch::Say say, postgres::Reach reach) {
  BlockerWatch watch(db, std::move(say));
  BlockerWatch::Running running(watch);
  return inspect_database(db, reach);
}

}  // namespace schema
