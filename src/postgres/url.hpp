#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schema::postgres {

/// Where a database is. libpq does the parsing, so each of its parameters works; what the URL leaves out comes from
/// the PG* variables, service files and password files when the connection is opened.
struct Url {
  enum class Scheme { postgres, embedded, redshift };

  Scheme scheme = Scheme::postgres;
  std::vector<std::pair<std::string, std::string>> params;  ///< libpq keyword and value; only those that were given
  std::filesystem::path directory;                          ///< embedded:// only; empty: the default place

  /// Reads postgres://, postgresql://, redshift://, embedded://[DIR] and "key=value ..." texts. Throws ConnectionError
  /// (bad_url, without the password) on anything else.
  static Url parse(std::string_view text);

  /// The value of a libpq keyword, or null if it was not given.
  const std::string* find(std::string_view keyword) const;

  /// The same place with one parameter set: another database on the same server.
  Url with(std::string_view keyword, std::string_view value) const;

  /// The URL as text that may be printed: no password, no other secret.
  std::string redacted() const;
};

/// Takes passwords out of a text that need not be a valid URL. Rather too much goes than too little.
std::string redact(std::string_view text);

}  // namespace schema::postgres
