#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "postgres/url.hpp"

namespace schema::test {

/// Stands between a program and the server on a socket of its own, and sees every SQL text that goes by.
class Proxy {
 public:
  /// What becomes of a message that carries SQL: the line may be cut instead of passing it on, or right behind it.
  enum class Fate { pass, drop, last };
  /// Called with each text of one session (the one that takes the advisory lock) before it is passed on.
  using See = std::function<Fate(const std::string& sql)>;

  Proxy(const postgres::Url& server, const std::filesystem::path& folder);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  /// From here on.
  void watch(See see);
  /// The server's URL with the proxy in place of the server.
  postgres::Url url() const;

 private:
  void accept_all();
  void serve(int client);
  bool pass_on(std::string& buffer, int server, bool& started, bool& watched);

  postgres::Url server_;
  std::filesystem::path folder_;
  int listener_ = -1;
  std::mutex mutex_;
  See see_;
  std::vector<std::thread> threads_;
};

}  // namespace schema::test
