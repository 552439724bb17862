#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

#include "postgres/embedded_place.hpp"
#include "postgres/server_binaries.hpp"
#include "postgres/url.hpp"

namespace schema::postgres {

/// The server process of a place: finds, starts and stops it. The caller holds the place's start lock.
class EmbeddedServer {
 public:
  explicit EmbeddedServer(EmbeddedPlace place) : place_(std::move(place)) {}

  /// True if a server of this place runs and answers, whoever started it. Waits for one that is starting or stopping,
  /// ends one that no longer answers, and clears away what dead ones left.
  bool find();

  /// Starts the server and waits until it takes connections. `settings` are "name=value". It is confined to its own
  /// folder and `folders`, unless SCHEMA_UNCONFINED is set in the environment.
  void launch(const ServerBinaries& binaries, const std::vector<std::string>& settings,
              const std::vector<std::filesystem::path>& folders);

  /// Ends the server, disconnecting its clients. Does nothing if none runs.
  void stop();

  Url url() const;

 private:
  bool answers() const;
  bool wait_until_ready(pid_t pid) const;
  void end(pid_t pid) const;
  void end_forgotten() const;

  EmbeddedPlace place_;
};

}  // namespace schema::postgres
