#include "postgres/embedded.hpp"

#include <fmt/format.h>

#include <fstream>

#include "postgres/embedded_server.hpp"
#include "postgres/embedded_template.hpp"
#include "postgres/process_lock.hpp"
#include "postgres/server_binaries.hpp"

namespace schema::postgres {

namespace fs = std::filesystem;

struct Embedded::State {
  explicit State(const EmbeddedOptions& given)
      : options(given),
        place(prepare_place(given.folder)),
        server(place),
        url(server.url()),
        starting(place.start_lock()),
        users(place.users_lock()) {}

  void start();
  void stop();
  void create();
  void launch();

  EmbeddedOptions options;
  EmbeddedPlace place;
  EmbeddedServer server;
  Url url;
  FileLock starting;
  FileLock users;  ///< only taken and turned while `starting` is held, so nobody slips in between
  bool was_running = false;
  bool was_unused = false;
};

namespace {

constexpr const char* kForgetful[] = {
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_worker_processes=0",
    "max_logical_replication_workers=0",
    "shared_buffers=32MB",
    "max_locks_per_transaction=2048",
    "max_connections=60",
    "jit=off",
    "checkpoint_timeout=1h",
};

/// Changes with every boot of the machine; empty where the system has no such thing.
std::string boot_id() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(file, id);
  return id;
}

std::string first_line(const fs::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace

/// The forgetful kind may be torn after a power failure, and nothing in it is worth a repair.
void Embedded::State::create() {
  const fs::path boot = place.folder / "boot";
  if (!options.durable && first_line(boot) != boot_id()) fs::remove_all(place.data());
  if (fs::exists(place.data() / "PG_VERSION")) return;
  create_cluster(place, require_server_binaries(options.major), options.durable);
  if (!options.durable) std::ofstream(boot) << boot_id() << '\n';
}

void Embedded::State::launch() {
  const int major = std::atoi(first_line(place.data() / "PG_VERSION").c_str());
  if (options.major && major != options.major)
    throw ConnectionError(
        ConnectionError::Reason::embedded, "",
        fmt::format("the embedded server in {} is PostgreSQL {}, not {}", place.folder.string(), major, options.major),
        "name another folder");
  std::vector<std::string> settings;
  if (!options.durable) settings.assign(std::begin(kForgetful), std::end(kForgetful));
  settings.insert(settings.end(), options.settings.begin(), options.settings.end());
  server.launch(require_server_binaries(major), settings, options.folders);
}

void Embedded::State::start() {
  starting.exclusive();
  was_unused = users.try_exclusive();
  users.shared();
  was_running = server.find();
  if (!was_running) {
    create();
    try {
      launch();
    } catch (const ConnectionError&) {
      if (options.durable) throw;
      fs::remove_all(place.data());
      create();
      launch();
    }
  }
  // Files that root made must be open to the account too, should it run the tool itself one day.
  for (const fs::path& file : {place.start_lock(), place.users_lock(), place.log()})
    give_to(file, place.account, false);
  starting.release();
}

void Embedded::State::stop() {
  starting.exclusive();
  users.release();
  if (users.try_exclusive() && !fs::exists(place.keep())) {
    server.stop();
    std::error_code ignored;
    if (place.socket != place.folder) fs::remove(place.socket, ignored);
  }
  users.release();
  starting.release();
}

Embedded Embedded::start(const EmbeddedOptions& options) {
  try {
    Embedded embedded(std::make_unique<State>(options));
    embedded.state_->start();
    return embedded;
  } catch (const fs::filesystem_error& error) {
    throw ConnectionError(ConnectionError::Reason::embedded, "",
                          fmt::format("cannot run an embedded server in {}: {}: {}", options.folder.string(),
                                      error.path1().string(), error.code().message()),
                          "is the disk full, or the folder read-only?");
  }
}

Embedded::Embedded(std::unique_ptr<State> state) : state_(std::move(state)) {}
Embedded::Embedded(Embedded&&) noexcept = default;
Embedded& Embedded::operator=(Embedded&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

Embedded::~Embedded() {
  try {
    stop();
  } catch (const std::exception&) {
    // The next user of the folder finds the server and stops it.
  }
}

const Url& Embedded::url() const { return state_->url; }
const fs::path& Embedded::folder() const { return state_->place.folder; }
bool Embedded::was_running() const { return state_->was_running; }
bool Embedded::was_unused() const { return state_->was_unused; }

void Embedded::keep(bool stay) {
  std::error_code ignored;
  if (stay)
    std::ofstream(state_->place.keep()) << "While this file exists, the server is left running.\n";
  else
    fs::remove(state_->place.keep(), ignored);
}

void Embedded::stop() {
  if (auto state = std::move(state_)) state->stop();
}

fs::path embedded_folder(const Url& url, const fs::path& project) {
  return project / (url.directory.empty() ? fs::path(".schema/postgres") : url.directory);
}

Opened open_url(const Url& url, const fs::path& project) {
  if (url.scheme != Url::Scheme::embedded) return {std::nullopt, Connection::open(url)};
  Embedded server = Embedded::start({.folder = embedded_folder(url, project)});
  Connection connection = Connection::open(server.url());
  return {std::move(server), std::move(connection)};
}

}  // namespace schema::postgres
