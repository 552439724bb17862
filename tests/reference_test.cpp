#include "docs/reference.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "lang/evaluate.hpp"
#include "model/decode.hpp"
#include "syntax/parse.hpp"
#include "workspace/files.hpp"

using namespace schema;
namespace fs = std::filesystem;

namespace {

const fs::path kFolder = fs::path(SCHEMA_ROOT) / "docs/reference";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::vector<docs::Page>& pages) {
  fs::remove_all(kFolder);
  fs::create_directories(kFolder);
  for (auto& page : pages) std::ofstream(kFolder / page.file, std::ios::binary) << page.text;
}

}  // namespace

/// SCHEMA_ACCEPT=1 writes them anew.
TEST_CASE("the pages in docs/reference are those that the program writes") {
  auto pages = docs::reference();
  if (std::getenv("SCHEMA_ACCEPT")) write(pages);
  std::set<std::string> expected;
  for (auto& page : pages) {
    expected.insert(page.file);
    bool current = read(kFolder / page.file) == page.text;
    CHECK_MESSAGE(current, page.file << " is out of date: schema docs --reference -o docs/reference");
  }
  for (auto& entry : fs::directory_iterator(kFolder))
    CHECK_MESSAGE(expected.contains(entry.path().filename()), entry.path());
}

TEST_CASE("every example of the reference is a document of the language") {
  for (auto& example : docs::examples()) {
    CAPTURE(example.of);
    CAPTURE(example.text);
    Sources sources;
    Diagnostics diagnostics;
    bool with_password = example.text.find("var.password") != std::string::npos;
    auto& file =
        sources.add(example.of, example.text + (with_password ? "variable \"password\" { default = \"x\" }\n" : ""));
    auto body = syntax::parse(file, diagnostics);
    auto options = evaluation_options("/", sources);
    auto evaluated = lang::evaluate({&body}, options, diagnostics);
    decode(evaluated.blocks, diagnostics);
    std::string problems;
    for (auto& problem : diagnostics.all()) problems += render(problem, false);
    CHECK(problems == "");
  }
}
