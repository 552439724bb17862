#include "workspace/files.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sql/type_names.hpp"

namespace schema {

namespace fs = std::filesystem;

const SourceFile* read_source(const std::string& path, Sources& sources, Diagnostics& out) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  if (in) text << in.rdbuf();
  if (!in || fs::is_directory(path)) {
    out.error("unreadable-file", {}, fmt::format("{} cannot be read: {}", path, fs::is_directory(path) ? "it is a folder" : std::strerror(errno)));
    return nullptr;
  }
  return &sources.add(path, text.str());
}

std::vector<std::string> source_files(const std::string& path, Diagnostics& out) {
  std::vector<std::string> files;
  std::error_code error;
  if (!fs::exists(path, error)) {
    out.error("unreadable-file", {}, fmt::format("{} does not exist", path));
  } else if (!fs::is_directory(path)) {
    files.push_back(path);
  } else {
    for (auto& entry : fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied)) {
      auto extension = entry.path().extension();
      if (entry.is_regular_file() && (extension == ".schema" || extension == ".sql")) files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    if (files.empty()) out.error("no-sources", {}, fmt::format("there is no .schema or .sql file below {}", path));
  }
  return files;
}

lang::Options evaluation_options(const std::string& root, Sources& sources) {
  lang::Options options;
  options.host = lang::local_host(root);
  options.sources = &sources;
  auto& words = sql::type_words();
  options.is_type = [types = std::set<std::string_view>(words.begin(), words.end())](std::string_view name) { return types.contains(name); };
  return options;
}

}  // namespace schema
