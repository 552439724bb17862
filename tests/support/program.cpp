#include "support/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace schema::test {

namespace {

int checked(int result) {
  if (result < 0) throw std::runtime_error("a system call failed");
  return result;
}

/// In the child: becomes the program.
[[noreturn]] void become(const std::vector<std::string>& arguments, const RunOptions& options) {
  std::filesystem::current_path(options.folder);
  for (auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
  std::string binary = SCHEMA_BINARY;
  std::vector<char*> argv{binary.data()};
  for (auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execv(binary.c_str(), argv.data());
  _exit(127);
}

int exit_code(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// False at the end of the stream.
bool read_some(int fd, std::string& into) {
  char buffer[4096];
  auto got = read(fd, buffer, sizeof buffer);
  if (got <= 0) return false;
  into.append(buffer, static_cast<size_t>(got));
  return true;
}

/// Both streams until both end.
void drain(int out, int err, Ran& ran) {
  pollfd fds[] = {{out, POLLIN, 0}, {err, POLLIN, 0}};
  for (int open = 2; open > 0;) {
    if (poll(fds, 2, -1) < 0) continue;
    for (auto& fd : fds) {
      if (fd.fd < 0 || !fd.revents) continue;
      if (read_some(fd.fd, &fd == fds ? ran.out : ran.err)) continue;
      close(fd.fd);
      fd.fd = -1;
      --open;
    }
  }
}

}  // namespace

Running::Running(const std::vector<std::string>& arguments, const RunOptions& options) {
  int in[2], out[2], err[2];
  for (auto pipe : {in, out, err}) checked(pipe2(pipe, O_CLOEXEC));
  pid_ = checked(fork());
  if (pid_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    become(arguments, options);
  }
  for (int fd : {in[0], out[1], err[1]}) close(fd);
  out_ = out[0];
  err_ = err[0];
  // What a test gives fits the pipe.
  auto ignored = write(in[1], options.input.data(), options.input.size());
  static_cast<void>(ignored);
  close(in[1]);
}

namespace {

/// Whether the signal still waits for a thread to take it (manual: proc_pid_status, ShdPnd).
bool is_pending(pid_t process, int signal) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("ShdPnd:")) return std::stoull(line.substr(7), nullptr, 16) >> (signal - 1) & 1;
  return false;
}

}  // namespace

void Running::interrupt() {
  ::kill(pid_, SIGINT);
  while (is_pending(pid_, SIGINT)) {
  }
}

void Running::kill() { ::kill(pid_, SIGKILL); }

Ran Running::wait() {
  Ran ran;
  drain(out_, err_, ran);
  ran.code = exit_code(pid_);
  return ran;
}

Ran run_schema(const std::vector<std::string>& arguments, const RunOptions& options) {
  return Running(arguments, options).wait();
}

Ran run_schema_on_terminal(const std::vector<std::string>& arguments, const RunOptions& options) {
  int terminal = -1;
  auto pid = checked(forkpty(&terminal, nullptr, nullptr, nullptr));
  if (pid == 0) {
    setenv("TERM", "xterm", 1);
    become(arguments, options);
  }
  auto ignored = write(terminal, options.input.data(), options.input.size());
  static_cast<void>(ignored);
  Ran ran;
  while (read_some(terminal, ran.out)) {
  }
  close(terminal);
  ran.code = exit_code(pid);
  return ran;
}

TemporaryFolder::TemporaryFolder() {
  auto name = (std::filesystem::temp_directory_path() / "schema-test-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
}

std::string TemporaryFolder::read(const std::string& name) const {
  std::ifstream in(path_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace schema::test
