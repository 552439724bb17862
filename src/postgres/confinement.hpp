#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

/// What keeps an embedded server from the rest of the machine. Files of strangers are tried out in it, as its superuser:
/// a default, a bound of a partition or an event trigger may call any function, and COPY ... TO PROGRAM is one word
/// away.
namespace schema::postgres {

/// A process that enters it reads and writes only what is named here, starts no program, and connects nowhere. So do its
/// children. Made of Landlock (Linux 5.13, landlock(7)) and a seccomp filter; where the kernel has one of them only, or
/// neither, the rest is done without.
class Confinement {
 public:
  /// The system's libraries and data may be read besides: what any server needs.
  Confinement(const std::vector<std::filesystem::path>& readable, const std::vector<std::filesystem::path>& writable);
  Confinement(const Confinement&) = delete;
  Confinement& operator=(const Confinement&) = delete;
  ~Confinement();

  /// Between fork and execve, which then must get `program` itself: calls of the system only. Nothing undoes it.
  void enter(const char* program) const;

 private:
  void allow(const std::filesystem::path& path, uint64_t rights);

  uint64_t handled_ = 0;  ///< the rights that this kernel's Landlock knows
  int rules_ = -1;
};

}  // namespace schema::postgres
