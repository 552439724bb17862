// docs/coverage.md against the catalogs of a live server: no column of pg_catalog is missing there, none is named twice, and
// the kinds that it names exist.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "schema/kind.hpp"
#include "support/server.hpp"

using namespace schema;

namespace {

std::vector<std::string> quoted(const std::string& text) {
  static const std::regex name("`([a-z0-9_]+)`");
  std::vector<std::string> names;
  for (std::sregex_iterator it(text.begin(), text.end(), name), end; it != end; ++it) names.push_back((*it)[1]);
  return names;
}

/// How often the page names each column, by catalog; kinds that it names are checked on the way.
std::map<std::string, std::map<std::string, int>> read_page() {
  std::ifstream in(std::string(SCHEMA_ROOT) + "/docs/coverage.md");
  std::map<std::string, std::map<std::string, int>> page;
  std::string line, catalog;
  while (std::getline(in, line)) {
    if (line.starts_with("## ")) catalog = line.substr(3);
    if (!line.starts_with("- ")) continue;
    auto colon = line.find("`: `");
    bool managed = line.starts_with("- managed by");
    if (managed)
      for (auto& kind : quoted(line.substr(0, colon + 1))) CHECK_MESSAGE(bool(find_kind(kind) != nullptr), kind);
    auto columns = managed ? colon + 2 : line.rfind("): `") + 2;
    for (auto& column : quoted(line.substr(columns))) ++page[catalog][column];
  }
  return page;
}

}  // namespace

TEST_CASE("every column of every catalog is managed, derived, or left out for a reason") {
  auto page = read_page();
  auto database = test::fresh_database();
  auto columns = database.connection().query(
      "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
      "WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped "
      "AND a.attname <> 'oid'");
  REQUIRE(columns.rows() > 400);
  for (int i = 0; i < columns.rows(); ++i) {
    std::string catalog(columns.text(i, 0)), column(columns.text(i, 1));
    CHECK_MESSAGE(page[catalog][column] == 1, catalog << "." << column);
  }
}
