#include "postgres/connection.hpp"

#include <charconv>
#include <cstdlib>
#include <stdexcept>

namespace schema::postgres {

namespace {

std::string field(const PGresult* result, int code) {
  const char* value = PQresultErrorField(result, code);
  return value ? value : "";
}

int number(const std::string& text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

ServerError server_error(const PGresult* result, const std::string& sql) {
  std::string message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (message.empty()) message = PQresultErrorMessage(result);
  const std::string sqlstate = field(result, PG_DIAG_SQLSTATE);
  ServerError error(sqlstate.empty() ? message : message + " (SQLSTATE " + sqlstate + ")");
  error.severity = field(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  error.sqlstate = sqlstate;
  error.message = message;
  error.detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  error.hint = field(result, PG_DIAG_MESSAGE_HINT);
  error.context = field(result, PG_DIAG_CONTEXT);
  error.internal_query = field(result, PG_DIAG_INTERNAL_QUERY);
  error.schema_name = field(result, PG_DIAG_SCHEMA_NAME);
  error.table_name = field(result, PG_DIAG_TABLE_NAME);
  error.column_name = field(result, PG_DIAG_COLUMN_NAME);
  error.datatype_name = field(result, PG_DIAG_DATATYPE_NAME);
  error.constraint_name = field(result, PG_DIAG_CONSTRAINT_NAME);
  error.position = number(field(result, PG_DIAG_STATEMENT_POSITION));
  error.internal_position = number(field(result, PG_DIAG_INTERNAL_POSITION));
  error.statement = sql;
  return error;
}

void receive_notice(void* handler, const PGresult* result) {
  const auto& notify = *static_cast<Connection::NoticeHandler*>(handler);
  if (!notify) return;
  notify({field(result, PG_DIAG_SEVERITY_NONLOCALIZED), field(result, PG_DIAG_SQLSTATE),
          field(result, PG_DIAG_MESSAGE_PRIMARY), field(result, PG_DIAG_MESSAGE_DETAIL),
          field(result, PG_DIAG_MESSAGE_HINT)});
}

/// A host that swallows packets would hold us for minutes; a limit that the user chose anywhere stays.
bool needs_connect_timeout(const Url& url) {
  return !url.find("connect_timeout") && !url.find("service") && !std::getenv("PGCONNECT_TIMEOUT") &&
         !std::getenv("PGSERVICE");
}

PGconn* connect(const Url& url) {
  std::vector<const char*> keywords, values;
  auto add = [&](const char* keyword, const char* value) {
    keywords.push_back(keyword);
    values.push_back(value);
  };
  const auto params = url.connection_params();
  for (const auto& [keyword, value] : params) add(keyword.c_str(), value.c_str());
  if (needs_connect_timeout(url)) add("connect_timeout", "10");
  add("fallback_application_name", "schema");
  add("client_encoding", "UTF8");
  add(nullptr, nullptr);
  return PQconnectdbParams(keywords.data(), values.data(), 0);
}

void drop_copied_rows(PGconn* connection) {
  for (char* row = nullptr; PQgetCopyData(connection, &row, 0) > 0;) PQfreemem(row);
}

void refuse_zero_byte(const std::string& sql) {
  if (sql.find('\0') == std::string::npos) return;
  ServerError error("the statement contains a zero byte");
  error.severity = "ERROR";
  error.sqlstate = "22021";
  error.message = error.what();
  error.statement = sql;
  throw error;
}

}  // namespace

std::optional<std::string> Result::optional(int row, int column) const {
  if (is_null(row, column)) return std::nullopt;
  return text(row, column);
}

long long Result::integer(int row, int column) const {
  const std::string_view value = get(row, column);
  long long out = 0;
  if (value.empty()) return out;
  auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), out);
  if (problem != std::errc() || end != value.data() + value.size())
    throw std::invalid_argument("not an integer: " + std::string(value));
  return out;
}

int Result::column(const char* name) const {
  const int index = PQfnumber(result_.get(), name);
  if (index < 0) throw std::out_of_range(std::string("the result has no column ") + name);
  return index;
}

long long Result::affected() const { return std::atoll(PQcmdTuples(result_.get())); }

Connection::Connection(PGconn* handle, Url url)
    : handle_(handle, PQfinish), cancel_(nullptr, PQfreeCancel), notices_(new NoticeHandler), url_(std::move(url)) {}

Connection Connection::open(const Url& url) {
  if (url.scheme == Url::Scheme::embedded) throw std::logic_error("an embedded server must be started first");
  Connection connection(connect(url), url);
  if (PQstatus(connection.handle_.get()) != CONNECTION_OK)
    throw explain_failed_connection(url.redacted(), PQerrorMessage(connection.handle_.get()));
  connection.cancel_.reset(PQgetCancel(connection.handle_.get()));
  PQsetNoticeReceiver(connection.handle_.get(), receive_notice, connection.notices_.get());
  connection.prepare_session();
  return connection;
}

/// Sends what differs from what we rely on, in one message or none. The server reports most settings on its own.
void Connection::prepare_session() {
  std::string settings;
  auto reported = [&](const char* name) {
    const char* value = PQparameterStatus(handle_.get(), name);
    return std::string_view(value ? value : "");
  };
  if (!reported("DateStyle").starts_with("ISO")) settings += "SET DateStyle = 'ISO';";
  if (reported("standard_conforming_strings") == "off") settings += "SET standard_conforming_strings = on;";
  // Catalog queries look expensive to the planner, and compiling them costs far more than running them.
  if (server_version() >= 110000) settings += "SET jit = off;";
  if (!settings.empty()) execute(settings);
}

Result Connection::query(const std::string& sql, const std::vector<Param>& params) {
  refuse_zero_byte(sql);
  // The extended protocol is the younger one: servers as old as this one says to be (Redshift) are spared it.
  if (params.empty() && server_version() < 90000) return checked(PQexec(handle_.get(), sql.c_str()), sql);
  std::vector<const char*> values;
  for (const Param& param : params) values.push_back(param ? param->c_str() : nullptr);
  return checked(PQexecParams(handle_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                              nullptr, nullptr, 0),
                 sql);
}

void Connection::execute(const std::string& sql) {
  refuse_zero_byte(sql);
  checked(PQexec(handle_.get(), sql.c_str()), sql);
}

void Connection::execute_each(const std::vector<std::string>& statements) {
  std::string all;
  for (auto& statement : statements) {
    refuse_zero_byte(statement);
    all += statement;
    all += ";\n";
  }
  size_t done = 0;
  if (!PQsendQuery(handle_.get(), all.c_str())) fail(nullptr, all);
  try {
    while (PGresult* result = PQgetResult(handle_.get())) checked(result, statements[std::min(done++, statements.size() - 1)]);
  } catch (ServerError& error) {
    error.position = 0;  // it counts from the start of the whole message
    throw;
  }
}

Result Connection::checked(PGresult* raw, const std::string& sql) {
  Result result(raw);
  switch (PQresultStatus(raw)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
      return result;
    case PGRES_COPY_IN:
      PQputCopyEnd(handle_.get(), "no data is sent for COPY FROM STDIN");
      break;
    case PGRES_COPY_OUT:
      drop_copied_rows(handle_.get());
      break;
    default:
      fail(raw, sql);
  }
  // PQexec stops at a COPY; what follows it in the text is still to come.
  while (PGresult* next = PQgetResult(handle_.get())) result = checked(next, sql);
  return result;
}

void Connection::fail(const PGresult* raw, const std::string& sql) {
  ServerError error = server_error(raw, sql);
  // After COPY, and on a broken connection, more results wait; the session is only usable once they are read.
  while (PGresult* rest = PQgetResult(handle_.get())) PQclear(rest);
  if (PQstatus(handle_.get()) != CONNECTION_BAD) throw error;
  std::string message = error.message.empty() ? PQerrorMessage(handle_.get()) : error.message;
  message = message.substr(0, message.find('\n'));
  throw ConnectionError(ConnectionError::Reason::lost, url_.redacted(), "the connection was lost: " + message,
                        "the server's log says why; what was not committed is undone");
}

void Connection::cancel() noexcept {
  char problem[256];
  if (cancel_) PQcancel(cancel_.get(), problem, sizeof problem);
}

Transaction::Transaction(Connection& connection, std::string_view modes) : connection_(connection) {
  connection_.execute("BEGIN " + std::string(modes));
}

Transaction::~Transaction() {
  try {
    rollback();
  } catch (const std::exception&) {
    // The server rolls back by itself when the connection is gone.
  }
}

void Transaction::commit() {
  if (std::exchange(open_, false)) connection_.execute("COMMIT");
}

void Transaction::rollback() {
  if (std::exchange(open_, false)) connection_.execute("ROLLBACK");
}

}  // namespace schema::postgres
