#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <sstream>

#include "cli/output.hpp"
#include "cli/target.hpp"
#include "syntax/format.hpp"
#include "text/json.hpp"
#include "workspace/files.hpp"

namespace schema::cli {

namespace {

struct FmtCommand {
  std::vector<std::string> paths;
  bool check = false;
};

/// The files that a path stands for: itself, or every .schema and .hcl file below it.
std::vector<std::string> files_of(const std::string& path, Diagnostics& out) {
  return std::filesystem::is_directory(path) ? files_below(path, {".schema", ".hcl"}, out) : source_files(path, out);
}

int from_stdin(Context& context, const FmtCommand& o) {
  std::stringstream text;
  text << std::cin.rdbuf();
  auto& file = context.sources.add("-", text.str());
  auto formatted = syntax::format(file, context.diagnostics);
  if (!formatted) return kError;
  if (o.check) return *formatted == file.text() ? kDone : kError;
  return write_result(context, *formatted) ? kDone : kError;
}

/// Whether the file was in canonical layout.
bool format_file(Context& context, const std::string& path, bool check) {
  auto file = read_source(path, context.sources, context.diagnostics);
  if (!file) return true;
  auto formatted = syntax::format(*file, context.diagnostics);
  if (!formatted || *formatted == file->text()) return true;
  return !check && !write_result(context, *formatted, path);
}

int format(Context& context, const FmtCommand& o) {
  if (o.paths == std::vector<std::string>{"-"}) return from_stdin(context, o);
  std::vector<std::string> changed;
  auto paths = o.paths.empty() ? std::vector<std::string>{"."} : o.paths;
  for (auto& path : paths)
    for (auto& file : files_of(path, context.diagnostics))
      if (!format_file(context, file, o.check)) changed.push_back(file);
  bool failed = context.diagnostics.has_errors();
  if (context.options.json && !failed)
    write_result(context, json_document({{"files", changed}}));
  else if (!context.options.json)
    for (auto& file : changed) write_result(context, file + "\n");
  if (failed) return kError;
  if (!o.check || changed.empty()) return kDone;
  context.epilogue = fmt::format("{} file{} not in canonical layout: run schema fmt", changed.size(),
                                 changed.size() == 1 ? " is" : "s are");
  return kError;
}

}  // namespace

void add_fmt(CLI::App& app, Context& context) {
  auto o = std::make_shared<FmtCommand>();
  auto command = add_command(app, context, "fmt", "Bring files into the canonical layout",
                             "  schema fmt                # every .schema and .hcl file below this folder\n"
                             "  schema fmt db/ --check    # for CI: changes nothing, exits with 1\n"
                             "  schema fmt - < a.schema   # from stdin to stdout\n");
  command.arguments("paths", o->paths, "Files or folders; - for stdin (default: this folder)");
  command.flag("--check", o->check, "Change nothing; exit with 1 if it would");
  command.runs([o, &context] { return format(context, *o); });
}

}  // namespace schema::cli
