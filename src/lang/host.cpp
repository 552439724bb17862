#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "lang/evaluate.hpp"
#include "lang/paths.hpp"

namespace schema::lang {

namespace fs = std::filesystem;

namespace {

bool read_file(const std::string& root, const std::string& path, std::string& text) {
  std::error_code error;
  if (!stays_inside(root, path) || !fs::is_regular_file(path, error)) return false;
  if (fs::file_size(path, error) > kMaxFile) return false;
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  text = content.str();
  return static_cast<bool>(file);
}

bool list_files(const std::string& root, const std::string& folder, std::vector<std::string>& files) {
  std::error_code error;
  if (!stays_inside(root, folder) || !fs::is_directory(folder, error)) return false;
  auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator i(folder, options, error), end; !error && i != end; i.increment(error))
    if (i->is_regular_file(error)) files.push_back(i->path().lexically_relative(folder).generic_string());
  std::sort(files.begin(), files.end());
  return true;
}

}  // namespace

Host local_host(std::string root) {
  Host host;
  host.root = root;
  host.getenv = [](const std::string& name) -> const char* { return std::getenv(name.c_str()); };
  host.read_file = [root](const std::string& path, std::string& text) { return read_file(root, path, text); };
  host.list_files = [root](const std::string& folder, std::vector<std::string>& files) {
    return list_files(root, folder, files);
  };
  return host;
}

}  // namespace schema::lang
