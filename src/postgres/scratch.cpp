#include "postgres/scratch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <ctime>

#include "postgres/embedded.hpp"
#include "postgres/embedded_place.hpp"
#include "postgres/server_binaries.hpp"

namespace schema::postgres {

/// What all databases of a Scratch share: the server, kept alive, and a session that makes and drops them.
struct ScratchServer {
  std::optional<Embedded> embedded;
  Connection admin;
  std::string description;

  void drop(const std::string& name);
  void sweep(std::time_t older_than);
};

namespace {

constexpr std::string_view kPrefix = "schema_scratch_";
constexpr std::time_t kDay = 24 * 60 * 60;

/// schema_scratch_TIME_PID_NUMBER_HINT: the time lets a later run see what a crash left behind.
std::string unique_name(std::string_view hint) {
  static std::atomic<unsigned> count = 0;
  std::string safe;
  for (unsigned char c : hint.substr(0, 20))
    safe += std::isalnum(c) && c < 0x80 ? static_cast<char>(std::tolower(c)) : '_';
  return fmt::format("{}{:x}_{}_{}_{}", kPrefix, std::time(nullptr), getpid(), count++, safe);
}

std::time_t made_at(std::string_view name) {
  long long seconds = 0;
  name.remove_prefix(kPrefix.size());
  std::from_chars(name.data(), name.data() + name.size(), seconds, 16);
  return static_cast<std::time_t>(seconds);
}

std::shared_ptr<ScratchServer> on_server(std::optional<Embedded> embedded, Connection admin, std::string description) {
  // In a cluster of our own that nobody else uses, whatever is left over belongs to a run that crashed.
  const bool alone = embedded && embedded->was_unused();
  auto server =
      std::make_shared<ScratchServer>(ScratchServer{std::move(embedded), std::move(admin), std::move(description)});
  server->sweep(std::time(nullptr) - (alone ? -kDay : kDay));
  return server;
}

std::shared_ptr<ScratchServer> on_dev(const Url& url, const std::filesystem::path& project) {
  Opened opened = open_url(url, project);
  return on_server(std::move(opened.server), std::move(opened.connection), url.redacted());
}

std::shared_ptr<ScratchServer> on_own_cluster(const ServerBinaries& binaries) {
  const auto folder = cache_folder() / ("scratch-" + binaries.key());
  Embedded embedded = Embedded::start({.folder = folder, .major = binaries.major, .durable = false});
  Connection admin = Connection::open(embedded.url());
  return on_server(std::move(embedded), std::move(admin),
                   fmt::format("PostgreSQL {} in {}", binaries.major, folder.string()));
}

/// A second session, because the first may be in a transaction, where no database can be made.
std::shared_ptr<ScratchServer> on_target(const Connection& target) {
  return on_server(std::nullopt, Connection::open(target.url()), target.url().redacted());
}

std::string create_database(Connection& admin, const std::string& name) {
  std::string sql = "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";
  // Copying template0's files needs checkpoints: half the time of the default where they cost nothing, else a burden.
  if (admin.server_version() >= 150000 && admin.query("SHOW fsync").get(0, 0) == "off") sql += " STRATEGY file_copy";
  return sql;
}

}  // namespace

void ScratchServer::drop(const std::string& name) {
  admin.execute("DROP DATABASE IF EXISTS " + name + (admin.server_version() >= 130000 ? " WITH (FORCE)" : ""));
}

/// Drops what earlier runs could not: databases of ours that nobody is connected to.
void ScratchServer::sweep(std::time_t older_than) {
  const Result found = admin.query(
      "SELECT datname FROM pg_catalog.pg_database d WHERE starts_with(datname, $1) AND NOT EXISTS"
      " (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)",
      {std::string(kPrefix)});
  for (int row = 0; row < found.rows(); row++) {
    try {
      if (made_at(found.get(row, 0)) <= older_than) drop(found.text(row, 0));
    } catch (const ServerError&) {
      // Another user's, or another tool was quicker.
    }
  }
}

FreshDatabase::FreshDatabase(std::shared_ptr<ScratchServer> server, std::string name)
    : server_(std::move(server)), name_(std::move(name)) {
  server_->admin.execute(create_database(server_->admin, name_));
  try {
    connection_ = Connection::open(server_->admin.url().with("dbname", name_));
  } catch (const ConnectionError&) {
    server_->drop(name_);
    throw;
  }
}

FreshDatabase::~FreshDatabase() {
  if (!server_) return;
  try {
    connection_.reset();
    server_->drop(name_);
  } catch (const std::exception&) {
    // The server is gone; a later run drops the database.
  }
}

Scratch Scratch::open(const ScratchOptions& options) {
  if (options.dev) return Scratch(on_dev(*options.dev, options.project));
  const auto binaries = find_server_binaries(options.major);
  if (!binaries && !options.target) require_server_binaries(options.major);
  if (!binaries) return Scratch(on_target(*options.target));
  try {
    return Scratch(on_own_cluster(*binaries));
  } catch (const ConnectionError&) {
    if (!options.target) throw;
    return Scratch(on_target(*options.target));
  }
}

FreshDatabase Scratch::fresh_database(std::string_view hint) { return {server_, unique_name(hint)}; }

int Scratch::server_major() const { return server_->admin.server_major(); }

Connection& Scratch::admin() { return server_->admin; }

const std::string& Scratch::description() const { return server_->description; }

}  // namespace schema::postgres
