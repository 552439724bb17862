#include "cli/split.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/output.hpp"
#include "model/write.hpp"

namespace schema::cli {

namespace fs = std::filesystem;

namespace {

/// Of a schema's name what any file system takes.
std::string file_name(std::string_view name) {
  std::string out;
  for (unsigned char c : name) out += std::isalnum(c) || c == '_' || c == '-' || c >= 0x80 ? static_cast<char>(c) : '_';
  return out;
}

std::string place_of(const Resource& r) {
  auto file = std::string(r.kind->keyword) + ".schema";
  bool is_schema = r.kind->objects_owner != nullptr;
  auto& schema = is_schema ? r.name : r.schema;
  return schema.empty() ? file : file_name(schema) + "/" + file;
}

void name_leftovers(const Context& context, const std::string& folder,
                    const std::map<std::string, std::string>& written) {
  std::vector<std::string> left;
  for (auto& entry : fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied))
    if (entry.is_regular_file() && entry.path().extension() == ".schema" &&
        !written.contains(entry.path().lexically_relative(folder).string()))
      left.push_back(entry.path().string());
  std::sort(left.begin(), left.end());
  if (!left.empty())
    say(context, fmt::format("Not part of the result, and left as they are:\n  {}", fmt::join(left, "\n  ")));
}

}  // namespace

std::string schema_text(const Catalog& catalog) {
  Writer writer(catalog);
  std::string text;
  for (auto r : in_file_order(catalog))
    if (r->managed) text += (text.empty() ? "" : "\n") + writer.write(*r);
  return text;
}

bool write_split(Context& context, const Catalog& catalog, const std::string& folder) {
  Writer writer(catalog);
  std::map<std::string, std::string> files;
  for (auto r : in_file_order(catalog)) {
    if (!r->managed) continue;
    auto& text = files[place_of(*r)];
    text += (text.empty() ? "" : "\n") + writer.write(*r);
  }
  for (auto& [name, text] : files)
    if (!write_result(context, text, (fs::path(folder) / name).string())) return false;
  say(context, fmt::format("Wrote {} files below {}.", files.size(), folder));
  if (!files.empty()) name_leftovers(context, folder, files);
  return true;
}

}  // namespace schema::cli
