#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace schema::postgres {

/// A statement that the server refused, with everything that it said. Fields that it left out are empty.
struct ServerError : std::runtime_error {
  explicit ServerError(const std::string& what) : std::runtime_error(what) {}

  std::string severity;  ///< ERROR, FATAL or PANIC; never translated
  std::string sqlstate;  ///< five characters: "42P01"
  std::string message;   ///< the headline alone
  std::string detail;
  std::string hint;
  std::string context;         ///< the stack of functions that were running
  std::string internal_query;  ///< the query inside a function that failed, if it was not the statement itself
  std::string schema_name;
  std::string table_name;
  std::string column_name;
  std::string datatype_name;
  std::string constraint_name;
  std::string statement;      ///< the SQL text that was sent
  int position = 0;           ///< 1-based character in `statement`; 0 if unknown
  int internal_position = 0;  ///< 1-based character in `internal_query`; 0 if unknown
};

/// No server to talk to: it is down, it refused us, or it went away. Holds no password anywhere.
struct ConnectionError : std::runtime_error {
  enum class Reason {
    bad_url,
    server_down,
    wrong_password,
    unknown_database,
    no_permission,
    lost,      ///< the connection broke after it was open
    embedded,  ///< a server of our own could not be found, created or started
    other,
  };

  ConnectionError(Reason reason, std::string url, std::string message, std::string help);

  Reason reason;
  std::string url;      ///< as printed, without passwords; may be empty
  std::string message;  ///< one sentence
  std::string help;     ///< what to do; may be empty
};

/// Sorts libpq's text about a failed connection into a reason and adds what to do about it. libpq gives no SQLSTATE
/// for a connection that was never made.
ConnectionError explain_failed_connection(const std::string& redacted_url, std::string_view libpq_message);

/// Where the 1-based character `position` of `statement` (UTF-8) starts, in bytes; the end if it lies behind it.
size_t byte_offset(std::string_view statement, int position);

}  // namespace schema::postgres
