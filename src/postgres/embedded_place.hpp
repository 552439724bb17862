#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "postgres/process.hpp"

namespace schema::postgres {

/// The folder of an embedded server and what lies in it. Owned by the account that the server runs as, closed to
/// others.
struct EmbeddedPlace {
  std::filesystem::path folder;
  std::filesystem::path
      socket;  ///< folder of the Unix socket: `folder`, or a short one in /tmp if its path is too long
  Account account;

  std::filesystem::path data() const { return folder / "data"; }
  std::filesystem::path log() const { return folder / "server.log"; }
  std::filesystem::path keep() const { return folder / "keep"; }         ///< if it exists, the server is left running
  std::filesystem::path start_lock() const { return folder / "lock"; }   ///< held while starting and stopping
  std::filesystem::path users_lock() const { return folder / "users"; }  ///< shared by all who use the server
  std::filesystem::path pid_file() const { return data() / "postmaster.pid"; }
  std::filesystem::path socket_file() const { return socket / ".s.PGSQL.5432"; }
};

/// Makes the folder (and what leads to it) and finds who owns it. When we are root and the account for servers cannot
/// reach the folder (/root/...), it becomes a symbolic link to one in /var/lib/schema. Throws ConnectionError
/// (embedded), also for a folder that holds other things.
EmbeddedPlace prepare_place(const std::filesystem::path& folder);

/// Where the tool keeps what can be made again: $XDG_CACHE_HOME/schema or ~/.cache/schema; /var/cache/schema for root
/// (the account for servers must reach it); a private folder in /tmp if that cannot be written.
std::filesystem::path cache_folder();

/// Gives a file or a folder to the account; only root can, and only root needs to. `with_content` is for folders that
/// nobody else could write to so far.
void give_to(const std::filesystem::path& path, const Account& account, bool with_content);

/// 16 hex digits that stay the same between runs, builds and machines.
std::string stable_hash(std::string_view text);

}  // namespace schema::postgres
