#pragma once
#include <libpq-fe.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postgres/connection_error.hpp"
#include "postgres/url.hpp"

namespace schema::postgres {

/// What a query gave back. Values are the server's text form; views into it live as long as the Result.
class Result {
 public:
  explicit Result(PGresult* result) : result_(result, PQclear) {}

  int rows() const { return PQntuples(result_.get()); }
  int columns() const { return PQnfields(result_.get()); }

  /// The value, empty for NULL.
  std::string_view get(int row, int column) const {
    return {PQgetvalue(result_.get(), row, column), static_cast<size_t>(PQgetlength(result_.get(), row, column))};
  }
  bool is_null(int row, int column) const { return PQgetisnull(result_.get(), row, column) != 0; }

  std::string text(int row, int column) const { return std::string(get(row, column)); }
  std::optional<std::string> optional(int row, int column) const;
  long long integer(int row, int column) const;  ///< 0 for NULL; throws if the value is no integer
  bool boolean(int row, int column) const { return get(row, column) == "t"; }

  /// The index of a column by its name; throws std::out_of_range if there is none.
  int column(const char* name) const;
  /// The pg_type.oid of a column.
  unsigned type(int column) const { return PQftype(result_.get(), column); }
  std::string_view column_name(int column) const { return PQfname(result_.get(), column); }

  /// How many rows the statement inserted, changed or deleted.
  long long affected() const;

 private:
  std::unique_ptr<PGresult, decltype(&PQclear)> result_;
};

/// What the server says besides results: NOTICE, WARNING.
struct Notice {
  std::string severity;
  std::string sqlstate;
  std::string message;
  std::string detail;
  std::string hint;
};

/// One session on a server. Not for two threads at once, but `cancel` may come from any.
class Connection {
 public:
  using Param = std::optional<std::string>;  ///< nullopt is NULL
  using NoticeHandler = std::function<void(const Notice&)>;

  /// Connects to a postgres:// or redshift:// URL (`open_url` in embedded.hpp takes embedded:// too). Throws
  /// ConnectionError.
  static Connection open(const Url& url);

  /// 150020 is 15.20. Redshift says 80002.
  int server_version() const { return PQserverVersion(handle_.get()); }
  int server_major() const { return server_version() / 10000; }
  const Url& url() const { return url_; }
  std::string database() const { return PQdb(handle_.get()); }

  /// Runs one statement, $1, $2... taken from `params`. Throws ServerError or ConnectionError.
  Result query(const std::string& sql, const std::vector<Param>& params = {});

  /// Runs any number of statements in one go; without BEGIN in them they are one transaction.
  void execute(const std::string& sql);

  /// Runs single statements in one message. What fails is told by ServerError::statement; those after it are not run.
  void execute_each(const std::vector<std::string>& statements);

  /// Notices are dropped unless someone listens.
  void on_notice(NoticeHandler handler) { *notices_ = std::move(handler); }

  /// Asks the server to end the running statement. Callable from another thread and from a signal handler.
  void cancel() noexcept;

  bool in_transaction() const { return PQtransactionStatus(handle_.get()) != PQTRANS_IDLE; }

 private:
  Connection(PGconn* handle, Url url);
  void prepare_session();
  Result checked(PGresult* result, const std::string& sql);
  [[noreturn]] void fail(const PGresult* raw, const std::string& sql);

  std::unique_ptr<PGconn, decltype(&PQfinish)> handle_;
  std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel_;
  std::unique_ptr<NoticeHandler> notices_;  ///< libpq keeps its address, so it must not move with the Connection
  Url url_;
};

/// A transaction that is rolled back unless it is committed.
class Transaction {
 public:
  /// `modes` follows BEGIN: "ISOLATION LEVEL REPEATABLE READ READ ONLY".
  explicit Transaction(Connection& connection, std::string_view modes = {});
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();
  void rollback();

 private:
  Connection& connection_;
  bool open_ = true;
};

}  // namespace schema::postgres
