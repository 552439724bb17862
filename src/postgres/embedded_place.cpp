#include "postgres/embedded_place.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "postgres/connection_error.hpp"

namespace schema::postgres {

namespace fs = std::filesystem;

namespace {

/// sockaddr_un holds 107 bytes on Linux and 103 on macOS; "/.s.PGSQL.5432" and its ".lock" need their share.
constexpr size_t kLongestSocketFolder = 80;

[[noreturn]] void fail(std::string message, std::string help = {}) {
  throw ConnectionError(ConnectionError::Reason::embedded, "", std::move(message), std::move(help));
}

/// Whether the account may step into `folder`, by the permission bits of it and its parents.
bool can_enter(const fs::path& folder, const Account& account) {
  struct stat info;
  for (fs::path at = folder;; at = at.parent_path()) {
    if (stat(at.c_str(), &info) == 0) {
      const mode_t needed = info.st_uid == account.uid ? S_IXUSR : info.st_gid == account.gid ? S_IXGRP : S_IXOTH;
      if (!(info.st_mode & needed)) return false;
    }
    if (at == at.parent_path()) return true;
  }
}

bool is_ours(const std::string& name) {
  static constexpr std::string_view kNames[] = {"data", "data.new", "server.log", "keep",
                                                "lock", "users",    ".gitignore", "boot"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames) || name.starts_with(".s.PGSQL.");
}

/// Nobody's project folder may end up closed to others because it was named by mistake.
void refuse_foreign_content(const fs::path& folder) {
  const bool has_data = fs::exists(folder / "data");
  if (fs::exists(folder / "data/PG_VERSION") && fs::exists(folder / "users")) return;
  for (const auto& entry : fs::directory_iterator(folder))
    if (!is_ours(entry.path().filename().string()) || has_data)
      fail(folder.string() + " holds other things than an embedded server: " + entry.path().filename().string(),
           "name a new or empty folder: embedded://DIR");
}

void make_folders(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) fail("cannot make the folder " + folder.string() + ": " + problem.message());
}

/// A folder in a place that everyone can write to: must be ours alone, whoever made it first.
fs::path private_folder(const fs::path& folder, const Account& account) {
  if (mkdir(folder.c_str(), 0700) == 0) give_to(folder, account, false);
  struct stat info;
  if (lstat(folder.c_str(), &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != account.uid || (info.st_mode & 077))
    fail(fmt::format("{} is not a private folder of {}", folder.string(), account.name), "remove it");
  return folder;
}

/// Leads from a folder that the account cannot reach to one that it can.
fs::path redirect(const fs::path& folder, const Account& account) {
  if (fs::is_directory(folder) && !fs::is_empty(folder))
    fail(fmt::format("the account {} cannot reach {}", account.name, folder.string()),
         "name a folder outside of /root: embedded://DIR");
  const fs::path real = "/var/lib/schema/" + folder.filename().string() + "-" + stable_hash(folder.string());
  make_folders(real);
  chmod("/var/lib/schema", 0755);
  fs::remove(folder);
  make_folders(folder.parent_path());
  std::error_code problem;
  fs::create_directory_symlink(real, folder, problem);
  if (problem && !fs::is_symlink(folder)) fail("cannot make the link " + folder.string() + ": " + problem.message());
  return real;
}

fs::path socket_folder(const fs::path& folder, const Account& account) {
  const std::string path = folder.string();
  const bool plain = std::all_of(path.begin(), path.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '/' || c == '.' || c == '_' || c == '-';
  });
  if (plain && path.size() <= kLongestSocketFolder) return folder;
  return private_folder("/tmp/schema-" + std::to_string(account.uid) + "-" + stable_hash(path), account);
}

/// The owner of a cluster that exists, else whom we choose.
Account account_for(const fs::path& folder) {
  const auto owner = Account::owner_of(folder / "data");
  const Account current = Account::current();
  if (!owner || owner->is_root()) return Account::for_servers();
  if (!current.is_root() && owner->uid != current.uid)
    fail(fmt::format("the embedded server in {} belongs to {}", folder.string(), owner->name),
         "run this as " + owner->name + ", or name another folder");
  return *owner;
}

void ignore_in_git(const fs::path& folder) {
  const fs::path file = folder / ".gitignore";
  if (!fs::exists(fs::symlink_status(file))) std::ofstream(file) << "*\n";
}

}  // namespace

EmbeddedPlace prepare_place(const fs::path& wanted) {
  std::error_code ignored;
  fs::path folder = fs::weakly_canonical(fs::absolute(wanted), ignored);
  if (!folder.has_filename()) folder = folder.parent_path();
  EmbeddedPlace place{folder, {}, account_for(folder)};
  if (geteuid() == 0 && !can_enter(folder.parent_path(), place.account)) {
    place.folder = redirect(folder, place.account);
    place.account = account_for(place.folder);
  }
  make_folders(place.folder);
  refuse_foreign_content(place.folder);
  ignore_in_git(place.folder);
  give_to(place.folder, place.account, false);
  if (chmod(place.folder.c_str(), 0700) != 0)
    fail(fmt::format("cannot close {} to others: {}", place.folder.string(), std::strerror(errno)));
  place.socket = socket_folder(place.folder, place.account);
  return place;
}

fs::path cache_folder() {
  const Account account = Account::for_servers();
  const char* xdg = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  fs::path base = home && *home == '/' ? fs::path(home) / ".cache" : fs::path();
  if (geteuid() == 0) base = "/var/cache";
  if (xdg && *xdg == '/') base = xdg;
  std::error_code problem;
  const fs::path folder = base / "schema";
  if (!base.empty() && fs::create_directories(folder, problem) && geteuid() == 0) chmod(folder.c_str(), 0755);
  if (!base.empty() && access(folder.c_str(), W_OK | X_OK) == 0 && can_enter(folder, account)) return folder;
  return private_folder("/tmp/schema-cache-" + std::to_string(account.uid), account);
}

void give_to(const fs::path& path, const Account& account, bool with_content) {
  if (geteuid() != 0 || account.is_root()) return;
  auto give = [&](const fs::path& at) {
    if (lchown(at.c_str(), account.uid, account.gid) != 0)
      fail(fmt::format("cannot give {} to {}: {}", at.string(), account.name, std::strerror(errno)));
  };
  give(path);
  if (with_content)
    for (const auto& entry : fs::recursive_directory_iterator(path)) give(entry.path());
}

std::string stable_hash(std::string_view text) {
  uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (unsigned char c : text) hash = (hash ^ c) * 1099511628211u;
  return fmt::format("{:016x}", hash);
}

}  // namespace schema::postgres
