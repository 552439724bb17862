#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "syntax/node_names.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path grammar = fs::path(SCHEMA_ROOT) / "grammar";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in, path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// What grammar/src/node-types.json knows.
struct NodeTypes {
  std::set<std::string> nodes;
  std::set<std::string> fields;

  NodeTypes() {
    auto types = nlohmann::json::parse(read(grammar / "src/node-types.json"));
    for (const auto& type : types) {
      if (type["named"].get<bool>()) nodes.insert(type["type"].get<std::string>());
      auto own = type.value("fields", nlohmann::json::object());
      for (const auto& field : own.items()) fields.insert(field.key());
    }
  }
};

void check_all(const std::set<std::string>& used, const std::set<std::string>& known, const std::string& where) {
  for (const auto& word : used) CHECK_MESSAGE(known.count(word) == 1, where << " uses " << word);
}

}  // namespace

TEST_CASE("every node and field that the parser reads is in the grammar") {
  NodeTypes types;
#define SCHEMA_INSERT(name) #name,
  check_all({SCHEMA_NODE_KINDS(SCHEMA_INSERT)}, types.nodes, "node_names.hpp");
  check_all({SCHEMA_NODE_FIELDS(SCHEMA_INSERT)}, types.fields, "node_names.hpp");
#undef SCHEMA_INSERT
}

TEST_CASE("the generated parser has the version that old editors load") {
  CHECK(read(grammar / "src/parser.c").find("#define LANGUAGE_VERSION 14") != std::string::npos);
}
