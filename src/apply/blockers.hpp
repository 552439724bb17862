#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

#include "postgres/connection.hpp"
#include "postgres/inspector.hpp"

namespace schema {

/// Says who holds what the connection's running statement waits for: each session once a statement. It asks over a
/// connection of its own, opened when a statement first takes long; before PostgreSQL 9.6 (and on Redshift) never.
class BlockerWatch {
 public:
  using Say = std::function<void(const std::string&)>;

  BlockerWatch(postgres::Connection& watched, Say say);
  ~BlockerWatch();
  BlockerWatch(const BlockerWatch&) = delete;
  BlockerWatch& operator=(const BlockerWatch&) = delete;

  /// While this lives a statement runs.
  class Running {
   public:
    explicit Running(BlockerWatch& watch) : watch_(watch) { watch_.set(true); }
    ~Running() { watch_.set(false); }

   private:
    BlockerWatch& watch_;
  };

 private:
  void set(bool running);
  void work();
  void look(postgres::Connection&);
  void tell(const std::string& what, const std::string& line);
  bool pause(std::unique_lock<std::mutex>&, int milliseconds);

  postgres::Url url_;
  std::string pid_;
  Say say_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool running_ = false, ended_ = false;
  std::set<std::string> told_;
  std::thread thread_;
};

/// Reads the whole database. Who holds what the reading waits for is told: reading a view's text waits while one of its
/// tables is locked ACCESS EXCLUSIVE.
Catalog inspect_telling(postgres::Connection&, BlockerWatch::Say say,
                        postgres::Reach reach = postgres::Reach::cluster);

/// "pid 4711 (psql, ann), idle in transaction for 12 s: UPDATE ...": one of pg_stat_activity, `where` names it by SQL.
std::vector<std::string> sessions(postgres::Connection&, const std::string& where);

}  // namespace schema
