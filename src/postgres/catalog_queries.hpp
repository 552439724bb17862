#pragma once
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "postgres/connection.hpp"

namespace schema::postgres {

/// The application name of the second connection that reads for the backend with this process ID.
std::string beside(const std::string& pid);

/// Catalog queries that run ahead of whoever reads their results, all in one snapshot. Over a large database a second
/// connection takes half of them, where one can be had.
class CatalogQueries {
 public:
  CatalogQueries(Connection& db, std::vector<std::string> queries);
  /// Waits for the queries that are running; those that have not begun are left.
  ~CatalogQueries();
  CatalogQueries(const CatalogQueries&) = delete;
  CatalogQueries& operator=(const CatalogQueries&) = delete;

  /// The results in the order of the queries. Throws what the query threw.
  Result next();

 private:
  struct Slot {
    std::optional<Result> result;
    std::exception_ptr error;
  };

  void begin();
  struct Shared {
    std::string snapshot, pid;  ///< of the first connection
  };
  std::optional<Shared> share_snapshot();
  /// The number of the next query to run, once there is room for its result; past the last one at the end.
  size_t take();
  void work(Connection&);
  void work_beside(const Shared&);

  Connection& db_;
  std::vector<std::string> queries_;
  std::vector<Slot> slots_;
  std::mutex mutex_;  ///< of the slots and the numbers
  size_t taken_ = 0;  ///< how many queries a connection has begun with
  size_t read_ = 0;   ///< how many results were asked for
  int held_ = 0;      ///< rows in memory, those of the result that is being read among them
  int reading_ = 0;   ///< rows of that result
  std::condition_variable filled_, roomy_;
  std::optional<Transaction> transaction_;
  std::vector<std::thread> threads_;
};

}  // namespace schema::postgres
