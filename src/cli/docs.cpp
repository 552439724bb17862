#include "docs/reference.hpp"

#include <filesystem>

#include "cli/command.hpp"
#include "cli/output.hpp"

namespace schema::cli {

namespace {

struct DocsCommand {
  bool reference = false;
  std::string folder;
};

int write_reference(Context& context, const DocsCommand& o) {
  if (!o.reference) {
    context.diagnostics.error("usage", {}, "nothing is said to be written", "schema docs --reference -o DIR");
    return kError;
  }
  std::filesystem::create_directories(o.folder);
  for (auto& page : docs::reference())
    if (!write_result(context, page.text, (std::filesystem::path(o.folder) / page.file).string())) return kError;
  return kDone;
}

}  // namespace

void add_docs(CLI::App& app, Context& context) {
  auto o = std::make_shared<DocsCommand>();
  auto command = add_command(app, context, "docs", "Write the reference of the language as Markdown",
                             "  schema docs --reference -o docs/reference    # a page a kind, one of functions\n");
  command.flag("--reference", o->reference, "Every block with its attributes, every function");
  command.required_option("-o,--output", o->folder, "The folder to write to", "DIR");
  command.runs([o, &context] { return write_reference(context, *o); });
}

}  // namespace schema::cli
