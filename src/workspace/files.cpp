#include "workspace/files.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sql/type_names.hpp"

namespace schema {

namespace fs = std::filesystem;

namespace {

/// As short as a person writes it from here: relative below the current folder, otherwise as given.
std::string shown_path(const std::string& path) {
  auto relative = fs::path(path).lexically_proximate(fs::current_path()).string();
  return relative.empty() || relative.starts_with("..") ? path : relative;
}

}  // namespace

const SourceFile* read_source(const std::string& path, Sources& sources, Diagnostics& out) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  if (in) text << in.rdbuf();
  if (!in || fs::is_directory(path)) {
    out.error(
        "unreadable-file", {},
        fmt::format("{} cannot be read: {}", path, fs::is_directory(path) ? "it is a folder" : std::strerror(errno)));
    return nullptr;
  }
  return &sources.add(shown_path(path), text.str());
}

std::vector<std::string> source_files(const std::string& path, Diagnostics& out) {
  std::vector<std::string> files;
  std::error_code error;
  if (!fs::exists(path, error)) {
    out.error("unreadable-file", {}, fmt::format("{} does not exist", path));
  } else if (!fs::is_directory(path)) {
    files.push_back(path);
  } else {
    files = files_below(path, {".schema", ".sql"});
    if (files.empty()) out.error("no-sources", {}, fmt::format("there is no .schema or .sql file below {}", path));
  }
  return files;
}

std::vector<std::string> files_below(const std::string& folder, const std::vector<std::string>& extensions) {
  std::vector<std::string> files;
  std::error_code error;
  auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator i(folder, options, error), end; !error && i != end; i.increment(error)) {
    auto name = i->path().filename().string();
    bool folder_here = i->is_directory(error);
    if (folder_here && name.starts_with(".")) i.disable_recursion_pending();
    if (!folder_here && std::find(extensions.begin(), extensions.end(), i->path().extension()) != extensions.end())
      files.push_back(i->path().lexically_normal().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

lang::Options evaluation_options(const std::string& root, Sources& sources) {
  lang::Options options;
  options.host = lang::local_host(root);
  options.sources = &sources;
  auto& words = sql::type_words();
  options.is_type = [types = std::set<std::string_view>(words.begin(), words.end())](std::string_view name) {
    return types.contains(name);
  };
  return options;
}

}  // namespace schema
