#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <sstream>

#include "cli/output.hpp"
#include "cli/target.hpp"
#include "syntax/format.hpp"
#include "workspace/files.hpp"

namespace schema::cli {

namespace {

struct FmtCommand {
  std::vector<std::string> paths;
  bool check = false;
};

/// The files that a path stands for: itself, or every .schema and .hcl file below it.
std::vector<std::string> files_of(const std::string& path, Diagnostics& out) {
  return std::filesystem::is_directory(path) ? files_below(path, {".schema", ".hcl"}) : source_files(path, out);
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

/// Whether the file was in canonical layout; its name is printed if not.
bool format_file(Context& context, const std::string& path, bool check) {
  auto file = read_source(path, context.sources, context.diagnostics);
  if (!file) return true;
  auto formatted = syntax::format(*file, context.diagnostics);
  if (!formatted || *formatted == file->text()) return true;
  if (check || write_result(context, *formatted, path)) write_result(context, path + "\n");
  return false;
}

int format(Context& context, const FmtCommand& o) {
  if (o.paths == std::vector<std::string>{"-"}) return from_stdin(context, o);
  size_t unformatted = 0;
  auto paths = o.paths.empty() ? std::vector<std::string>{"."} : o.paths;
  for (auto& path : paths)
    for (auto& file : files_of(path, context.diagnostics)) unformatted += format_file(context, file, o.check) ? 0 : 1;
  if (context.diagnostics.has_errors()) return kError;
  if (!o.check || unformatted == 0) return kDone;
  context.epilogue =
      fmt::format("{} file{} not in canonical layout: run schema fmt", unformatted, unformatted == 1 ? " is" : "s are");
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
