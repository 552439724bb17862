#include "postgres/connection_error.hpp"

#include <algorithm>

namespace schema::postgres {

namespace {

using Reason = ConnectionError::Reason;

/// A piece of libpq's or the server's text and what it means.
struct Known {
  std::string_view needle;
  std::string_view also;  ///< a second piece that must be there; may be empty
  Reason reason;
  std::string_view help;
};

constexpr std::string_view kCheckServer = "is the server running there? check host and port of the URL";
constexpr std::string_view kCheckPassword =
    "check user and password: in the URL (special characters percent-encoded), in PGPASSWORD, or in ~/.pgpass";

// Ordered: the first needle that is found decides.
constexpr Known kKnown[] = {
    {"password authentication failed", "", Reason::wrong_password, kCheckPassword},
    {"no password supplied", "", Reason::wrong_password, kCheckPassword},
    {"pg_hba.conf", "", Reason::no_permission,
     "the server's pg_hba.conf has no rule that lets this user, database, address and encryption in"},
    {"authentication failed", "", Reason::no_permission, "the server's pg_hba.conf asks for another way to log in"},
    {"permission denied for database", "", Reason::no_permission,
     "ask the database's owner for GRANT CONNECT ON DATABASE ... TO ..., or connect as another user"},
    {"is not permitted to log in", "", Reason::no_permission, "connect as another user, or ALTER ROLE ... LOGIN"},
    {"database \"", "does not exist", Reason::unknown_database,
     "create the database first, or correct the name in the URL"},
    {"role \"", "does not exist", Reason::no_permission, "create the role first, or correct the user in the URL"},
    {"too many clients", "", Reason::other, "close other connections or raise max_connections"},
    {"remaining connection slots", "", Reason::other, "close other connections or raise max_connections"},
    {"starting up", "", Reason::server_down, "the server is starting; try again in a moment"},
    {"shutting down", "", Reason::server_down, "the server is stopping; start it again first"},
    {"could not translate host name", "", Reason::server_down, "no such host: check the host of the URL"},
    {"SSL", "", Reason::other, "check sslmode and the certificates"},
    {"Connection refused", "", Reason::server_down, kCheckServer},
    {"No such file or directory", "", Reason::server_down, kCheckServer},
    {"timeout expired", "", Reason::server_down, kCheckServer},
    {"No route to host", "", Reason::server_down, kCheckServer},
    {"Network is unreachable", "", Reason::server_down, kCheckServer},
    {"closed the connection unexpectedly", "", Reason::server_down,
     "is it a PostgreSQL server? its log says why it hung up"},
};

/// One line: without libpq's indented advice (ours follows), addresses that were tried joined by "; ".
std::string on_one_line(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.empty() || line.front() == '\t') continue;
    if (!out.empty()) out += "; ";
    out += line;
  }
  for (size_t at; (at = out.find("FATAL:  ")) != std::string::npos;) out.erase(at, 8);
  return out;
}

std::string headline(const std::string& url, const std::string& message) {
  return url.empty() ? message : message + " (" + url + ")";
}

}  // namespace

ConnectionError::ConnectionError(Reason why, std::string where, std::string text, std::string advice)
    : std::runtime_error(headline(where, text)),
      reason(why),
      url(std::move(where)),
      message(std::move(text)),
      help(std::move(advice)) {}

ConnectionError explain_failed_connection(const std::string& redacted_url, std::string_view libpq_message) {
  std::string message = "cannot connect: " + on_one_line(libpq_message);
  for (const Known& known : kKnown)
    if (message.find(known.needle) != std::string::npos && message.find(known.also) != std::string::npos)
      return {known.reason, redacted_url, std::move(message), std::string(known.help)};
  return {Reason::other, redacted_url, std::move(message), ""};
}

size_t byte_offset(std::string_view statement, int position) {
  size_t at = 0;
  for (int left = position - 1; left > 0 && at < statement.size(); left--) {
    at++;
    while (at < statement.size() && (statement[at] & 0xC0) == 0x80) at++;
  }
  return at;
}

}  // namespace schema::postgres
