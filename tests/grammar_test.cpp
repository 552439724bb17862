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
  std::set<std::string> tokens;
  std::set<std::string> fields;

  NodeTypes() {
    auto types = nlohmann::json::parse(read(grammar / "src/node-types.json"));
    for (const auto& type : types) {
      (type["named"].get<bool>() ? nodes : tokens).insert(type["type"].get<std::string>());
      auto own = type.value("fields", nlohmann::json::object());
      for (const auto& field : own.items()) fields.insert(field.key());
    }
  }
};

/// The words of a query that must exist in the grammar.
struct QueryWords {
  std::set<std::string> nodes;
  std::set<std::string> tokens;
  std::set<std::string> fields;

  explicit QueryWords(const std::string& text) {
    for (size_t i = 0; i < text.size();) {
      char c = text[i];
      if (c == ';') {
        i = text.find('\n', i);
      } else if (text.compare(i, 2, "(#") == 0) {
        i = text.find(')', i) + 1;  // a predicate holds strings, not tokens
        if (text[i] == '$' || text[i] == '"') i = text.find("\")", i) + 2;
      } else if (c == '"') {
        auto end = text.find('"', i + 1);
        tokens.insert(text.substr(i + 1, end - i - 1));
        i = end + 1;
      } else if (c == '@') {
        i = text.find_first_of(" \n)]", i);
      } else if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
        auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", i);
        (text[end] == ':' ? fields : nodes).insert(text.substr(i, end - i));
        i = end;
      } else {
        i++;
      }
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

TEST_CASE("every node, token and field of the queries is in the grammar") {
  NodeTypes types;
  int count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(grammar / "queries")) {
    if (entry.path().extension() != ".scm") continue;
    QueryWords words(read(entry.path()));
    check_all(words.nodes, types.nodes, entry.path().filename());
    check_all(words.tokens, types.tokens, entry.path().filename());
    check_all(words.fields, types.fields, entry.path().filename());
    CHECK(!words.nodes.empty());
    count++;
  }
  CHECK(count >= 6);
}

TEST_CASE("the generated parser has the version that old editors load") {
  CHECK(read(grammar / "src/parser.c").find("#define LANGUAGE_VERSION 14") != std::string::npos);
}
