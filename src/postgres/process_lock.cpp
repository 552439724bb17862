#include "postgres/process_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include "postgres/connection_error.hpp"

namespace schema::postgres {

FileLock::FileLock(const std::filesystem::path& file)
    : file_(file), fd_(open(file.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644)) {
  if (fd_ < 0)
    throw ConnectionError(ConnectionError::Reason::embedded, "",
                          "cannot open the lock " + file.string() + ": " + std::strerror(errno), "");
}

FileLock::~FileLock() {
  if (fd_ >= 0) close(fd_);
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::move(other.file_)), fd_(std::exchange(other.fd_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(fd_, other.fd_);
  return *this;
}

void FileLock::exclusive() { wait(LOCK_EX); }

void FileLock::shared() { wait(LOCK_SH); }

bool FileLock::try_exclusive() { return flock(fd_, LOCK_EX | LOCK_NB) == 0; }

void FileLock::release() { flock(fd_, LOCK_UN); }

void FileLock::wait(int operation) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(3);
  while (flock(fd_, operation | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() > deadline)
      throw ConnectionError(ConnectionError::Reason::embedded, "",
                            "another process has held " + file_.string() + " for three minutes",
                            "is one of them stuck?");
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace schema::postgres
