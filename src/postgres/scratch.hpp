#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "postgres/connection.hpp"
#include "postgres/url.hpp"

namespace schema::postgres {

/// What to look for a scratch server with. The first that works is taken: `dev`, installed binaries, `target`.
struct ScratchOptions {
  std::optional<Url> dev;         ///< the user's own choice; embedded:// too
  int major = 0;                  ///< major version of the target; 0: the newest that is installed
  Connection* target = nullptr;   ///< only its server is used, over a connection of its own
  std::filesystem::path project;  ///< what an embedded:// `dev` is relative to
};

struct ScratchServer;

/// An empty database that is dropped with this object.
class FreshDatabase {
 public:
  FreshDatabase(std::shared_ptr<ScratchServer> server, std::string name);
  FreshDatabase(FreshDatabase&&) noexcept = default;
  FreshDatabase& operator=(FreshDatabase&&) = delete;
  ~FreshDatabase();

  Connection& connection() { return *connection_; }
  const Url& url() const { return connection_->url(); }
  const std::string& name() const { return name_; }

 private:
  std::shared_ptr<ScratchServer> server_;
  std::string name_;
  std::optional<Connection> connection_;
};

/// A server on which SQL can be tried out: to read it back as the server understands it, to prove a plan.
class Scratch {
 public:
  /// Throws ConnectionError if there is no server at all.
  static Scratch open(const ScratchOptions& options);

  /// A new database from template0: UTF8, C locale, a unique name with `hint` in it. Lives on without the Scratch.
  FreshDatabase fresh_database(std::string_view hint);

  int server_major() const;
  /// The session that makes and drops the databases.
  Connection& admin();
  /// Where the databases are made, for people: "PostgreSQL 15 in /root/.cache/schema/scratch-15".
  const std::string& description() const;

 private:
  explicit Scratch(std::shared_ptr<ScratchServer> server) : server_(std::move(server)) {}
  std::shared_ptr<ScratchServer> server_;
};

}  // namespace schema::postgres
