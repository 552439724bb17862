#include "workspace/files.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "lang/paths.hpp"
#include "sql/type_names.hpp"
#include "workspace/query.hpp"
#include "workspace/standard_library.hpp"

namespace schema {

namespace fs = std::filesystem;

const SourceFile* read_source(const std::string& path, Sources& sources, Diagnostics& out) {
  std::error_code error;
  if (auto size = fs::file_size(path, error); !error && size > lang::kMaxFile) {
    out.error("file-too-large", {}, fmt::format("{} has {} bytes", path, size),
              fmt::format("at most {} MB are read; split the file", lang::kMaxFile >> 20));
    return nullptr;
  }
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  if (in) text << in.rdbuf();
  if (!in || fs::is_directory(path)) {
    out.error(
        "unreadable-file", {},
        fmt::format("{} cannot be read: {}", path, fs::is_directory(path) ? "it is a folder" : std::strerror(errno)));
    return nullptr;
  }
  return &sources.add(lang::shown_path(path), text.str());
}

const std::vector<std::string>& source_extensions() {
  static const std::vector<std::string> all = {".schema", ".pg.hcl", ".sql"};
  return all;
}

std::vector<std::string> source_files(const std::string& path, Diagnostics& out, const std::string& root) {
  std::vector<std::string> files;
  std::error_code error;
  if (!fs::exists(path, error)) {
    out.error("unreadable-file", {}, fmt::format("{} does not exist", path));
  } else if (!fs::is_directory(path)) {
    files.push_back(path);
  } else {
    auto errors = out.error_count();
    files = files_below(path, source_extensions(), out, root);
    if (files.empty() && out.error_count() == errors) out.error("no-sources", {}, fmt::format("there is no .schema or .sql file below {}", path));
  }
  return files;
}

std::vector<std::string> files_below(const std::string& folder, const std::vector<std::string>& extensions,
                                     Diagnostics& out, const std::string& root) {
  std::vector<std::string> files;
  auto take = [&](const fs::directory_entry& entry) {
    auto path = entry.path().lexically_normal().string();
    // Its lines would be shown in messages.
    if (entry.is_symlink() && !lang::stays_inside(folder, path) && (root.empty() || !lang::stays_inside(root, path)))
      out.error("outside-project", {}, fmt::format("{} is a link that leads out of the project", lang::shown_path(path)),
                "put the file here, or name it on the command line");
    else
      files.push_back(path);
  };
  std::error_code error;
  auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator i(folder, options, error), end; !error && i != end; i.increment(error)) {
    auto name = i->path().filename().string();
    bool folder_here = i->is_directory(error);
    if (folder_here && name.starts_with(".")) i.disable_recursion_pending();
    auto ends = [&](const std::string& extension) { return name.ends_with(extension); };
    if (!folder_here && std::any_of(extensions.begin(), extensions.end(), ends))
      take(*i);
  }
  std::sort(files.begin(), files.end());
  return files;
}

lang::Options evaluation_options(const std::string& root, Sources& sources) {
  lang::Options options;
  options.host = lang::local_host(root);
  options.host.query = query_host(root);
  options.sources = &sources;
  for (auto& file : standard_library()) options.standard_library_names.emplace_back(file.name);
  options.standard_library = [](const std::string& name, std::string& text) {
    for (auto& file : standard_library())
      if (file.name == name) return text = file.text, true;
    return false;
  };
  auto& words = sql::type_words();
  options.is_type = [types = std::set<std::string_view>(words.begin(), words.end())](std::string_view name) {
    return types.contains(name);
  };
  return options;
}

}  // namespace schema
