#include "postgres/embedded.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "postgres/process.hpp"
#include "postgres/scratch.hpp"
#include "postgres/server_binaries.hpp"

using namespace schema::postgres;
namespace fs = std::filesystem;

namespace {

/// A folder for one test. Leaves no server behind, whatever the test did.
struct Folder {
  explicit Folder(const std::string& name)
      : path(fs::temp_directory_path() / ("schema-embedded-" + std::to_string(getpid()) + "-" + name)) {}
  ~Folder() {
    if (fs::exists(path / "data")) {
      auto server = Embedded::start(options());
      server.keep(false);
      server.stop();
    }
    fs::remove_all(path);
  }
  EmbeddedOptions options() const { return {.folder = path, .durable = false}; }
  fs::path path;
};

/// Runs `action` in a process of its own.
pid_t in_child(const std::function<bool()>& action) {
  const pid_t pid = fork();
  if (pid != 0) return pid;
  bool done = false;
  try {
    done = action();
  } catch (const std::exception& error) {
    std::fputs(error.what(), stderr);
  }
  _exit(done ? 0 : 1);
}

bool succeeded(pid_t child) {
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

pid_t server_pid(const fs::path& folder) {
  long pid = 0;
  std::ifstream(folder / "data/postmaster.pid") >> pid;
  return static_cast<pid_t>(pid);
}

long long answer(const Url& url) { return Connection::open(url).query("SELECT 42").integer(0, 0); }

/// Starts the server and ends without any cleaning up, as a tool that is killed.
bool start_and_crash(const EmbeddedOptions& options) {
  return succeeded(in_child([&]() -> bool {
    Embedded server = Embedded::start(options);
    _exit(answer(server.url()) == 42 ? 0 : 1);
  }));
}

ConnectionError failed_start(const EmbeddedOptions& options) {
  try {
    Embedded::start(options);
  } catch (const ConnectionError& error) {
    return error;
  }
  FAIL("it started");
  std::abort();
}

}  // namespace

TEST_CASE("a server starts, keeps its data and stops with its last user") {
  Folder folder("start");
  pid_t pid = 0;
  {
    Embedded first = Embedded::start({.folder = folder.path});
    pid = server_pid(folder.path);
    CHECK_FALSE(first.was_running());
    CHECK(first.was_unused());
    auto connection = Connection::open(first.url());
    connection.execute("CREATE TABLE kept AS SELECT 7 AS x");
    CHECK(connection.query("SHOW fsync").get(0, 0) == "on");
    CHECK(connection.query("SHOW listen_addresses").get(0, 0) == "");
    CHECK(connection.query("SHOW server_encoding").get(0, 0) == "UTF8");
    Embedded second = Embedded::start({.folder = folder.path});
    CHECK(second.was_running());
    CHECK_FALSE(second.was_unused());
    first.stop();
    CHECK(server_pid(folder.path) == pid);
    CHECK(answer(second.url()) == 42);
  }
  CHECK_FALSE(process_alive(pid));
  CHECK_FALSE(fs::exists(folder.path / "data/postmaster.pid"));
  Embedded again = Embedded::start({.folder = folder.path});
  CHECK(Connection::open(again.url()).query("SELECT x FROM kept").integer(0, 0) == 7);
}

TEST_CASE("it does not run as root, and others cannot get in") {
  Folder folder("account");
  Embedded server = Embedded::start(folder.options());
  struct stat process, place;
  REQUIRE(stat(("/proc/" + std::to_string(server_pid(folder.path))).c_str(), &process) == 0);
  REQUIRE(stat(folder.path.c_str(), &place) == 0);
  CHECK(process.st_uid != 0);
  CHECK(process.st_uid == Account::for_servers().uid);
  CHECK(place.st_uid == process.st_uid);
  CHECK((place.st_mode & 0777) == 0700);
}

TEST_CASE("its superuser has no power over the machine") {
  Folder folder("confined");
  Embedded server = Embedded::start(folder.options());
  auto db = Connection::open(server.url());
  auto refusal = [&](const std::string& sql) -> std::string {
    try {
      db.execute(sql);
    } catch (const ServerError& error) {
      return error.message;
    }
    return "";
  };
  auto outside = fs::temp_directory_path() / ("schema-outside-" + std::to_string(getpid()));
  CHECK(refusal("COPY (SELECT 1) TO PROGRAM 'cat > " + outside.string() + "'") != "");
  CHECK(refusal("COPY (SELECT 1) TO '" + outside.string() + "'").find("Permission denied") != std::string::npos);
  CHECK(!fs::exists(outside));
  CHECK(refusal("SELECT pg_read_file('/etc/passwd')").find("Permission denied") != std::string::npos);
  CHECK(refusal("SELECT pg_read_file('/proc/self/environ')").find("Permission denied") != std::string::npos);
  CHECK(refusal("CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1' PUBLICATION p").find("Permission denied") !=
        std::string::npos);
  // What it needs of the machine it has.
  CHECK(refusal("CREATE EXTENSION pg_trgm; SELECT to_tsvector('english', 'calls')") == "");
}

TEST_CASE("after a crash of the tool the next one finds the server and uses it") {
  Folder folder("crash");
  REQUIRE(start_and_crash(folder.options()));
  const pid_t pid = server_pid(folder.path);
  REQUIRE(process_alive(pid));
  {
    Embedded found = Embedded::start(folder.options());
    CHECK(found.was_running());
    CHECK(found.was_unused());
    CHECK(server_pid(folder.path) == pid);
    CHECK(answer(found.url()) == 42);
  }
  CHECK_FALSE(process_alive(pid));
}

TEST_CASE("a killed server and a stale pid file do not stand in the way") {
  Folder folder("stale");
  Embedded first = Embedded::start(folder.options());
  const pid_t pid = server_pid(folder.path);
  kill(pid, SIGKILL);
  while (process_alive(pid)) usleep(1000);
  REQUIRE(fs::exists(folder.path / "data/postmaster.pid"));
  SUBCASE("the number belongs to nobody") {}
  SUBCASE("the number belongs to a process that is no server") {
    std::ifstream in(folder.path / "data/postmaster.pid");
    std::string text((std::istreambuf_iterator<char>(in)), {});
    text.replace(0, text.find('\n'), std::to_string(getpid()));
    std::ofstream(folder.path / "data/postmaster.pid") << text;
  }
  Embedded second = Embedded::start(folder.options());
  CHECK_FALSE(second.was_running());
  CHECK(server_pid(folder.path) != pid);
  CHECK(answer(second.url()) == 42);
}

TEST_CASE("a server that hangs is replaced") {
  Folder folder("removed");
  Embedded first = Embedded::start(folder.options());
  const pid_t pid = server_pid(folder.path);
  fs::remove(folder.path / ".s.PGSQL.5432");
  Embedded second = Embedded::start(folder.options());
  CHECK_FALSE(second.was_running());
  CHECK_FALSE(process_alive(pid));
  CHECK(answer(second.url()) == 42);
}

TEST_CASE("the folder may be removed while a forgotten server still runs in it") {
  Folder folder("forgotten-" + std::string(80, 'x'));
  REQUIRE(start_and_crash(folder.options()));
  const pid_t pid = server_pid(folder.path);
  REQUIRE(process_alive(pid));
  fs::remove_all(folder.path);
  Embedded fresh = Embedded::start(folder.options());
  CHECK_FALSE(fresh.was_running());
  CHECK_FALSE(process_alive(pid));
  CHECK(answer(fresh.url()) == 42);
}

TEST_CASE("four processes start it at once and share one server") {
  Folder folder("race");
  int ready[2], go[2];
  REQUIRE(pipe(ready) == 0);
  REQUIRE(pipe(go) == 0);
  std::vector<pid_t> children;
  for (int i = 0; i < 4; i++)
    children.push_back(in_child([&] {
      ::close(go[1]);
      Embedded server = Embedded::start(folder.options());
      if (answer(server.url()) != 42) return false;
      const pid_t pid = server_pid(folder.path);
      char byte = 0;
      if (write(ready[1], &pid, sizeof pid) != sizeof pid || read(go[0], &byte, 1) != 0) return false;
      server.stop();
      return true;
    }));
  pid_t first = 0;
  for (int i = 0; i < 4; i++) {
    pid_t pid = 0;
    REQUIRE(read(ready[0], &pid, sizeof pid) == sizeof pid);
    if (i == 0) first = pid;
    CHECK(pid == first);
  }
  ::close(go[1]);
  for (pid_t child : children) CHECK(succeeded(child));
  CHECK_FALSE(process_alive(first));
  for (int fd : {ready[0], ready[1], go[0]}) ::close(fd);
}

TEST_CASE("a kept server stays until it is no longer kept") {
  Folder folder("keep");
  {
    Embedded server = Embedded::start(folder.options());
    server.keep(true);
  }
  const pid_t pid = server_pid(folder.path);
  CHECK(process_alive(pid));
  {
    Embedded server = Embedded::start(folder.options());
    CHECK(server.was_running());
    server.keep(false);
  }
  CHECK_FALSE(process_alive(pid));
}

TEST_CASE("a path that is too long for a socket, with spaces and umlauts") {
  Folder folder("long " + std::string(60, 'x'));
  EmbeddedOptions options = folder.options();
  options.folder = folder.path / ("größer, 'x' " + std::string(60, 'y'));
  {
    Embedded server = Embedded::start(options);
    CHECK(answer(server.url()) == 42);
    CHECK(server.url().find("host")->size() < 60);
  }
  fs::remove_all(options.folder);
}

TEST_CASE("a folder that root alone can reach") {
  if (geteuid() != 0) return;
  Folder folder("root-only");
  fs::create_directory(folder.path);
  chmod(folder.path.c_str(), 0700);
  const fs::path inside = folder.path / "db";
  fs::path real;
  {
    Embedded server = Embedded::start({.folder = inside, .durable = false});
    real = server.folder();
    CHECK(answer(server.url()) == 42);
    CHECK(fs::is_symlink(inside));
    CHECK(fs::canonical(inside) == real);
  }
  {
    Embedded server = Embedded::start({.folder = inside, .durable = false});
    CHECK(server.folder() == real);
  }
  fs::remove_all(real);
}

TEST_CASE("what cannot work says why") {
  Folder folder("refused");
  fs::create_directory(folder.path);
  SUBCASE("a folder with other things in it stays as it is") {
    std::ofstream(folder.path / "precious.txt") << "x";
    chmod(folder.path.c_str(), 0755);
    CHECK(failed_start(folder.options()).message.find("precious.txt") != std::string::npos);
    struct stat place;
    REQUIRE(stat(folder.path.c_str(), &place) == 0);
    CHECK((place.st_mode & 0777) == 0755);
  }
  SUBCASE("a version that is not installed") {
    EmbeddedOptions options = folder.options();
    options.major = 94;
    const ConnectionError error = failed_start(options);
    CHECK(error.message.find("PostgreSQL 94") != std::string::npos);
    CHECK(error.help.find("SCHEMA_PG_BIN") != std::string::npos);
  }
  SUBCASE("a setting that the server refuses") {
    EmbeddedOptions options = folder.options();
    options.durable = true;
    options.settings = {"max_connections=many"};
    CHECK(failed_start(options).message.find("max_connections") != std::string::npos);
  }
}

TEST_CASE("server binaries are found by version and by SCHEMA_PG_BIN") {
  const auto newest = find_server_binaries();
  REQUIRE(newest);
  CHECK(find_server_binaries(newest->major)->folder == newest->folder);
  CHECK_FALSE(find_server_binaries(94).has_value());
  Folder folder("bin");
  fs::create_directory(folder.path);
  for (const char* name : {"postgres", "initdb"}) fs::create_symlink(newest->folder / name, folder.path / name);
  setenv("SCHEMA_PG_BIN", folder.path.c_str(), 1);
  CHECK(find_server_binaries()->folder == folder.path);
  CHECK(find_server_binaries()->key() != newest->key());
  unsetenv("SCHEMA_PG_BIN");
}

TEST_CASE("embedded:// lies in the project folder") {
  CHECK(embedded_folder(Url::parse("embedded://"), "/p") == "/p/.schema/postgres");
  CHECK(embedded_folder(Url::parse("embedded://db"), "/p") == "/p/db");
  CHECK(embedded_folder(Url::parse("embedded:///srv/db"), "/p") == "/srv/db");
  Folder folder("project");
  fs::create_directory(folder.path);
  chmod(folder.path.c_str(), 0755);
  Opened opened = open_url(Url::parse("embedded://db"), folder.path);
  CHECK(opened.connection.query("SELECT 42").integer(0, 0) == 42);
  CHECK(fs::exists(folder.path / "db/data"));
}
