#include <fmt/format.h>

#include <filesystem>

#include "cli/desired.hpp"
#include "cli/output.hpp"
#include "plan/plan.hpp"
#include "postgres/backend.hpp"
#include "sql/parse.hpp"
#include "sql/split.hpp"
#include "workspace/files.hpp"

namespace schema::cli {

namespace {

/// The syntax of a plain SQL file, statement by statement.
void check_script(const SourceFile& file, Diagnostics& out) {
  for (auto& statement : sql::split_statements(file.text())) {
    if (statement.kind != sql::StatementKind::sql) continue;
    auto text = file.text().substr(statement.begin, statement.end - statement.begin);
    auto parsed = sql::parse_statements(text);
    if (!parsed.error || !parsed.error->certain) continue;  // newer syntax is left to the server
    auto at = statement.begin +
              std::min<uint32_t>(static_cast<uint32_t>(parsed.error->offset), statement.end - statement.begin);
    out.error("sql-syntax", {&file, at, at + 1}, parsed.error->message);
  }
}

/// The .sql files below the paths are checked here; the others are what is left to load.
std::vector<std::string> without_scripts(Context& context, const std::vector<std::string>& paths) {
  std::vector<std::string> rest;
  auto root = std::filesystem::path(find_project_file()).parent_path().string();
  for (auto& path : paths)
    for (auto& name : source_files(path, context.diagnostics, root)) {
      if (!name.ends_with(".sql"))
        rest.push_back(name);
      else if (auto file = read_source(name, context.sources, context.diagnostics))
        check_script(*file, context.diagnostics);
    }
  return rest;
}

int validate(Context& context, const std::vector<std::string>& paths) {
  auto& out = context.diagnostics;
  auto files = without_scripts(context, paths);
  size_t resources = 0;
  if (paths.empty() || !files.empty()) {
    auto declared = load_desired(context, files);
    if (!declared) return kError;
    std::vector<Resource*> all;
    for (auto& r : declared->catalog.all()) all.push_back(r.get());
    check_creation(all, postgres::backend(), out);
    resources = all.size();
  }
  if (out.has_errors()) return kError;
  auto is_source = [](const SourceFile& file) {
    auto ends = [&](const std::string& extension) { return file.path().ends_with(extension); };
    return std::any_of(source_extensions().begin(), source_extensions().end(), ends);
  };
  auto& files_read = context.sources.files();
  auto count = std::count_if(files_read.begin(), files_read.end(), is_source);
  auto text = fmt::format("Valid: {} resource{} in {} file{}.\n", resources, resources == 1 ? "" : "s", count, count == 1 ? "" : "s");
  return write_result(context,
                      context.options.json
                          ? fmt::format("{{\"valid\": true, \"resources\": {}, \"files\": {}}}\n", resources, count)
                          : text)
             ? kDone
             : kError;
}

}  // namespace

void add_validate(CLI::App& app, Context& context) {
  auto paths = std::make_shared<std::vector<std::string>>();
  auto command = add_command(app, context, "validate", "Check files without a database",
                             "  schema validate           # the project's files\n"
                             "  schema validate db/       # these\n"
                             "  schema validate --json    # errors for programs\n");
  command.arguments("paths", *paths, "Files or folders (default: the environment's src)");
  command.runs([paths, &context] { return validate(context, *paths); });
}

}  // namespace schema::cli
