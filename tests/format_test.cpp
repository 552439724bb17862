#include "syntax/format.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "ast_text.hpp"
#include "syntax/parse.hpp"

using namespace schema;

namespace {

namespace fs = std::filesystem;

std::optional<std::string> try_format(const std::string& text) {
  SourceFile file("f", text);
  Diagnostics diagnostics;
  auto result = syntax::format(file, diagnostics);
  CHECK(result.has_value() != diagnostics.has_errors());
  return result;
}

std::string tree(const std::string& text) {
  SourceFile file("f", text);
  Diagnostics diagnostics;
  return syntax::to_text(syntax::parse(file, diagnostics));
}

/// Formats, and checks that nothing but the layout changed and that a second run changes nothing.
std::string format(const std::string& text) {
  auto result = try_format(text);
  REQUIRE(result);
  CHECK(tree(*result) == tree(text));
  CHECK(try_format(*result) == result);
  return *result;
}

void check_fixed(const std::string& text) { CHECK(format(text) == text); }

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The comments' marks, which the tests write as c0, c1, ...
size_t comment_count(const std::string& text) {
  size_t count = 0;
  for (size_t i = 0; text.find("c" + std::to_string(i) + ";") != std::string::npos; i++) count++;
  return count;
}

}  // namespace

TEST_CASE("attributes") {
  CHECK(format("") == "");
  CHECK(format("\n\n  \n") == "");
  CHECK(format("a=1") == "a = 1\n");
  CHECK(format("a=1\nlong=2\r\n\n\n\nb=3\n") == "a    = 1\nlong = 2\n\nb = 3\n");
  CHECK(format("a = 1\n# c\nlong = 2\n") == "a = 1\n# c\nlong = 2\n");
  CHECK(format("größe = 1\na = 2\n") == "größe = 1\na     = 2\n");
}

TEST_CASE("blocks") {
  CHECK(format("t   \"x\"  {\n\n\ta = 1\n\n\n  b{\n c=2\n}\n\n}") ==
        "t \"x\" {\n  a = 1\n\n  b {\n    c = 2\n  }\n}\n");
  CHECK(format("t {\n}\n") == "t {}\n");
  CHECK(format("t {a=1,b=2}\n") == "t { a = 1, b = 2 }\n");
  CHECK(format("t { a { b = 1 }, c = 2, }") == "t { a { b = 1 }, c = 2 }\n");
  CHECK(format("r {\n a = 1,b = 2,\n c = 3\n}") == "r {\n  a = 1, b = 2\n  c = 3\n}\n");
  CHECK(format("import   \"x\"\n") == "import \"x\"\n");
  std::string long_text(110, 'x');
  CHECK(format("t { a = \"" + long_text + "\", long = 2 }") == "t {\n  a    = \"" + long_text + "\"\n  long = 2\n}\n");
}

TEST_CASE("neighbouring one-line blocks are aligned") {
  check_fixed(R"(table "incident" {
  schema  = schema.dispatch
  include = [mixin.timestamps] # columns and a trigger

  column "id"       { type = bigint, identity = always }
  column "status"   { type = enum.status, default = "received" }
  column "location" { type = point }

  primary_key { columns = [column.id] }
  index "open"  { columns = [column.status], where = "status <> 'closed'" }
  check "named" { expr = "caller IS NULL OR length(caller) > 0" }
}
)");
}

TEST_CASE("expressions") {
  CHECK(format("a = b?c:!d||-e*(f+g)\n") == "a = b ? c : !d || -e * (f + g)\n");
  CHECK(format("a = numeric( 10,2 ) [ ]\n") == "a = numeric(10, 2)[]\n");
  CHECK(format("a = x . y [ 0 ] [ * ] . z . 0 . 1\n") == "a = x.y[0][*].z.0.1\n");
  CHECK(format("a = [ 1,2, ]\nb = {c=1,d:2}\ne = []\nf = {}\n") ==
        "a = [1, 2]\nb = { c = 1, d = 2 }\ne = []\nf = {}\n");
  CHECK(format("a = [ for k,v in m:v if v ]\nb = {for v in m:v=>v...}\n") ==
        "a = [for k, v in m : v if v]\nb = { for v in m : v => v... }\n");
  CHECK(format("a = f( b,c... )\n") == "a = f(b, c...)\n");
  CHECK(format("a = (\n b &&\nc)\n") == "a = (\n  b &&\n    c\n)\n");
}

TEST_CASE("lists and objects over lines") {
  CHECK(format("a = [\n1,2\n,\n3]\n") == "a = [\n  1,\n  2,\n  3,\n]\n");
  CHECK(format("a = {\nb=1,long=2\n\"c\":3 }\n") == "a = {\n  b    = 1\n  long = 2\n  \"c\"  = 3\n}\n");
  CHECK(format("a = [{\nb=1\n},{c=2}]\n") == "a = [{\n  b = 1\n}, { c = 2 }]\n");
  std::string item(50, 'x');
  CHECK(format("a = [" + item + "," + item + "," + item + "]\n") ==
        "a = [\n  " + item + ",\n  " + item + ",\n  " + item + ",\n]\n");
  CHECK(format("a = f(" + item + "," + item + "," + item + "...)\n") ==
        "a = f(\n  " + item + ",\n  " + item + ",\n  " + item + "...\n)\n");
}

