#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "postgres/connection.hpp"
#include "postgres/url.hpp"

namespace schema::postgres {

/// What server to run, and where.
struct EmbeddedOptions {
  std::filesystem::path folder;
  int major = 0;                      ///< for a new cluster; 0: the newest that is installed
  bool durable = true;                ///< false: fast and forgetful, for databases that can be made again
  std::vector<std::string> settings;  ///< more server settings, "name=value"
  std::vector<std::filesystem::path> folders = {};  ///< others than its own that it may use, for tablespaces
};

/// A PostgreSQL server that the tool runs for itself, on a Unix socket in a private folder. The first user starts it
/// and the last one stops it; one that a crash left behind is found and used by the next.
class Embedded {
 public:
  /// Starts the server, or joins it if it runs already. Throws ConnectionError (embedded).
  static Embedded start(const EmbeddedOptions& options);
  Embedded(Embedded&&) noexcept;
  Embedded& operator=(Embedded&&) noexcept;
  ~Embedded();

  /// Its database `postgres`.
  const Url& url() const;
  const std::filesystem::path& folder() const;

  bool was_running() const;  ///< it ran before we came
  bool was_unused() const;   ///< nobody else was using it when we came

  /// Whether the server is to stay up after its last user; remembered in its folder.
  void keep(bool stay);

  /// Leaves the server; stops it if no one else uses it and it is not kept. The destructor does the same, silently.
  void stop();

 private:
  struct State;
  explicit Embedded(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A connection together with the server that has to run for it.
struct Opened {
  std::optional<Embedded> server;  ///< set if the URL is embedded://
  Connection connection;           ///< closed before the server is left
};

/// Where embedded://DIR lies: DIR under the project folder; .schema/postgres if it is empty.
std::filesystem::path embedded_folder(const Url& url, const std::filesystem::path& project);

/// Connects to any URL. Throws ConnectionError.
Opened open_url(const Url& url, const std::filesystem::path& project);

}  // namespace schema::postgres
