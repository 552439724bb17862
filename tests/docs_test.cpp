#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "support/file_run.hpp"
#include "support/project.hpp"
#include "support/round_trip.hpp"
#include "syntax/format.hpp"

using namespace schema;
namespace fs = std::filesystem;

/// What docs/ shows is true: every block of hcl does what docs/testing.md says of it.

namespace {

struct Block {
  std::string file;  ///< from a first line `# db/main.schema`; empty if it stands for itself
  std::string text;
};

std::vector<Block> blocks_of(const fs::path& page) {
  std::ifstream in(page);
  std::vector<Block> out;
  static const std::regex path(R"(# (\S+\.(schema|hcl)))");
  bool inside = false, first = false;
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (line.starts_with("```")) {
      inside = line == "```hcl";
      first = inside;
      if (inside) out.emplace_back();
    } else if (inside) {
      if (first && std::regex_match(line, match, path)) out.back().file = match[1];
      out.back().text += line + "\n";
      first = false;
    }
  }
  return out;
}

std::vector<fs::path> pages() {
  std::vector<fs::path> out;
  for (auto& entry : fs::recursive_directory_iterator(fs::path(SCHEMA_ROOT) / "docs")) {
    bool generated = entry.path().parent_path().filename() == "reference";  // held by reference_test
    if (entry.path().extension() == ".md" && !generated) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// The block applies to an empty database, and then there is nothing to do.
void check_block(const std::string& block, postgres::ScratchJudge& judge) {
  test::TemporaryFolder folder;
  folder.write("a.schema", block);
  auto& db = test::empty_database(test::EmptyDatabase::changed);
  try {
    test::FileRun(db, judge, folder.path() / "a.schema", {}).apply();
    CHECK(test::FileRun(db, judge, folder.path() / "a.schema", {}).apply() == "");
  } catch (const test::Stopped&) {
  }
}

/// Every environment of a project file validates; the database is one that its data sources may ask.
void check_project(const fs::path& file, const std::string& text, const std::string& url) {
  static const std::regex environment(R"re(env "(\w+)" \{)re");
  fs::create_directories(file.parent_path() / "db");
  std::ofstream(file.parent_path() / "db" / "empty.schema") << "\n";
  for (std::sregex_iterator at(text.begin(), text.end(), environment), end; at != end; ++at) {
    auto ran = test::run_schema({"validate", "--env", (*at)[1]},
                                {.folder = file.parent_path(), .environment = {{"DATABASE_URL", url}}});
    CAPTURE(ran.err);
    CHECK(ran.code == 0);
  }
}

}  // namespace

TEST_CASE("a block that stands for itself can be applied to an empty database") {
  postgres::ScratchJudge judge({.major = test::fresh_database().connection().server_major()});
  std::set<std::string> tried;
  for (auto& page : pages())
    for (auto& block : blocks_of(page)) {
      if (!block.file.empty() || !tried.insert(block.text).second) continue;
      CAPTURE(page);
      CAPTURE(block.text);
      check_block(block.text, judge);
    }
  CHECK(tried.size() > 100);
}

TEST_CASE("files that a page shows are a project") {
  auto database = test::fresh_database("docs");
  database.connection().execute(
      "CREATE SCHEMA admin; CREATE TABLE admin.tenant (name text, region text, live boolean);"
      "INSERT INTO admin.tenant VALUES ('acme', 'eu', true), ('gone', 'us', false)");
  for (auto& page : pages()) {
    test::TemporaryFolder folder;
    auto blocks = blocks_of(page);
    for (auto& block : blocks)
      if (!block.file.empty()) folder.write(block.file, block.text);
    for (auto& block : blocks) {
      CAPTURE(page);
      CAPTURE(block.file);
      if (block.file.ends_with("schema.hcl"))
        check_project(folder.path() / block.file, block.text, database.url().redacted());
    }
  }
}

TEST_CASE("blocks are in canonical layout") {
  for (auto& page : pages())
    for (auto& block : blocks_of(page)) {
      CAPTURE(page);
      Diagnostics problems;
      CHECK(syntax::format(SourceFile("block", block.text), problems) == block.text);
    }
}

TEST_CASE("the standard library's page names every file, and every link leads somewhere") {
  std::ifstream in(fs::path(SCHEMA_ROOT) / "docs/standard-library.md");
  std::string page{std::istreambuf_iterator<char>(in), {}};
  for (auto& entry : fs::directory_iterator(fs::path(SCHEMA_ROOT) / "stdlib")) {
    if (entry.path().extension() != ".schema") continue;
    auto name = entry.path().stem().string();
    CHECK_MESSAGE(test::has(page, "\n## " + name + "\n"), name);
    CHECK_MESSAGE(test::has(page, "| [" + name + "](#" + name + ") |"), name);
  }
  static const std::regex link(R"(\]\(([^)#:]+)(#[^)]*)?\))");
  for (auto& path : pages()) {
    std::ifstream file(path);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at)
      CHECK_MESSAGE(fs::exists(path.parent_path() / (*at)[1].str()), path << " -> " << (*at)[1].str());
  }
}
