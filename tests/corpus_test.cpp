// The golden corpus: tests/corpus/KIND/CASE holds old.schema and new.schema, and the SQL of the plan between them in both
// directions. Each plan is compared with its file and proved on a server: applied, inspected, and empty when made again.
// SCHEMA_ACCEPT=1 rewrites the expected files; SCHEMA_ONLY=word runs the cases whose path holds the word.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "plan/plan.hpp"
#include "postgres/backend.hpp"
#include "postgres/execute.hpp"
#include "postgres/inspector.hpp"
#include "support/server.hpp"
#include "workspace/state.hpp"

namespace fs = std::filesystem;
using namespace schema;
using namespace schema::postgres;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string shown(const Diagnostics& diagnostics) {
  std::string out;
  for (auto& d : diagnostics.all()) out += render(d, false);
  return out;
}

/// One side of a case on its way into a database.
class Run {
 public:
  Run(Connection& db, ScratchJudge& judge, const fs::path& file) : db_(db), judge_(judge), file_(file) {}

  /// The plan's SQL, as text; the plan is applied unless it is empty.
  std::string apply() {
    Diagnostics diagnostics;
    auto declared = load_files({file_.string()}, {.judge = &judge_}, sources_, diagnostics);
    REQUIRE_MESSAGE(!diagnostics.has_errors(), shown(diagnostics));
    auto current = inspect(db_);
    PlanOptions options{.scope = {.manage = {"*"}}, .session_user = db_.query("SELECT current_user").text(0, 0)};
    auto plan = make_plan(current, declared.catalog, backend_, &judge_, options, diagnostics);
    REQUIRE_MESSAGE(!diagnostics.has_errors(), shown(diagnostics));
    std::string text;
    for (auto& step : plan.steps)
      for (auto& statement : step.statements) text += statement.sql + ";\n";
    try {
      Transaction transaction(db_);
      execute(db_, plan);
      transaction.commit();
    } catch (const StepError& error) {
      report(error, diagnostics);
      FAIL(shown(diagnostics));
    }
    return text;
  }

 private:
  Connection& db_;
  ScratchJudge& judge_;
  fs::path file_;
  Sources sources_;
  Postgres backend_;
};

void expect(const fs::path& file, const std::string& text) {
  if (std::getenv("SCHEMA_ACCEPT")) {
    std::ofstream(file) << text;
    return;
  }
  CHECK_MESSAGE(text == read(file), file.string());
}

void check_case(const fs::path& folder, ScratchJudge& judge) {
  auto database = test::fresh_database();
  auto& db = database.connection();
  INFO(folder.string());
  auto old_file = folder / "old.schema", new_file = folder / "new.schema";
  Run(db, judge, old_file).apply();
  CHECK(Run(db, judge, old_file).apply() == "");
  expect(folder / "plan.sql", Run(db, judge, new_file).apply());
  CHECK(Run(db, judge, new_file).apply() == "");
  expect(folder / "back.sql", Run(db, judge, old_file).apply());
  CHECK(Run(db, judge, old_file).apply() == "");
}

}  // namespace

TEST_CASE("the corpus: every transition, in both directions, on a live server") {
  auto only = std::getenv("SCHEMA_ONLY");
  auto major = test::fresh_database().connection().server_major();
  ScratchJudge judge({.major = major});
  int cases = 0;
  std::vector<fs::path> folders;
  for (auto& entry : fs::recursive_directory_iterator(fs::path(SCHEMA_ROOT) / "tests/corpus"))
    if (entry.path().filename() == "old.schema") folders.push_back(entry.path().parent_path());
  std::sort(folders.begin(), folders.end());
  for (auto& folder : folders) {
    if (only && folder.string().find(only) == std::string::npos) continue;
    check_case(folder, judge);
    ++cases;
  }
  CHECK(cases > 0);
}
