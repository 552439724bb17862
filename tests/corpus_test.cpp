// The golden corpus: tests/corpus/KIND/CASE holds old.schema and new.schema, and the SQL of the plan between them in
// both directions. Each plan is compared with its file and proved on a server: applied, inspected, and empty when made
// again. SCHEMA_ACCEPT=1 rewrites the expected files; SCHEMA_ONLY=word runs the cases whose path holds the word. The files
// hold the SQL for PostgreSQL 15; with another server (SCHEMA_PG_BIN, see tests/versions) the plans are only proved.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "model/write.hpp"
#include "plan/plan.hpp"
#include "postgres/backend.hpp"
#include "postgres/execute.hpp"
#include "postgres/inspector.hpp"
#include "resolve/resolve.hpp"
#include "support/server.hpp"
#include "syntax/parse.hpp"
#include "workspace/files.hpp"
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

constexpr int kGoldenMajor = 15;

/// A case cannot go on; why has been reported.
struct Stopped {};

/// What a case needs, the server's version does not have.
struct TooOld {};

void stop_on_errors(const Diagnostics& diagnostics) {
  if (!diagnostics.has_errors()) return;
  for (auto& d : diagnostics.all())
    if (d.code == "needs-newer-server") throw TooOld();
  FAIL_CHECK(shown(diagnostics));
  throw Stopped();
}

/// One side of a case on its way into a database.
class Run {
 public:
  Run(Connection& db, ScratchJudge& judge, const fs::path& file) : db_(db), judge_(judge), file_(file) {}

  /// The plan's SQL, as text; the plan is applied unless it is empty.
  std::string apply() {
    Diagnostics diagnostics;
    auto declared = load_files({file_.string()}, {.judge = &judge_}, sources_, diagnostics);
    stop_on_errors(diagnostics);
    auto current = inspect(db_, Reach::cluster);
    PlanOptions options{.scope = {.manage = {"*"}}, .session_user = db_.query("SELECT current_user").text(0, 0)};
    auto plan = make_plan(current, declared.catalog, backend_, &judge_, options, diagnostics);
    stop_on_errors(diagnostics);
    std::string text;
    for (auto& step : plan.steps)
      for (auto& statement : step.statements) text += statement.shown() + ";\n";
    try {
      for (auto& command : commands(plan)) postgres::run(db_, command);
    } catch (const StepError& error) {
      report(error, diagnostics);
      MESSAGE(text);
      stop_on_errors(diagnostics);
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

void expect(const fs::path& file, const std::string& text, int major) {
  if (major != kGoldenMajor) return;
  if (std::getenv("SCHEMA_ACCEPT")) {
    std::ofstream(file) << text;
    return;
  }
  CHECK_MESSAGE(text == read(file), file.string());
}

/// What inspect prints says the same as the database, without any judge.
void check_text(Connection& db) {
  auto current = inspect(db);
  Writer writer(current);
  std::string text;
  for (auto r : in_file_order(current)) text += writer.write(*r) + "\n";
  Sources sources;
  Diagnostics diagnostics;
  auto body = syntax::parse(sources.add("inspected", text), diagnostics);
  auto module = lang::evaluate({&body}, evaluation_options(".", sources), diagnostics);
  auto declared = decode(module.blocks, diagnostics);
  resolve(declared, {}, diagnostics);
  REQUIRE_MESSAGE(!diagnostics.has_errors(), shown(diagnostics) << text);
  auto plan = make_plan(current, declared.catalog, backend(), nullptr, {.scope = {.manage = {"*"}}}, diagnostics);
  for (auto& step : plan.steps) CHECK_MESSAGE(false, step.resource->address << ": " << step.reason << "\n" << text);
}

void check_case(const fs::path& folder, ScratchJudge& judge) {
  auto database = test::fresh_database();
  auto& db = database.connection();
  INFO(folder.string());
  auto old_file = folder / "old.schema", new_file = folder / "new.schema";
  Run(db, judge, old_file).apply();
  CHECK(Run(db, judge, old_file).apply() == "");
  expect(folder / "plan.sql", Run(db, judge, new_file).apply(), db.server_major());
  CHECK(Run(db, judge, new_file).apply() == "");
  check_text(db);
  expect(folder / "back.sql", Run(db, judge, old_file).apply(), db.server_major());
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
    ++cases;
    try {
      check_case(folder, judge);
    } catch (const TooOld&) {
      MESSAGE(folder.string() << " needs a newer server than " << major);
    } catch (const Stopped&) {
    } catch (const std::exception& error) {
      FAIL_CHECK(folder.string(), ": ", error.what());
    }
  }
  CHECK(cases > 0);
}
