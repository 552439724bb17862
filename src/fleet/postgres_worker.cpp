#include "fleet/postgres_worker.hpp"

#include <fmt/format.h>

#include "apply/retry.hpp"
#include "fleet/journal.hpp"

namespace schema::fleet {

using postgres::Connection;
using postgres::ConnectionError;
using postgres::ServerError;

namespace {

Outcome outcome_of(const ServerError& error) {
  switch (retry_of(error)) {
    case Retry::at_once: return Outcome::again;
    case Retry::later: return Outcome::later;
    case Retry::reconnect: return Outcome::reconnect;
    case Retry::never: break;
  }
  return Outcome::failed;
}

std::string text_of(const ServerError& error) {
  auto text = fmt::format("{} (SQLSTATE {})", error.message, error.sqlstate);
  if (!error.detail.empty()) text += "; " + error.detail;
  if (!error.hint.empty()) text += "; " + error.hint;
  return text;
}

class PostgresWorker : public Worker {
 public:
  PostgresWorker(const postgres::Url& url, std::string run) : url_(url), run_(std::move(run)) { connect(); }

  Try run(const std::string& tenant, const TenantScript& script, Progress& progress) override {
    const Part* part = nullptr;
    try {
      if (!db_) connect();
      if (doubtful_) find_out(tenant, script, progress);
      while (progress.done < script.size()) {
        part = &script[progress.done];
        run_part(tenant, *part, progress, script.size());
        ++progress.done;
      }
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

  /// The journal knows whether the transaction that was running when the connection broke has committed.
  void find_out(const std::string& tenant, const TenantScript& script, Progress& progress) {
    auto known = Journal::parts_done(*db_, run_, tenant);
    doubtful_ = false;
    progress.uncertain = known == progress.done && known < script.size() && !is_transaction(script[known]);
    progress.done = std::max(progress.done, known);
  }

  void run_part(const std::string& tenant, const Part& part, Progress& progress, size_t parts) {
    auto line = Journal::done(run_, tenant, progress.done + 1, parts);
    if (!is_transaction(part)) {
      for (auto& sent : part) db_->execute(sent.sql);
      return db_->execute(line);
    }
    std::vector<std::string> all;
    for (auto& sent : part) {
      if (sent.type == Command::Type::commit) all.push_back(line);
      all.push_back(sent.sql);
    }
    db_->execute_each(all);
  }

  /// What is left of the transaction goes.
  Try after(const ServerError& error, const Part* part) {
    Try failed{outcome_of(error), text_of(error), ""};
    for (size_t i = 0; part && i < part->size(); ++i)
      if ((*part)[i].sql == error.statement) failed.address = (*part)[i].address;
    try {
      if (db_->in_transaction()) db_->execute("ROLLBACK");
      if (failed.outcome == Outcome::reconnect) db_.reset();
    } catch (const std::exception&) {
      db_.reset();
    }
    return failed;
  }

  postgres::Url url_;
  std::string run_;
  std::optional<Connection> db_;
  bool doubtful_ = false;  ///< the connection broke while something ran
};

}  // namespace

Hire postgres_workers(const postgres::Url& url, std::string run) {
  return [url, run = std::move(run)] { return std::make_unique<PostgresWorker>(url, run); };
}

}  // namespace schema::fleet
