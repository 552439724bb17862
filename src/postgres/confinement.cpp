#include "postgres/confinement.hpp"

#ifdef __linux__
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

namespace schema::postgres {

namespace fs = std::filesystem;

namespace {

// Later versions of Landlock have more rights than the header of the machine that this was built on may know.
constexpr uint64_t kRefer = 1 << 13;     // version 2
constexpr uint64_t kTruncate = 1 << 14;  // version 3

constexpr uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE;
constexpr uint64_t kOfFiles =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_EXECUTE | kTruncate;
constexpr uint64_t kAll = ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1) | kRefer | kTruncate;

/// What programs and libraries need of the system: themselves, locales, time zones, dictionaries, and settings of the
/// libraries. Of /etc no more than that, of /proc (where the environment stands) and /run (sockets) nothing.
constexpr const char* kSystem[] = {"/home/linuxbrew/.linuxbrew",
                                   "/usr",
                                   "/lib",
                                   "/lib64",
                                   "/nix/store",
                                   "/opt",
                                   "/etc/ld.so.cache",
                                   "/etc/localtime",
                                   "/etc/timezone",
                                   "/etc/ssl/openssl.cnf",
                                   "/etc/perl",
                                   "/etc/python3",
                                   "/var/cache/postgresql"};
constexpr const char* kDevices[] = {"/dev/null", "/dev/zero", "/dev/urandom", "/dev/random", "/dev/shm"};

uint64_t known_rights(long version) {
  auto rights = kAll;
  if (version < 2) rights &= ~kRefer;
  if (version < 3) rights &= ~kTruncate;
  return version < 1 ? 0 : rights;
}

#if defined(__x86_64__)
constexpr uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t kMachine = AUDIT_ARCH_AARCH64;
#else
constexpr uint32_t kMachine = 0;  // no filter
#endif

constexpr uint32_t low_half(int argument) { return offsetof(seccomp_data, args) + 8u * argument; }

/// Refuses connect, and execve of all but the text at this one place, which is the program that is started now.
bool filter_calls(const char* program) {
  auto place = reinterpret_cast<uintptr_t>(program);
  auto low = static_cast<uint32_t>(place), high = static_cast<uint32_t>(static_cast<uint64_t>(place) >> 32);
  sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kMachine, 0, 9),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_connect, 7, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execveat, 6, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execve, 0, 4),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, low_half(0)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, low, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, low_half(0) + 4),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, high, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
  };
  sock_fprog filter{static_cast<unsigned short>(std::size(steps)), steps};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

}  // namespace

Confinement::Confinement(const std::vector<fs::path>& readable, const std::vector<fs::path>& writable)
    : handled_(known_rights(
          syscall(__NR_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION))) {
  if (handled_ == 0) return;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = handled_;
  rules_ = static_cast<int>(syscall(__NR_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0));
  for (auto path : kSystem) allow(path, kRead);
  for (auto path : kDevices) allow(path, kAll);
  for (auto& path : readable) allow(path, kRead);
  for (auto& path : writable) allow(path, kAll);
}

Confinement::~Confinement() {
  if (rules_ >= 0) close(rules_);
}

/// What is not there cannot be allowed, and need not be.
void Confinement::allow(const fs::path& path, uint64_t rights) {
  int fd = open(path.c_str(), O_PATH | O_CLOEXEC);
  if (fd < 0) return;
  struct stat info {};
  if (fstat(fd, &info) == 0 && !S_ISDIR(info.st_mode)) rights &= kOfFiles;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights & handled_;
  rule.parent_fd = fd;
  syscall(__NR_landlock_add_rule, rules_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close(fd);
}

void Confinement::enter(const char* program) const {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
  if (rules_ >= 0) syscall(__NR_landlock_restrict_self, rules_, 0);
  if (kMachine != 0) filter_calls(program);
}

}  // namespace schema::postgres

#else  // other systems have no such thing

namespace schema::postgres {

Confinement::Confinement(const std::vector<std::filesystem::path>&, const std::vector<std::filesystem::path>&) {}
Confinement::~Confinement() = default;
void Confinement::enter(const char*) const {}

}  // namespace schema::postgres
#endif
