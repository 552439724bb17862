#include "postgres/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <string_view>
#include <utility>

#include "postgres/connection_error.hpp"

extern char** environ;

namespace schema::postgres {

namespace fs = std::filesystem;

namespace {

constexpr int kLastFd = 4096;

[[noreturn]] void fail(const std::string& message) {
  throw ConnectionError(ConnectionError::Reason::embedded, "", message, "");
}

Account account_of(const passwd* entry, uid_t uid, gid_t gid) {
  return {uid, entry ? entry->pw_gid : gid, entry ? entry->pw_name : std::to_string(uid)};
}

/// Closes a descriptor at the end of its scope.
struct Fd {
  explicit Fd(int fd) : value(fd) {}
  ~Fd() { close(); }
  Fd(Fd&& other) noexcept : value(std::exchange(other.value, -1)) {}
  void close() {
    if (value >= 0) ::close(value);
    value = -1;
  }
  int value;
};

/// The reading and the writing end.
std::pair<Fd, Fd> open_pipe() {
  int ends[2];
  if (pipe(ends) != 0) fail(fmt::format("cannot open a pipe: {}", std::strerror(errno)));
  for (int end : ends) fcntl(end, F_SETFD, FD_CLOEXEC);
  return {Fd(ends[0]), Fd(ends[1])};
}

/// What execve needs, made before the fork: after it a child of a program with threads must not allocate.
struct Prepared {
  explicit Prepared(const std::vector<std::string>& command) : arguments(command) {
    for (char** entry = environ; *entry; entry++)
      if (!is_foreign(*entry)) environment.emplace_back(*entry);
    environment.emplace_back("LC_ALL=C");
    for (std::string& argument : arguments) argv.push_back(argument.data());
    for (std::string& entry : environment) envp.push_back(entry.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
  }

  /// The user's PG* settings are for clients, but servers read some of them; locales would translate messages.
  static bool is_foreign(std::string_view entry) {
    return entry.starts_with("PG") || entry.starts_with("LC_") || entry.starts_with("LANG");
  }

  std::vector<std::string> arguments;
  std::vector<std::string> environment;
  std::vector<char*> argv;
  std::vector<char*> envp;
};

/// In the child: becomes `account` and then the program. Only async-signal-safe calls. Reports errno through `report`.
[[noreturn]] void become(const Prepared& program, const Account& account, const Confinement* confinement, int input,
                         int output, int report) {
  signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  umask(077);
  bool ok = dup2(input, 0) == 0 && dup2(output, 1) == 1 && dup2(output, 2) == 2 && chdir("/") == 0;
  // A descriptor that leaks into a server keeps pipes open, and with them whoever waits for their end.
  for (int fd = 3; fd < kLastFd; fd++) fcntl(fd, F_SETFD, FD_CLOEXEC);
  if (ok && geteuid() == 0 && account.uid != 0)
    ok = setgroups(1, &account.gid) == 0 && setgid(account.gid) == 0 && setuid(account.uid) == 0;
  if (ok && confinement) confinement->enter(program.argv[0]);
  if (ok) execve(program.argv[0], program.argv.data(), program.envp.data());
  const int problem = errno;
  if (write(report, &problem, sizeof problem) < 0) _exit(126);
  _exit(127);
}

/// Forks and executes; returns once the program runs, so that a missing or forbidden program is our error.
pid_t spawn(const std::vector<std::string>& command, const Account& account, int output, bool own_session,
            const Confinement* confinement) {
  const Prepared program(command);
  Fd input(open("/dev/null", O_RDONLY | O_CLOEXEC));
  auto [reader, writer] = open_pipe();
  const pid_t pid = fork();
  if (pid < 0) fail(fmt::format("cannot start {}: {}", command[0], std::strerror(errno)));
  if (pid == 0) {
    if (own_session) setsid();
    become(program, account, confinement, input.value, output, writer.value);
  }
  writer.close();
  int problem = 0;
  ssize_t got;
  while ((got = read(reader.value, &problem, sizeof problem)) < 0 && errno == EINTR) {
  }
  if (got <= 0) return pid;
  waitpid(pid, nullptr, 0);
  fail(fmt::format("cannot start {} as {}: {}", command[0], account.name, std::strerror(problem)));
}

/// Collects what the process prints until it closes its output. False when the time is over.
bool collect(int from, std::string& output) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  char buffer[4096];
  while (std::chrono::steady_clock::now() < deadline) {
    pollfd waiting{from, POLLIN, 0};
    if (poll(&waiting, 1, 1000) <= 0) continue;
    const ssize_t got = read(from, buffer, sizeof buffer);
    if (got == 0) return true;
    if (got > 0) output.append(buffer, static_cast<size_t>(got));
  }
  return false;
}

}  // namespace

Account Account::current() { return account_of(getpwuid(geteuid()), geteuid(), getegid()); }

std::optional<Account> Account::owner_of(const fs::path& path) {
  struct stat info;
  if (lstat(path.c_str(), &info) != 0) return std::nullopt;
  return account_of(getpwuid(info.st_uid), info.st_uid, info.st_gid);
}

Account Account::for_servers() {
  if (geteuid() != 0) return current();
  for (const char* name : {"postgres", "nobody"})
    if (const passwd* entry = getpwnam(name)) return account_of(entry, entry->pw_uid, entry->pw_gid);
  fail("a server does not run as root, and there is neither an account postgres nor nobody to run it as");
}

Finished run_process(const std::vector<std::string>& command, const Account& account) {
  auto [reader, writer] = open_pipe();
  const pid_t pid = spawn(command, account, writer.value, false, nullptr);
  writer.close();
  Finished finished;
  const bool ended = collect(reader.value, finished.output);
  if (!ended) kill(pid, SIGKILL);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (!ended) fail(command[0] + " did not end in two minutes and was stopped");
  if (WIFEXITED(status)) finished.status = WEXITSTATUS(status);
  return finished;
}

pid_t start_daemon(const std::vector<std::string>& command, const Account& account, const fs::path& log,
                   const Confinement* confinement) {
  Fd output(open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (output.value < 0) fail(fmt::format("cannot write {}: {}", log.string(), std::strerror(errno)));
  return spawn(command, account, output.value, true, confinement);
}

bool process_alive(pid_t pid) {
  if (pid <= 0 || waitpid(pid, nullptr, WNOHANG) == pid) return false;
  if (kill(pid, 0) != 0 && errno == ESRCH) return false;
  // An orphan whose new parent does not reap (containers) stays as a zombie for good.
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  if (!std::getline(stat, line)) return true;
  const size_t name_end = line.rfind(')');
  return name_end == std::string::npos || line.compare(name_end, 3, ") Z") != 0;
}

fs::path working_folder(pid_t pid) {
  std::error_code ignored;
  return fs::read_symlink("/proc/" + std::to_string(pid) + "/cwd", ignored);
}

}  // namespace schema::postgres