TEST_CASE("a value of several lines is the last of its run") {
  CHECK(format("a = 1\nlong = [\n1]\nb = 2\n") == "a    = 1\nlong = [\n  1,\n]\nb = 2\n");
}

TEST_CASE("heredocs") {
  CHECK(format("v {\nschema = s\nas = <<-SQL\n      SELECT 1\n\n        FROM t\n   \nSQL\n}\n") ==
        "v {\n  schema = s\n  as     = <<-SQL\n    SELECT 1\n\n      FROM t\n\n  SQL\n}\n");
  CHECK(format("v {\nas = <<SQL\n  x\n SQL\n}\n") == "v {\n  as = <<SQL\n  x\n SQL\n}\n");
  CHECK(format("a = <<-SQL\n${x}\n  y\nSQL\n") == "a = <<-SQL\n  ${x}\n    y\nSQL\n");
  CHECK(format("a = sql(<<-SQL\nx\nSQL\n)\nb=1\n") == "a = sql(<<-SQL\n  x\nSQL\n)\nb = 1\n");
  CHECK(format("a = f(<<A\nx\nA\n,1)\n") == "a = f(<<A\nx\nA\n, 1)\n");
  CHECK(format("a = [\n<<A\nx\nA\n,<<B\ny\nB\n, # c\n]\n") == "a = [\n  <<A\nx\nA\n  ,\n  <<B\ny\nB\n  , # c\n]\n");
}

TEST_CASE("comments stay where they are") {
  check_fixed("# c\n\n// d\na = 1\n");
  check_fixed("t { # head\n  # own\n  a = 1 # behind\n\n  # end\n}\n# last\n");
  CHECK(format("a = 1 # c\nlong = 2    # d\nb = 3\ne = 4 # f\n") ==
        "a    = 1 # c\nlong = 2 # d\nb    = 3\ne    = 4 # f\n");
  CHECK(format("a = [ # h\n1,# one\n\n\n# own\n2 # two\n# end\n]\n") ==
        "a = [ # h\n  1, # one\n\n  # own\n  2, # two\n  # end\n]\n");
  check_fixed("a /* c */ = /* d */ 1 /* e */\n");
  check_fixed("t {\n  a = 1 /* b */, /* c */ b = 2 /* d */\n}\n");
  check_fixed("a = f(/* c */ 1, 2 /* d */)\n");
  check_fixed("/* c\n   d */ a = 1\n");
}

TEST_CASE("no comment is lost, wherever it stands") {
  std::vector<std::string> tokens = {"t",  " \"x\"", " {\n",  "a",     " =", " [\n", "1",  ",\n", "f(",
                                     "2",  ")",      "\n]\n", "b",     " =", " {\n", "k",  " =",  " x",
                                     " .", "y",      "\n}\n", "c = (", "1",  " +",   " 2", ")\n", "}\n"};
  for (size_t i = 0; i < tokens.size(); i++) {
    std::string text;
    for (size_t j = 0; j < tokens.size(); j++) text += (j == i ? " /* c0; */ " : "") + tokens[j];
    INFO(text);
    CHECK(comment_count(format(text)) == 1);
  }
  for (size_t i = 0; i < tokens.size(); i++) {
    std::string text;
    for (size_t j = 0; j < tokens.size(); j++) text += (j == i ? " # c0;\n" : "") + tokens[j];
    INFO(text);
    if (auto result = try_format(text)) CHECK(comment_count(format(text)) == 1);
  }
}

TEST_CASE("a file with errors is left alone") {
  CHECK(!try_format("a = \n"));
  CHECK(!try_format("t {\n"));
}

TEST_CASE("a large file is laid out like a small one") {
  std::string large;
  for (size_t i = 0; large.size() < 300'000; ++i)
    large += fmt::format(
        "t \"{0}\" {{\n}}\n\n\n# {0}\n  b {{ c = {0} }} # c\nlonger {{ c = 1 }} /* d */\nx {{\na = 1, # {0}\nbc = "
        "[1,\n2]\n}}\n\n",
        i);
  // An attribute of the file: such a file is not worked on in pieces.
  CHECK(format(large) + "\nz = 1\n" == format(large + "z=1\n"));
}

TEST_CASE("the grammar's corpus keeps its meaning") {
  int count = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(SCHEMA_ROOT) / "grammar/test/corpus")) {
    auto text = read(entry.path());
    std::string rule(60, '=');
    for (size_t at = 0; (at = text.find(rule, at)) != std::string::npos;) {
      auto begin = text.find('\n', text.find(rule, at + 60)) + 1;
      auto end = text.find("---\n", begin);
      auto source = text.substr(begin, end - begin);
      INFO(entry.path().filename(), "\n", source);
      if (entry.path().stem() != "mistakes") {
        format(source);
        count++;
      } else {
        CHECK(!try_format(source));
      }
      at = end;
    }
  }
  CHECK(count > 70);
}

TEST_CASE("our own files are formatted") {
  for (auto folder : {"stdlib", "examples"}) {
    auto root = fs::path(SCHEMA_ROOT) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".schema" && entry.path().filename() != "schema.hcl") continue;
      INFO(entry.path());
      check_fixed(read(entry.path()));
    }
  }
}
