#include <libpq-fe.h>

#include "cli/command.hpp"
#include "cli/output.hpp"

namespace schema::cli {

void add_version(CLI::App& app, Context& context) {
  auto command = add_command(app, context, "version", "Print the version", "  schema version\n");
  command.runs([&context] {
    auto text =
        context.options.json
            ? fmt::format("{{\"version\": \"{}\", \"libpq\": {}}}\n", SCHEMA_VERSION, PQlibVersion())
            : fmt::format("schema {} (libpq {}.{})\n", SCHEMA_VERSION, PQlibVersion() / 10000, PQlibVersion() % 10000);
    return write_result(context, text) ? kDone : kError;
  });
}

}  // namespace schema::cli
