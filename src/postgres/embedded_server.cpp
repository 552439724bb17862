#include "postgres/embedded_server.hpp"

#include <libpq-fe.h>
#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <thread>

#include "postgres/connection_error.hpp"

namespace schema::postgres {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto kTick = std::chrono::milliseconds(2);
constexpr std::uintmax_t kLogLimit = 8 << 20;

/// What a server writes about itself: postmaster.pid, and the shorter lock beside a socket.
struct PidFile {
  pid_t pid = 0;
  std::string data;    ///< its data folder
  std::string status;  ///< "starting", "ready", "stopping"; not in a socket's lock
};

PidFile read_pid_file(const fs::path& path) {
  PidFile out;
  std::ifstream file(path);
  std::string line;
  for (int number = 1; std::getline(file, line); number++) {
    if (number == 1) out.pid = static_cast<pid_t>(std::atol(line.c_str()));
    if (number == 2) out.data = line;
    if (number == 8) out.status = line.substr(0, line.find(' '));
  }
  return out;
}

/// After a reboot the number in a pid file may belong to anybody. A server works in its data folder.
bool is_server_of(const PidFile& file, const fs::path& data) {
  if (!process_alive(file.pid)) return false;
  const fs::path folder = working_folder(file.pid);
  return folder.empty() || folder == data || folder == data.string() + " (deleted)";
}

template <typename Condition>
bool wait_for(std::chrono::seconds patience, Condition condition) {
  for (const auto deadline = Clock::now() + patience; Clock::now() < deadline; std::this_thread::sleep_for(kTick))
    if (condition()) return true;
  return condition();
}

std::uintmax_t size_of(const fs::path& file) {
  std::error_code problem;
  const auto size = fs::file_size(file, problem);
  return problem ? 0 : size;
}

std::string text_from(const fs::path& file, std::uintmax_t offset) {
  std::ifstream in(file);
  in.seekg(static_cast<std::streamoff>(offset));
  std::string text((std::istreambuf_iterator<char>(in)), {});
  if (text.size() > 2000) text.erase(0, text.size() - 2000);
  return text;
}

}  // namespace

Url EmbeddedServer::url() const {
  Url url;
  url.params = {{"host", place_.socket.string()}, {"port", "5432"}, {"user", "postgres"}, {"dbname", "postgres"}};
  return url;
}

bool EmbeddedServer::answers() const {
  const std::string socket = place_.socket.string();
  const char* keywords[] = {"host", "port", "user", "dbname", "connect_timeout", nullptr};
  const char* values[] = {socket.c_str(), "5432", "postgres", "postgres", "30", nullptr};
  return PQpingParams(keywords, values, 0) == PQPING_OK;
}

bool EmbeddedServer::find() {
  const PidFile found = read_pid_file(place_.pid_file());
  if (found.pid == 0) {
    end_forgotten();
    return false;
  }
  if (is_server_of(found, place_.data())) {
    if (wait_until_ready(found.pid) && answers()) return true;
    end(found.pid);
  }
  std::error_code ignored;
  fs::remove(place_.pid_file(), ignored);
  return false;
}

/// True when the server says it is ready, false if it ends instead. Recovery after a crash may take its time.
bool EmbeddedServer::wait_until_ready(pid_t pid) const {
  bool ready = false;
  wait_for(std::chrono::minutes(3), [&] {
    const PidFile now = read_pid_file(place_.pid_file());
    ready = now.pid == pid && now.status == "ready";
    return ready || !process_alive(pid);
  });
  return ready;
}

/// A server whose data folder was removed goes on for up to a minute and blocks the socket.
void EmbeddedServer::end_forgotten() const {
  const PidFile found = read_pid_file(place_.socket_file().string() + ".lock");
  if (found.pid != 0 && found.data == place_.data().string() && is_server_of(found, place_.data())) end(found.pid);
}

void EmbeddedServer::launch(const ServerBinaries& binaries, const std::vector<std::string>& settings,
                            const std::vector<fs::path>& folders) {
  std::error_code ignored;
  if (size_of(place_.log()) > kLogLimit) fs::remove(place_.log(), ignored);
  std::vector<std::string> command{(binaries.folder / "postgres").string(), "-D", place_.data().string(), "-p", "5432"};
  for (const std::string& setting : settings) command.insert(command.end(), {"-c", setting});
  // A statement may hold a password, and what failed is told to whoever sent it.
  for (const char* setting : {"listen_addresses=", "unix_socket_permissions=0700", "logging_collector=off",
                              "log_min_error_statement=panic"})
    command.insert(command.end(), {"-c", setting});
  command.insert(command.end(), {"-c", "unix_socket_directories=" + place_.socket.string()});
  std::optional<Confinement> confinement;
  if (auto open = std::getenv("SCHEMA_UNCONFINED"); !open || !*open) {
    auto writable = folders;
    writable.insert(writable.end(), {place_.folder, place_.socket});
    confinement.emplace(std::vector{binaries.folder.parent_path()}, writable);
  }
  // The backends of a server that was killed need a moment to notice, and until then a new one refuses to start.
  for (const auto deadline = Clock::now() + std::chrono::seconds(20);;) {
    const auto log_start = size_of(place_.log());
    const pid_t pid = start_daemon(command, place_.account, place_.log(), confinement ? &*confinement : nullptr);
    if (wait_until_ready(pid)) return;
    const std::string log = text_from(place_.log(), log_start);
    if (process_alive(pid)) end(pid);
    if (log.find("pre-existing shared memory block") == std::string::npos || Clock::now() > deadline)
      throw ConnectionError(
          ConnectionError::Reason::embedded, "",
          "the embedded server in " + place_.folder.string() + " did not start: " + log,
          "its log is " + place_.log().string() +
              (confinement ? "; SCHEMA_UNCONFINED=1 starts it with all that its account may do" : ""));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

void EmbeddedServer::stop() {
  const PidFile found = read_pid_file(place_.pid_file());
  if (found.pid != 0 && is_server_of(found, place_.data())) end(found.pid);
}

/// Fast first; a server that hangs is ended the hard way, which its next start recovers from.
void EmbeddedServer::end(pid_t pid) const {
  const auto gone = [&] { return !process_alive(pid); };
  kill(pid, SIGINT);
  if (wait_for(std::chrono::seconds(60), gone)) return;
  kill(pid, SIGQUIT);
  if (wait_for(std::chrono::seconds(15), gone)) return;
  throw ConnectionError(
      ConnectionError::Reason::embedded, "",
      "the embedded server in " + place_.folder.string() + " (process " + std::to_string(pid) + ") does not stop",
      "its log is " + place_.log().string());
}

}  // namespace schema::postgres
