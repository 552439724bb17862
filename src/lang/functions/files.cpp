#include <fmt/format.h>

#include <filesystem>

#include "lang/base64.hpp"
#include "lang/digest.hpp"
#include "lang/functions.hpp"
#include "lang/glob.hpp"
#include "lang/paths.hpp"
#include "lang/unicode.hpp"

namespace schema::lang {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> path_of(Call& call, size_t i) {
  return project_path(call.in, call.in.options().host.root, call.text(i), call.place(i));
}

std::optional<std::string> content(Call& call, size_t i) {
  auto path = path_of(call, i);
  return path ? read_project_file(call.in, *path, call.place(i)) : std::nullopt;
}

Result file(Call& call) {
  auto text = content(call, 0);
  if (!text) return {};
  if (!is_utf8(*text)) return call.fail(0, "the file is no UTF-8 text", "filebase64() reads any file");
  return make_text(std::move(*text));
}

Result filebase64(Call& call) {
  auto text = content(call, 0);
  if (!text) return {};
  return make_text(to_base64(*text));
}

template <const char* const& algorithm, std::string (*written)(std::string_view)>
Result file_digest(Call& call) {
  auto text = content(call, 0);
  if (!text) return {};
  return make_text(written(digest(*text, algorithm)));
}

constexpr const char* kMd5 = "md5";
constexpr const char* kSha1 = "sha1";
constexpr const char* kSha256 = "sha256";
constexpr const char* kSha512 = "sha512";

Result fileexists(Call& call) {
  auto path = path_of(call, 0);
  if (!path) return {};
  std::string text;
  auto& read = call.in.options().host.read_file;
  return Value(read && read(*path, text));
}

Result fileset(Call& call) {
  auto folder = path_of(call, 0);
  if (!folder) return {};
  std::vector<std::string> files;
  auto& list_files = call.in.options().host.list_files;
  if (!list_files || !list_files(*folder, files))
    return call.in.fail("no-such-file", call.place(0), fmt::format("there is no folder \"{}\"", call.text(0)));
  List out;
  for (auto& path : files)
    if (glob_matches(call.text(1), path)) out.push_back(make_text(std::move(path), call.where));
  return call.set_of(std::move(out));
}

/// Renders with nothing in sight but the given names.
Result rendered(Call& call, std::string path, std::string text) {
  std::vector<Scope> scopes(1);
  scopes.reserve(call.object(1).size() + 1);  // each points to the one before
  for (auto& [name, value] : call.object(1)) scopes.push_back(scopes.back().with(name, value));
  return call.in.render(std::move(path), std::move(text), scopes.back(), call.where);
}

Result templatefile(Call& call) {
  auto text = content(call, 0);
  if (!text) return {};
  return rendered(call, call.text(0), std::move(*text));
}

Result templatestring(Call& call) { return rendered(call, "template", call.text(0)); }

Result abspath(Call& call) {
  auto path = path_of(call, 0);
  if (!path) return {};
  return make_text(std::move(*path));
}

Result basename(Call& call) {
  fs::path path(call.text(0));
  if (path.empty()) return make_text(".");
  if (path == path.root_path()) return make_text("/");
  return make_text((path.has_filename() ? path : path.parent_path()).filename().string());
}

Result dirname(Call& call) {
  auto parent = fs::path(call.text(0)).parent_path().string();
  return make_text(parent.empty() ? "." : parent);
}

Result pathexpand(Call& call) {
  auto& path = call.text(0);
  auto& host = call.in.options().host;
  auto home = host.getenv ? host.getenv("HOME") : nullptr;
  bool expand = home && (path == "~" || path.starts_with("~/"));
  return make_text(expand ? home + path.substr(1) : path);
}

constexpr Function kFunctions[] = {
    {"abspath", "(path: string) -> string", "The path from the root of the file system.", abspath},
    {"basename", "(path: string) -> string", "The last part of the path.", basename},
    {"dirname", "(path: string) -> string", "The path without its last part.", dirname},
    {"file", "(path: string) -> string", "The text of a file of the project.", file},
    {"filebase64", "(path: string) -> string", "A file's bytes in base 64.", filebase64},
    {"filebase64sha256", "(path: string) -> string", "The SHA-256 digest of a file, in base 64.",
     file_digest<kSha256, to_base64>},
    {"filebase64sha512", "(path: string) -> string", "The SHA-512 digest of a file, in base 64.",
     file_digest<kSha512, to_base64>},
    {"fileexists", "(path: string) -> bool", "Whether the project has this file.", fileexists},
    {"filemd5", "(path: string) -> string", "The MD5 digest of a file in hexadecimal.", file_digest<kMd5, to_hex>},
    {"fileset", "(folder: string, pattern: string) -> set",
     "The files below the folder that match: *, ?, [a-z], {a,b}, **.", fileset},
    {"filesha1", "(path: string) -> string", "The SHA-1 digest of a file in hexadecimal.", file_digest<kSha1, to_hex>},
    {"filesha256", "(path: string) -> string", "The SHA-256 digest of a file in hexadecimal.",
     file_digest<kSha256, to_hex>},
    {"filesha512", "(path: string) -> string", "The SHA-512 digest of a file in hexadecimal.",
     file_digest<kSha512, to_hex>},
    {"pathexpand", "(path: string) -> string", "The path with ~ as the home folder.", pathexpand},
    {"templatefile", "(path: string, names: map) -> string", "The text of a file with ${...} filled in.", templatefile},
    {"templatestring", "(text: string, names: map) -> string", "The text with ${...} filled in.", templatestring},
};

}  // namespace

std::span<const Function> file_functions() { return kFunctions; }

}  // namespace schema::lang
