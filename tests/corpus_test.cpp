// The golden corpus: tests/corpus/KIND/CASE holds old.schema and new.schema, and the SQL of the plan between them in
// both directions. Each plan is compared with its file and proved on a server: applied, inspected, and empty when made
// again. Where a case has rows.sql, these rows are put into the old database, and the values that kept.sql asks for must
// be the same after each transition. SCHEMA_ACCEPT=1 rewrites the expected files; SCHEMA_ONLY=word runs the cases whose path holds the word. The
// files hold the SQL for PostgreSQL 15; with another server (SCHEMA_PG_BIN, see tests/versions) the plans are only
// proved.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "model/write.hpp"
#include "resolve/resolve.hpp"
#include "support/file_run.hpp"
#include "syntax/parse.hpp"

namespace fs = std::filesystem;
using namespace schema;
using namespace schema::postgres;
using test::FileRun;
using test::shown;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

constexpr int kGoldenMajor = 15;

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

/// The answer of the case's kept.sql; empty if it has none.
std::string kept(Connection& db, const fs::path& folder) {
  auto file = folder / "kept.sql";
  return fs::exists(file) ? std::string(db.query(read(file)).text(0, 0)) : std::string();
}

void check_case(const fs::path& folder, ScratchJudge& judge) {
  auto database = test::fresh_database();
  auto& db = database.connection();
  INFO(folder.string());
  auto old_file = folder / "old.schema", new_file = folder / "new.schema";
  FileRun(db, judge, old_file).apply();
  CHECK(FileRun(db, judge, old_file).apply() == "");
  if (auto rows = folder / "rows.sql"; fs::exists(rows)) db.execute(read(rows));
  auto before = kept(db, folder);
  expect(folder / "plan.sql", FileRun(db, judge, new_file).apply(), db.server_major());
  CHECK(FileRun(db, judge, new_file).apply() == "");
  CHECK(kept(db, folder) == before);
  check_text(db);
  expect(folder / "back.sql", FileRun(db, judge, old_file).apply(), db.server_major());
  CHECK(FileRun(db, judge, old_file).apply() == "");
  CHECK(kept(db, folder) == before);
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
    } catch (const test::TooOld&) {
      MESSAGE(folder.string() << " needs a newer server than " << major);
    } catch (const test::Stopped&) {
    } catch (const std::exception& error) {
      FAIL_CHECK(folder.string(), ": ", error.what());
    }
  }
  CHECK(cases > 0);
}
