#include "support/proxy.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

namespace schema::test {

namespace {

sockaddr_un address_of(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.string().size() >= sizeof address.sun_path) throw std::runtime_error("the socket's path is too long");
  std::strcpy(address.sun_path, path.c_str());
  return address;
}

std::filesystem::path socket_of(const postgres::Url& url) {
  auto port = url.find("port");
  return std::filesystem::path(*url.find("host")) / (".s.PGSQL." + (port ? *port : std::string("5432")));
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    auto written = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

uint32_t length_at(const std::string& buffer, size_t at) {
  uint32_t length = 0;
  std::memcpy(&length, buffer.data() + at, sizeof length);
  return ntohl(length);
}

}  // namespace

Proxy::Proxy(const postgres::Url& server, const std::filesystem::path& folder) : server_(server), folder_(folder) {
  std::filesystem::create_directories(folder);
  listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = address_of(socket_of(url()));
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) < 0 || listen(listener_, 16) < 0)
    throw std::runtime_error("the proxy cannot listen");
  threads_.emplace_back([this] { accept_all(); });
}

Proxy::~Proxy() {
  shutdown(listener_, SHUT_RDWR);
  threads_.front().join();
  for (size_t i = 1; i < threads_.size(); ++i) threads_[i].join();
  close(listener_);
}

void Proxy::watch(See see) {
  std::lock_guard lock(mutex_);
  see_ = std::move(see);
}

postgres::Url Proxy::url() const { return server_.with("host", folder_.string()); }

void Proxy::accept_all() {
  for (int client = accept(listener_, nullptr, nullptr); client >= 0; client = accept(listener_, nullptr, nullptr))
    threads_.emplace_back([this, client] { serve(client); });
}

void Proxy::serve(int client) {
  int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = address_of(socket_of(server_));
  bool open = connect(server, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  bool started = false, watched = false;
  std::string buffer;
  pollfd fds[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
  while (open && poll(fds, 2, -1) > 0) {
    char bytes[8192];
    if (fds[1].revents) {
      auto got = read(server, bytes, sizeof bytes);
      open = got > 0 && write_all(client, {bytes, static_cast<size_t>(got)});
    }
    if (open && fds[0].revents) {
      auto got = read(client, bytes, sizeof bytes);
      open = got > 0;
      if (open) buffer.append(bytes, static_cast<size_t>(got));
      open = open && pass_on(buffer, server, started, watched);
    }
  }
  close(client);
  close(server);
}

/// Whole messages only; the first one has no type.
bool Proxy::pass_on(std::string& buffer, int server, bool& started, bool& watched) {
  for (;;) {
    size_t head = started ? 1 : 0;
    if (buffer.size() < head + 4) return true;
    size_t length = head + length_at(buffer, head);
    if (buffer.size() < length) return true;
    char type = started ? buffer[0] : 0;
    auto fate = Fate::pass;
    if (type == 'Q' || type == 'P') {
      std::string sql = type == 'Q' ? buffer.c_str() + 5 : buffer.c_str() + 6;  // P: after the empty name
      watched = watched || sql.find("pg_try_advisory_lock") != std::string::npos;
      std::lock_guard lock(mutex_);
      if (watched && see_) fate = see_(sql);
    }
    started = true;
    if (fate == Fate::drop || !write_all(server, std::string_view(buffer).substr(0, length))) return false;
    if (fate == Fate::last) return false;
    buffer.erase(0, length);
  }
}

}  // namespace schema::test
