#pragma once
#include <filesystem>

namespace schema::postgres {

/// An advisory lock on a file, held until `release` or the end of this object or process, however that ends.
class FileLock {
 public:
  /// Opens the file, making it if needed. Throws ConnectionError (embedded) if that is not possible.
  explicit FileLock(const std::filesystem::path& file);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;

  /// Waits for the lock, at most three minutes; then throws.
  void exclusive();
  bool try_exclusive();
  /// Also turns an exclusive lock into a shared one.
  void shared();
  void release();

 private:
  void wait(int operation);

  std::filesystem::path file_;
  int fd_ = -1;
};

}  // namespace schema::postgres
