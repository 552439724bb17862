#include <doctest/doctest.h>

#include "lang_support.hpp"

/// Files that try to hang the evaluator end in a diagnostic. What bounds them is counted, not measured, so these tests
/// need no clock: without the bounds they would not end.

using schema::lang::test::World;

namespace {

/// The codes of what is reported, without repetition.
std::string codes(const std::string& text) {
  World world;
  world.run(text);
  std::set<std::string> found;
  for (auto& d : world.diagnostics.all()) found.insert(d.code);
  std::string out;
  for (auto& code : found) out += (out.empty() ? "" : " ") + code;
  return out;
}

std::string locals(const std::string& content) { return codes("locals {\n" + content + "\n}\n"); }

/// a0 = first; each next one is made of two of the one before.
std::string doubling(int times, const std::string& first, const std::string& left, const std::string& between,
                     const std::string& right) {
  auto out = "a0 = " + first + "\n";
  for (int i = 1; i <= times; ++i)
    out += fmt::format("a{} = {}local.a{}{}local.a{}{}\n", i, left, i - 1, between, i - 1, right);
  return out;
}

}  // namespace

TEST_CASE("loops in loops") {
  CHECK(locals("x = [for a in range(1000000) : [for b in range(1000) : b]]") == "too-large");
  CHECK(locals("x = range(1000000000)") == "too-large");
  CHECK(locals("r = range(100000)\nx = length([for i in local.r : i if contains(local.r, -1)])") == "too-large");
  CHECK(locals("r = range(100000)\nx = length([for i in range(5000) : length(sort(local.r))])") == "too-large");
  CHECK(
      locals(
          "r = { for i in range(100000) : i => i }\nx = length([for i in range(5000) : merge(local.r, { a = i })])") ==
      "too-large");
  CHECK(locals("x = length([for i in range(20000) : bcrypt(\"a\", 13)])") == "too-large");
  CHECK(locals("x = length([for i in range(200000) : templatestring(\"a $${x} b\", { x = i })])") == "too-large");
}

TEST_CASE("what a big project may do") {
  CHECK(locals("r = [for i in range(8000) : \"table_${i}\"]\nm = { for x in local.r : x => upper(x) }\n"
               "x = [for i, x in local.r : lookup(local.m, x, \"\") if contains(local.r, x) && length(local.r) > i]") ==
        "");
}

TEST_CASE("values that grow") {
  CHECK(locals(doubling(50, "\"xxxxxxxxxxxxxxxx\"", "\"${", "}${", "}\"")) == "too-large");
  CHECK(locals(doubling(60, "[\"x\"]", "concat(", ", ", ")")) == "too-large");
  CHECK(locals(doubling(60, "[\"x\"]", "[", ", ", "]") + "y = jsonencode(local.a60)\nz = flatten(local.a60)") ==
        "too-large");
  CHECK(locals("s = join(\"\", [for i in range(100000) : \"a\"])\nx = replace(local.s, \"a\", local.s)") ==
        "too-large");
  CHECK(locals("x = [for i in range(20000) : pow(7, 500) * pow(3, 400) / pow(11, 300)]") == "too-large");
  CHECK(locals("x = pow(10, 1000000000)") == "too-large");
  CHECK(locals("x = format(\"%999999999d\", 1)") == "bad-argument");
}

TEST_CASE("resources without end") {
  CHECK(codes("t \"a\" {\n  for_each = range(1000000)\n}") == "too-large");
  CHECK(codes("t \"a\" {\n  for_each = range(9000)\n  dynamic \"c\" {\n    for_each = range(9000)\n    content {}\n  "
              "}\n}") == "too-large");
  std::string mixins;
  for (int i = 0; i < 40; ++i)
    for (auto letter : {"m", "n"})
      mixins += fmt::format("mixin \"{}{}\" {{ include = [mixin.m{}, mixin.n{}] }}\n", letter, i, i + 1, i + 1);
  CHECK(codes(mixins + "mixin \"m40\" {}\nmixin \"n40\" {}\nt \"a\" { include = mixin.m0 }") == "too-large");
}

TEST_CASE("one within the other within the other") {
  std::string mixins;
  for (int i = 0; i < 10'000; ++i) mixins += fmt::format("mixin \"m{}\" {{ include = [mixin.m{}] }}\n", i, i + 1);
  CHECK(codes(mixins + "mixin \"m10000\" {}\nt \"a\" { include = [mixin.m0] }") == "too-large");
  std::string round;
  for (int i = 0; i < 10'000; ++i) round += fmt::format("a{} = local.a{}\n", i, (i + 1) % 10'000);
  CHECK(locals(round) == "too-large");
  CHECK(locals("a = local.b\nb = local.c\nc = local.a") == "cycle");
}

TEST_CASE("modules without end") {
  World world;
  for (int i = 0; i < 40; ++i)
    world.files[fmt::format("/project/{}/a.schema", i)] =
        fmt::format("module \"x\" {{ source = \"../{0}\" }}\nmodule \"y\" {{ source = \"../{0}\" }}\n", i + 1);
  world.files["/project/40/a.schema"] = "t \"a\" {}\n";
  world.run("module \"x\" { source = \"./0\" }");
  CHECK(world.problems().find("too-large") != std::string::npos);
}

TEST_CASE("imports without end") {
  std::string one = "import \"./more/b.schema\"\n", two = one + "import \"./less/b.schema\"\n";
  // What a file has to read is granted its time: long files must not pay for each other.
  for (auto& text : {one, two, two + "# " + std::string(2000, 'x') + "\n"}) {
    World world;
    world.options.host.read_file = [&](const std::string&, std::string& out) {
      out = text;
      return true;
    };
    world.run(text);
    CHECK(world.problems().find("too-large") != std::string::npos);
  }
}

TEST_CASE("depth") {
  std::string open(100'000, '('), close(100'000, ')');
  CHECK(locals("x = " + open + "1" + close) == "too-deep");
  CHECK(locals("x = 1" + [] {
          std::string out;
          for (int i = 0; i < 5'000; ++i) out += " + 1";
          return out;
        }()) != "");
  std::string blocks;
  for (int i = 0; i < 5'000; ++i) blocks += "a {\n";
  CHECK(codes(blocks) != "");
}

TEST_CASE("many mistakes are cut off") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += fmt::format("t {{ x = local.no{} }}\n", i);
  World world;
  world.run(text);
  CHECK(world.diagnostics.error_count() == 20'000);
  CHECK(world.diagnostics.all().size() < 2'000);
}

TEST_CASE("many names that are not there") {
  std::string text = "locals {\n";
  for (int i = 0; i < 5'000; ++i) text += fmt::format("name_{} = local.nam_{}\n", i, i);
  World world;
  world.run(text + "}\n");
  CHECK(world.diagnostics.error_count() == 5'000);
  auto& all = world.diagnostics.all();
  auto offers = std::count_if(all.begin(), all.end(), [](auto& d) { return !d.help.empty(); });
  CHECK(offers > 100);
  CHECK(offers < 500);
}

TEST_CASE("bytes that are no text") {
  CHECK(codes(std::string("t \"a\0b\" {}", 10)) == "nul-byte");
  CHECK(codes("t \"a\xff\" {}") == "invalid-utf8");
  CHECK(codes("t { x = \"\\u0000\" }") == "invalid-escape");
}
