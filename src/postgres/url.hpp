#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schema::postgres {

/// Gives a user and a password that do not last.
class Credentials {
 public:
  virtual ~Credentials() = default;
  struct Login {
    std::string user, password;
  };
  virtual Login get() = 0;
};

/// Where a database is. libpq does the parsing, so each of its parameters works; what the URL leaves out comes from
/// the PG* variables, service files and password files when the connection is opened.
struct Url {
  enum class Scheme { postgres, embedded, redshift };

  Scheme scheme = Scheme::postgres;
  std::vector<std::pair<std::string, std::string>> params;  ///< libpq keyword and value; only those that were given
  std::shared_ptr<Credentials> credentials;                 ///< asked when a connection is opened; may be null
  std::filesystem::path directory;                          ///< embedded:// only; empty: the default place

  /// Reads postgres://, postgresql://, redshift://, embedded://[DIR] and "key=value ..." texts. Throws ConnectionError
  /// (bad_url, without the password) on anything else.
  static Url parse(std::string_view text);

  /// The value of a libpq keyword, or null if it was not given.
  const std::string* find(std::string_view keyword) const;

  /// What libpq is given: the parameters, and what a redshift:// URL means besides (verified encryption, no PGOPTIONS),
  /// with the user and password that `credentials` gives.
  std::vector<std::pair<std::string, std::string>> connection_params() const;

  /// The same place with one parameter set: another database on the same server.
  Url with(std::string_view keyword, std::string_view value) const;

  /// The URL as text that may be printed: no password, no other secret.
  std::string redacted() const;
};

/// Takes passwords out of a text that need not be a valid URL. Rather too much goes than too little.
std::string redact(std::string_view text);

}  // namespace schema::postgres
