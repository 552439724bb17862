#include "support/server.hpp"

#include <unistd.h>

#include <filesystem>
#include <optional>
#include <string>

#include "postgres/embedded.hpp"
#include "postgres/embedded_server.hpp"

namespace schema::test {

namespace fs = std::filesystem;
using namespace schema::postgres;

namespace {

constexpr const char* kPrefix = "schema-test-server-";

void remove_leftovers() {
  for (const auto& entry : fs::directory_iterator(fs::temp_directory_path())) {
    const std::string name = entry.path().filename();
    if (!name.starts_with(kPrefix)) continue;
    if (process_alive(std::atoi(name.c_str() + std::string_view(kPrefix).size()))) continue;
    try {
      EmbeddedServer(prepare_place(entry.path())).stop();
      fs::remove_all(entry.path());
    } catch (const std::exception&) {
      // Another program is removing it too, or it is another user's.
    }
  }
}

struct TestServer {
  TestServer() {
    remove_leftovers();
    const fs::path folder = fs::temp_directory_path() / (kPrefix + std::to_string(getpid()));
    embedded = Embedded::start({.folder = folder, .durable = false});
    scratch = Scratch::open({.dev = embedded->url()});
  }

  ~TestServer() {
    scratch.reset();
    embedded->stop();
    std::error_code ignored;
    fs::remove_all(fs::temp_directory_path() / (kPrefix + std::to_string(getpid())), ignored);
  }

  std::optional<Embedded> embedded;
  std::optional<Scratch> scratch;
};

TestServer& instance() {
  static TestServer only;
  return only;
}

}  // namespace

const Url& server() { return instance().embedded->url(); }

FreshDatabase fresh_database(std::string_view hint) { return instance().scratch->fresh_database(hint); }

}  // namespace schema::test
