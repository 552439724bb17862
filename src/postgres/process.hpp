#pragma once
#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "postgres/confinement.hpp"

namespace schema::postgres {

/// The system account that a server runs under. PostgreSQL refuses to run as root.
struct Account {
  uid_t uid = 0;
  gid_t gid = 0;
  std::string name;

  static Account current();
  /// Whoever owns the path (no symbolic link is followed); nullopt if there is nothing.
  static std::optional<Account> owner_of(const std::filesystem::path& path);
  /// Who a server should run as: ourselves, or when we are root `postgres`, else `nobody`.
  static Account for_servers();

  bool is_root() const { return uid == 0; }
};

/// How a program ended.
struct Finished {
  int status = -1;     ///< exit code; -1 if a signal ended it
  std::string output;  ///< stdout and stderr together
};

/// Runs a program (no shell) as `account` and waits for its end. Throws ConnectionError (embedded) if it cannot be
/// started, or does not end in two minutes.
Finished run_process(const std::vector<std::string>& command, const Account& account);

/// Starts a program as `account` in a session of its own, so that neither our end nor Ctrl-C ends it, and in the
/// confinement if one is given. Its output is appended to `log`.
pid_t start_daemon(const std::vector<std::string>& command, const Account& account, const std::filesystem::path& log,
                   const Confinement* confinement);

/// False for zombies too. Reaps the process if it was ours.
bool process_alive(pid_t pid);

/// The folder that a process works in; empty if that cannot be known.
std::filesystem::path working_folder(pid_t pid);

}  // namespace schema::postgres
