#pragma once
#include <fmt/format.h>

#include "support/program.hpp"
#include "support/server.hpp"

namespace schema::test {

/// A project folder with a database of its own: environment "dev", files below db/.
struct Project {
  TemporaryFolder folder;
  postgres::FreshDatabase database = fresh_database("cli");

  explicit Project(const std::string& files = {}, const std::string& more = {}) {
    folder.write("schema.hcl", fmt::format("env \"dev\" {{\n  url = \"{}\"\n  src = \"db/\"\n{}}}\n", url(), more));
    if (!files.empty()) write(files);
  }

  std::string url() const { return database.url().redacted(); }
  void write(const std::string& files) const { folder.write("db/a.schema", files); }

  Ran run(const std::vector<std::string>& arguments, const std::string& input = {}) const {
    return run_schema(arguments, {.folder = folder.path(), .input = input});
  }
  Ran on_terminal(const std::vector<std::string>& arguments, const std::string& input = {}) const {
    return run_schema_on_terminal(arguments, {.folder = folder.path(), .input = input});
  }

  /// One value from the database.
  std::string ask(const std::string& sql) { return database.connection().query(sql).text(0, 0); }
  bool has_table(const std::string& name) { return ask("SELECT to_regclass('" + name + "') IS NOT NULL") == "t"; }
};

inline bool has(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

}  // namespace schema::test
