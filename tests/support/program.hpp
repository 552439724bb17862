#pragma once
#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace schema::test {

/// How a run of the program ended, and what it wrote.
struct Ran {
  int code = -1;  ///< exit code; -1 if a signal ended it
  std::string out;
  std::string err;
};

/// Where and with what the program runs.
struct RunOptions {
  std::filesystem::path folder = std::filesystem::current_path();
  std::string input;                               ///< its stdin
  std::map<std::string, std::string> environment;  ///< besides what we have
};

/// The built binary with these arguments.
Ran run_schema(const std::vector<std::string>& arguments, const RunOptions& options = {});

/// The same with all three streams on one terminal: what it wrote is in `out`.
Ran run_schema_on_terminal(const std::vector<std::string>& arguments, const RunOptions& options = {});

/// The same, not waited for.
class Running {
 public:
  Running(const std::vector<std::string>& arguments, const RunOptions& options = {});
  void interrupt();  ///< as Ctrl-C would; returns once the program has taken it
  void kill();       ///< as a crash would
  Ran wait();

 private:
  pid_t pid_;
  int out_, err_;
};

/// A folder that is removed with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;

 private:
  std::filesystem::path path_;
};

}  // namespace schema::test
