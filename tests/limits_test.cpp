#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "model/decode.hpp"
#include "plan/plan.hpp"
#include "postgres/backend.hpp"
#include "resolve/resolve.hpp"
#include "syntax/format.hpp"
#include "syntax/parse.hpp"
#include "workspace/files.hpp"

using namespace schema;

/// Files that are made to hang or to fill the memory end in diagnostics, on every stretch of the way from text to
/// resources. lang_limits_test has those for the evaluator.

namespace {

/// Reads the text as `validate` does.
Diagnostics problems_of(std::string text) {
  Sources sources;
  Diagnostics out;
  auto body = syntax::parse(sources.add("a.schema", std::move(text)), out);
  auto module = lang::evaluate({&body}, evaluation_options(".", sources), out);
  auto declared = decode(module.blocks, out);
  resolve(declared, {}, out);
  return out;
}

std::string codes(const Diagnostics& problems) {
  std::set<std::string> found;
  for (auto& d : problems.all()) found.insert(d.code);
  return fmt::format("{}", fmt::join(found, " "));
}

std::string repeated(std::string_view text, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// How many diagnostics offer a name.
size_t with_help(const Diagnostics& problems) {
  auto& all = problems.all();
  return static_cast<size_t>(
      std::count_if(all.begin(), all.end(), [](auto& d) { return d.help.starts_with("did you mean"); }));
}

}  // namespace

TEST_CASE("nesting without end") {
  constexpr size_t kDeep = 100'000;
  for (std::string_view open : {"(", "[", "{", "\"${", "-", "!", "f(", "true ? ", "[for a in "})
    CHECK_MESSAGE(codes(problems_of("locals { x = " + repeated(open, kDeep))) == "too-deep", open);
  CHECK(codes(problems_of(repeated("a {\n", kDeep))) == "too-deep");
  for (std::string_view more : {" + 1", ".b", "[0]", "[*].c"})
    CHECK_MESSAGE(codes(problems_of("locals { x = 1" + repeated(more, kDeep) + " }\n")).ends_with("too-deep"), more);
}

TEST_CASE("what does not parse, for a long time") {
  constexpr size_t kLong = 200'000;
  for (std::string_view piece : {"}", "\"", "= = =\n", "/*", "<<E\n", "a b c\n", "$", "'"}) {
    auto text = repeated(piece, kLong / piece.size());
    auto problems = problems_of(text);
    CHECK_MESSAGE(problems.has_errors(), piece);
    CHECK(problems.all().size() <= 1001);
    Diagnostics of_format;
    CHECK(!syntax::format(SourceFile("a.schema", text), of_format));
    CHECK(of_format.has_errors());
  }
}

TEST_CASE("a file that is too big, and bytes that are no text") {
  CHECK(codes(problems_of("# " + std::string(17 << 20, 'x'))) == "file-too-large");
  CHECK(codes(problems_of(std::string(1 << 20, '\0'))) == "nul-byte");
  CHECK(codes(problems_of(std::string(1 << 20, '\xff'))) == "invalid-utf8");
  CHECK(codes(problems_of("schema \"a\xed\xa0\x80\" {}")) == "invalid-utf8");
}

TEST_CASE("many names that are not there") {
  SUBCASE("tables") {
    std::string text = "schema \"s\" {}\n";
    for (int i = 0; i < 5'000; ++i)
      text += fmt::format(
          "table \"t{}\" {{\n  column \"x\" {{ type = int }}\n"
          "  foreign_key \"f\" {{\n    columns = [column.x]\n    ref_columns = [table.tt{}.column.x]\n  }}\n}}\n",
          i, i);
    auto problems = problems_of(text);
    CHECK(problems.error_count() == 5'000);
    CHECK(with_help(problems) > 100);
    CHECK(with_help(problems) < 500);
  }
  SUBCASE("columns, which are not all listed") {
    std::string text = "schema \"s\" {}\ntable \"t\" {\n";
    for (int i = 0; i < 1'000; ++i) text += fmt::format("  column \"column_{}\" {{ type = int }}\n", i);
    for (int i = 0; i < 2'000; ++i) text += fmt::format("  index \"i{}\" {{ columns = [column.x{}] }}\n", i, i);
    auto problems = problems_of(text + "}\n");
    CHECK(problems.error_count() == 2'000);
    CHECK(problems.all().front().help == "it has 1000 others");
  }
  SUBCASE("relations in queries") {
    std::string text = "schema \"s\" {}\n";
    for (int i = 0; i < 2'000; ++i) text += fmt::format("view \"v{}\" {{ as = \"SELECT * FROM vv{}\" }}\n", i, i);
    auto problems = problems_of(text);
    CHECK(problems.error_count() == 2'000);
    CHECK(with_help(problems) < 500);
  }
}

TEST_CASE("many ways from one view to another") {
  std::string text =
      "schema \"a\" {}\ntable \"v0_0\" {\n  column \"n\" { type = integer }\n}\nview \"v0_1\" { as = \"SELECT n FROM "
      "v0_0\" }\n";
  constexpr int kLayers = 60;
  for (int layer = 1; layer < kLayers; ++layer)
    for (int one : {0, 1})
      text +=
          fmt::format("view \"v{0}_{1}\" {{ as = \"SELECT x.n FROM v{2}_0 x, v{2}_1 y\" }}\n", layer, one, layer - 1);
  text += fmt::format("materialized_view \"m\" {{ as = \"SELECT n FROM v{}_0\" }}\n", kLayers - 1);
  Sources sources;
  Diagnostics out;
  auto body = syntax::parse(sources.add("a.schema", std::move(text)), out);
  auto declared = decode(lang::evaluate({&body}, evaluation_options(".", sources), out).blocks, out);
  resolve(declared, {}, out);
  std::vector<Resource*> all;
  for (auto& r : declared.catalog.all()) all.push_back(r.get());
  auto plan = plan_creation(all, postgres::backend(), 0, out);
  CHECK_FALSE(out.has_errors());
  CHECK(plan.steps.size() == 2 * kLayers + 2);
}

TEST_CASE("SQL without end") {
  auto with_query = [](const std::string& query) {
    return codes(problems_of("schema \"s\" {}\nview \"v\" {\n  as = <<-SQL\n    " + query + "\n  SQL\n}\n"));
  };
  CHECK(with_query("SELECT " + repeated("NOT ", 100'000) + "true") == "sql-syntax");
  CHECK(with_query("SELECT " + repeated("f(", 5'000)) == "sql-syntax");
  CHECK(with_query("SELECT 1" + repeated(" + 1", 20'000)) == "");
  CHECK(codes(problems_of("schema \"s\" {}\nfunction \"f\" {\n  lang = plpgsql\n  return = void\n  as = <<-SQL\n" +
                          repeated("BEGIN\n", 20'000) + repeated("END;\n", 20'000) + "  SQL\n}\n")) == "sql-syntax");
}
