#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/program.hpp"

/// What a newcomer is told: each file of tests/mistakes has one mistake, and beside it what `validate` says.
/// SCHEMA_ACCEPT=1 rewrites the texts; read the difference.

namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("mistakes") {
  const fs::path folder = fs::path(SCHEMA_ROOT) / "tests/mistakes";
  size_t found = 0;
  for (auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".schema") continue;
    ++found;
    CAPTURE(entry.path().filename());
    auto ran = schema::test::run_schema({"validate", entry.path().filename()}, {.folder = folder});
    CHECK(ran.code == 1);
    CHECK(ran.out.empty());
    auto golden = entry.path();
    golden.replace_extension(".txt");
    if (std::getenv("SCHEMA_ACCEPT")) std::ofstream(golden, std::ios::binary) << ran.err;
    CHECK(ran.err == read(golden));
  }
  CHECK(found > 60);
}
