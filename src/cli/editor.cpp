#include "cli/editor.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace schema::cli {

namespace {

namespace fs = std::filesystem;

/// A file for nobody else, gone with the object.
class PrivateFile {
 public:
  PrivateFile(const std::string& text, const std::string& extension) {
    auto pattern = (fs::temp_directory_path() / ("schema-XXXXXX" + extension)).string();
    int fd = mkstemps(pattern.data(), static_cast<int>(extension.size()));
    if (fd < 0) throw std::runtime_error("no temporary file can be made");
    close(fd);
    path_ = pattern;
    std::ofstream(path_) << text;
  }
  ~PrivateFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  PrivateFile(const PrivateFile&) = delete;
  PrivateFile& operator=(const PrivateFile&) = delete;

  const std::string& path() const { return path_; }
  std::string read() const {
    std::stringstream text;
    text << std::ifstream(path_).rdbuf();
    return text.str();
  }

 private:
  std::string path_;
};

int run_program(std::vector<std::string> words) {
  auto pid = fork();
  if (pid == 0) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  int status = 0;
  while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}

}  // namespace

std::optional<std::string> edit_text(Context& context, const std::string& text, const std::string& extension) {
  auto visual = std::getenv("VISUAL"), editor = std::getenv("EDITOR");
  auto name = visual && *visual ? visual : editor ? editor : "";
  std::istringstream parts(name);
  std::vector<std::string> words;
  for (std::string word; parts >> word;) words.push_back(word);
  if (words.empty()) {
    context.diagnostics.error("no-editor", {}, "no editor is named", "set EDITOR, for example EDITOR=vi");
    return {};
  }
  PrivateFile file(text, extension);
  words.push_back(file.path());
  if (auto code = run_program(words); code != 0) {
    context.diagnostics.error("no-editor", {}, fmt::format("the editor {} ended with {}", name, code));
    return {};
  }
  return file.read();
}

}  // namespace schema::cli
