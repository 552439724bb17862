#include "lang/paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace schema::lang {

namespace fs = std::filesystem;

namespace {

std::string normal(const fs::path& path) {
  auto out = fs::absolute(path).lexically_normal();
  return (out.has_filename() ? out : out.parent_path()).string();
}

}  // namespace

bool is_below(const std::string& path, const std::string& folder) {
  return path == folder || folder == "/" || (path.starts_with(folder) && path[folder.size()] == '/');
}

bool stays_inside(const std::string& root, const std::string& path) {
  std::error_code error, root_error;
  auto real_root = fs::canonical(root, root_error), real = fs::canonical(path, error);
  if (error || root_error || !is_below(real.string(), real_root.string())) return false;
  auto below = real.lexically_relative(real_root).parent_path();
  auto hidden = [](auto& part) { return part.string().starts_with(".") && part != "."; };
  return std::none_of(below.begin(), below.end(), hidden);
}

std::string path_of(const SourceFile& file) { return normal(file.path()); }

std::string folder_of(const SourceFile& file) { return normal(fs::path(path_of(file)).parent_path()); }

std::string shown_path(const std::string& path) {
  auto relative = fs::path(path).lexically_proximate(fs::current_path()).string();
  return relative.empty() || relative.starts_with("..") ? path : relative;
}

std::optional<std::string> project_path(Interpreter& in, const std::string& base, const std::string& path,
                                        Range where) {
  auto& root = in.options().host.root;
  if (root.empty()) return in.fail("outside-project", where, "no file can be read here");
  auto full = normal(fs::path(base) / path);
  if (is_below(full, normal(root))) return full;
  return in.fail("outside-project", where, fmt::format("\"{}\" is outside the project", path),
                 fmt::format("files are read only below {}", normal(root)));
}

std::optional<std::string> read_project_file(Interpreter& in, const std::string& path, Range where,
                                             const std::string& help) {
  std::string text;
  auto& read = in.options().host.read_file;
  if (read && read(path, text)) return text;
  return in.fail("no-such-file", where, fmt::format("\"{}\" cannot be read", shown_path(path)), help);
}

}  // namespace schema::lang
