#include "fleet/database_worker.hpp"

#include <fmt/format.h>

#include "fleet/journal.hpp"

namespace schema::fleet {

using postgres::Connection;
using postgres::ConnectionError;
using postgres::Retry;
using postgres::ServerError;

namespace {

std::string text_of(const ServerError& error) {
  auto text = fmt::format("{} (SQLSTATE {})", error.message, error.sqlstate);
  if (!error.detail.empty()) text += "; " + error.detail;
  if (!error.hint.empty()) text += "; " + error.hint;
  return text;
}

class DatabaseWorker : public Worker {
 public:
  DatabaseWorker(const postgres::Driver& driver, const postgres::Url& url, std::string run, FindOut find_out)
      : driver_(driver), url_(url), run_(std::move(run)), standing_(std::move(find_out)) {
    connect();
  }
  ~DatabaseWorker() override { write_lines(); }

  Try run(const std::string& tenant, const TenantScript& script, Progress& progress) override {
    const Part* part = nullptr;
    try {
      if (!db_) connect();
      if (doubtful_) find_out(tenant, script, progress);
      while (progress.done < script.size()) {
        part = &script[progress.done];
        run_part(tenant, *part, progress, script);
        ++progress.done;
      }
      if (is_single(script) && !progress.uncertain) add_line(tenant);
      return {};
    } catch (const ServerError& error) {
      return after(error, part);
    } catch (const ConnectionError& error) {
      db_.reset();
      doubtful_ = true;
      return {Outcome::reconnect, error.message, ""};
    }
  }

 private:
  void connect() { db_ = Connection::open(url_); }
  Journal journal() { return {driver_, *db_}; }

  /// The journal knows whether the transaction that was running when the connection broke has committed. Of a statement
  /// outside of transactions the catalog may tell (Sent::check).
  void find_out(const std::string& tenant, const TenantScript& script, Progress& progress) {
    if (is_single(script)) {
      auto standing = standing_(*db_, tenant);
      doubtful_ = false;
      progress.uncertain = standing == Standing::other;
      progress.done = standing == Standing::planned ? 0 : script.size();
      return;
    }
    auto known = journal().parts_done(run_, tenant);
    doubtful_ = false;
    bool open = known == progress.done && known < script.size() && !is_transaction(script[known]);
    progress.uncertain = open && progress.begun > known && script[known].back().check.empty();
    progress.done = std::max(progress.done, known);
  }

  /// Its only transaction has all or nothing done, which the catalog tells as well as a line of its own.
  bool is_single(const TenantScript& script) const {
    return driver_.writers_wait() && script.size() == 1 && is_transaction(script.front());
  }

  void add_line(const std::string& tenant) {
    constexpr size_t kAtOnce = 50;
    lines_.push_back(tenant);
    if (lines_.size() >= kAtOnce) write_lines();
  }

  /// What cannot be written now is tried again with the next ones. The tenants are done all the same.
  void write_lines() noexcept {
    if (!db_ || lines_.empty()) return;
    try {
      db_->execute(journal().done(run_, lines_, 1, 1));
      lines_.clear();
    } catch (const std::exception&) {
    }
  }

  void run_part(const std::string& tenant, const Part& part, Progress& progress, const TenantScript& script) {
    auto line = journal().done(run_, {&tenant, 1}, progress.done + 1, script.size());
    if (!is_transaction(part)) {
      run_alone(part, std::exchange(progress.begun, progress.done + 1) > progress.done);
      return db_->execute(line);
    }
    std::vector<std::string> all;
    for (auto& sent : part) {
      if (sent.type == Command::Type::commit && !is_single(script)) all.push_back(line);
      all.push_back(sent.sql);
    }
    db_->execute_each(all);
  }

  /// Outside of a transaction a statement may have been done, or left a part behind, by a try that broke off.
  void run_alone(const Part& part, bool begun) {
    auto& statement = part.back();
    for (auto& sent : part)
      if (&sent != &statement) db_->execute(sent.sql);
    auto state = [&] { return statement.check.empty() ? "todo" : db_->query(statement.check).text(0, 0); };
    auto found = state();
    bool repaired = found == "broken" && !statement.repair.empty();
    if (repaired) {
      db_->execute(statement.repair);
      found = state();
    }
    if (!(begun || repaired) || found != "done") db_->execute(statement.sql);
  }

  /// What is left of the transaction goes.
  Try after(const ServerError& error, const Part* part) {
    auto retry = driver_.retry_of(error);
    Try failed{Outcome::failed, text_of(error), ""};
    if (retry == Retry::at_once || retry == Retry::reconnect) failed.outcome = Outcome::again;
    if (retry == Retry::later) failed.outcome = Outcome::later;
    for (size_t i = 0; part && i < part->size(); ++i)
      if ((*part)[i].sql == error.statement) failed.address = (*part)[i].address;
    try {
      if (db_->in_transaction()) db_->execute("ROLLBACK");
      if (retry == Retry::reconnect) db_.reset();
    } catch (const std::exception&) {
      db_.reset();
    }
    return failed;
  }

  const postgres::Driver& driver_;
  postgres::Url url_;
  std::string run_;
  FindOut standing_;
  std::vector<std::string> lines_;  ///< tenants that are done, whose lines are still to be written
  std::optional<Connection> db_;
  bool doubtful_ = false;  ///< the connection broke while something ran
};

}  // namespace

Hire database_workers(const postgres::Driver& driver, const postgres::Url& url, std::string run, FindOut find_out) {
  return [&driver, url, run = std::move(run), find_out = std::move(find_out)] {
    return std::make_unique<DatabaseWorker>(driver, url, run, find_out);
  };
}

}  // namespace schema::fleet
