#include <doctest/doctest.h>

#include "lang_support.hpp"

using namespace schema;
using namespace schema::lang;
using schema::lang::test::show;
using schema::lang::test::World;

namespace {
/// The evaluated blocks, then the diagnostics.
std::string run(const std::string& text) {
  World world;
  auto module = world.run(text);
  auto out = show(module), problems = world.problems();
  return out.empty() || problems.empty() ? out + problems : out + "\n" + problems;
}
}  // namespace

TEST_CASE("blocks become blocks of values") {
  CHECK(run(R"(
table "users" {
  schema = schema.public
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
enum status { values = ["a", "b"] })") ==
        "table users { schema = schema.public column id { type = bigint identity = always } primary_key { columns = "
        "[column.id] } }\nenum status { values = [\"a\", \"b\"] }");
}

TEST_CASE("a wrong attribute is marked and the others are still evaluated") {
  CHECK(run("a { x = 1 / 0, y = 2 }\nb { z = upper([]) }") ==
        "a { x failed y = 2 }\nb { z failed }\n1:13-1:14 division-by-zero: the divisor is zero\n2:15-2:17 "
        "bad-argument: upper(): "
        "text must be a string, not a list");
}

TEST_CASE("a value's place is the attribute's expression, and its elements keep their own") {
  World world;
  auto module = world.run("locals { c = [column.a] }\nt { x = local.c }");
  auto& value = module.blocks[0].attributes[0].value;
  CHECK(World::place(value.where) == "2:9-2:16");
  CHECK(World::place((*value.as_list())[0].where) == "1:15-1:23");
}

TEST_CASE("text knows where its bytes stand") {
  World world;
  auto module = world.run("v {\n  a = <<-SQL\n    SELECT ${1 + 1} AS x,\n      y\n  SQL\n  b = \"tab\\there\"\n}");
  auto& a = *module.blocks[0].attributes[0].value.as_text();
  CHECK(a.text == "SELECT 2 AS x,\n  y\n");
  auto place = [&](const Text& text, std::string_view word) {
    auto at = static_cast<uint32_t>(text.text.find(word));
    return World::place(text.origin->at(at, at + static_cast<uint32_t>(word.size())));
  };
  CHECK(place(a, "SELECT") == "3:5-3:11");
  CHECK(place(a, "AS x") == "3:21-3:25");
  CHECK(place(a, "y") == "4:7-4:8");
  CHECK(place(*module.blocks[0].attributes[1].value.as_text(), "here") == "6:13-6:17");
}

TEST_CASE("locals") {
  CHECK(run("locals {\n  a = local.b + 1\n  b = 2\n}\nt { x = local.a }") == "t { x = 3 }");
  CHECK(run("locals { a = 1 }\nt { x = local.bb }\nlocals { ab = 2 }") ==
        "t { x failed }\n2:9-2:17 unknown-name: there is no local \"bb\" (did you mean \"ab\"?)");
  CHECK(run("locals { a = 1 }\nlocals { a = 2 }") ==
        "2:10-2:11 duplicate: there is another local \"a\" | 1:10-1:11 the first one");
  CHECK(run("locals { unused = 1 / 0 }") == "1:23-1:24 division-by-zero: the divisor is zero");
}

TEST_CASE("cycles are shown step by step") {
  CHECK(run("locals {\n  a = local.b\n  b = local.c\n  c = [local.a]\n}\nt { x = local.a }") ==
        "t { x failed }\n4:8-4:15 cycle: local.a needs itself: local.a -> local.b -> local.c -> local.a | 2:7-2:14 "
        "local.a "
        "needs local.b | 3:7-3:14 local.b needs local.c");
  CHECK(run("locals { a = local.a }") == "1:14-1:21 cycle: local.a needs itself: local.a -> local.a");
}

TEST_CASE("an error in a local is reported once, also when try() met it first") {
  CHECK(run("locals { bad = 1 / 0 }\nt { x = try(local.bad, 5), y = local.bad, z = local.bad }") ==
        "t { x = 5 y failed z failed }\n1:20-1:21 division-by-zero: the divisor is zero");
}

TEST_CASE("for_each on a block") {
  CHECK(run("partition \"p\" {\n  for_each = toset([\"fr\", \"de\"])\n  name = \"log_${each.value}\"\n}") ==
        "partition p <[\"de\"]> { name = \"log_de\" }\npartition p <[\"fr\"]> { name = \"log_fr\" }");
  CHECK(run("a \"x\" {\n  for_each = { k = 1 }\n  v = each.value\n  k = each.key\n}") ==
        "a x <[\"k\"]> { v = 1 k = \"k\" }");
  CHECK(run("a \"x\" {\n  for_each = [table.t]\n  on = each.value\n  c = each.value.column.id\n  n = each.key\n}") ==
        "a x <[0]> { on = table.t c = table.t.column.id n = 0 }");
  CHECK(run("a \"x\" {\n  for_each = \"abc\"\n}") ==
        "2:14-2:19 wrong-type: for_each must be a list, set or map, not the string \"abc\" (for one: for_each = "
        "[\"abc\"])");
  CHECK(run("a \"x\" {\n  for_each = null\n}") == "2:14-2:18 null-value: for_each cannot be null");
  CHECK(run("a \"x\" {\n  for_each = sensitive([1])\n}") ==
        "2:14-2:28 sensitive-value: for_each cannot be sensitive: its keys name the instances");
  CHECK(run("a { x = each.key }") ==
        "a { x failed }\n1:9-1:13 unknown-name: \"each\" is known only in a block with for_each");
  CHECK(run("a {\n  for_each = [1, 2]\n  x = 1 / 0\n}") ==
        "a <[0]> { x failed }\na <[1]> { x failed }\n3:11-3:12 division-by-zero: the divisor is zero");
  CHECK(run("a {\n  for_each = range(100000)\n}") ==
        "2:14-2:27 too-large: this makes more than 1,000,000 elements in all");
}

TEST_CASE("dynamic blocks") {
  CHECK(run(R"(table "t" {
  dynamic "column" {
    for_each = { a = text, b = bigint }
    labels   = [column.key]
    content {
      type = column.value
      like = column.other
    }
  }
})") == "table t { column a <[\"a\"]> { type = text like = column.other } column b <[\"b\"]> { type = bigint like = "
        "column.other } }");
  CHECK(run("t {\n  dynamic \"on\" {\n    for_each = [1]\n    iterator = it\n    content {\n      v = it.value\n      "
            "w = on.x\n"
            "      inner { z = it.key }\n    }\n  }\n}") == "t { on <[0]> { v = 1 w = on.x inner <[0]> { z = 0 } } }");
  CHECK(run("t {\n  dynamic \"on\" { for_each = [1] }\n}") ==
        "t { }\n2:3-2:15 bad-block: a dynamic block is not complete (expected: dynamic \"type\" { for_each = ..., "
        "content { ... "
        "} })");
  CHECK(run("t {\n  dynamic \"on\" {\n    for_each = [1]\n    labls = []\n    content {}\n  }\n}") ==
        "t { on <[0]> { } }\n4:5-4:10 unknown-attribute: a dynamic block has no attribute \"labls\" (did you mean "
        "\"labels\"?)");
}

TEST_CASE("mixins") {
  const std::string mixin = R"(mixin "times" {
  comment = "with times"
  column "created" { type = timestamptz }
  column "updated" { type = timestamptz, of = self.name }
}
)";
  CHECK(run(mixin + "table \"t\" {\n  include = [mixin.times]\n  column \"id\" { type = bigint }\n}") ==
        "table t { comment = \"with times\" column id { type = bigint } column created { type = timestamptz } column "
        "updated { type = timestamptz of = \"t\" } }");
  // What the block has itself wins.
  CHECK(
      run(mixin +
          "table \"t\" {\n  include = mixin.times\n  comment = \"own\"\n  column \"created\" { type = date }\n}") ==
      "table t { comment = \"own\" column created { type = date } column updated { type = timestamptz of = \"t\" } }");
  CHECK(run(mixin + "table \"t\" {\n  include = [mixin.tims]\n}") ==
        "table t { }\n7:14-7:24 unknown-name: there is no mixin \"tims\" (did you mean \"times\"?)");
  CHECK(run(mixin + "table \"t\" {\n  include = [mixin.times, column.x]\n}")
            .find("7:27-7:35 wrong-type: only mixins can stand here, not the reference column.x") != std::string::npos);
  // Elsewhere include is an ordinary attribute.
  CHECK(run("index \"i\" { include = [column.a] }") == "index i { include = [column.a] }");
}

TEST_CASE("mixins include mixins, each block once") {
  const std::string mixins =
      "mixin \"base\" {\n  column \"id\" { type = bigint }\n}\nmixin \"a\" {\n  include = [mixin.base]\n  x = "
      "1\n}\nmixin \"b\" {\n  include = [mixin.base]\n  y = 2\n}\n";
  CHECK(run(mixins + "t {\n  include = [mixin.a, mixin.b]\n}") == "t { x = 1 y = 2 column id { type = bigint } }");
  CHECK(run("mixin \"a\" { include = [mixin.b] }\nmixin \"b\" { include = [mixin.a] }\nt { include = [mixin.a] }") ==
        "t { }\n2:24-2:31 cycle: mixin.a includes itself: mixin.a -> mixin.b -> mixin.a | 1:24-1:31 mixin.a includes "
        "mixin.b");
}

TEST_CASE("mixins with variables") {
  const std::string mixin =
      "mixin \"owned\" {\n  variable \"by\" { type = string }\n  variable \"n\" { default = 1 }\n  column "
      "\"owner\" { type = var.by, n = var.n, g = var.global }\n}\nvariable \"global\" { default = \"g\" }\n";
  CHECK(run(mixin + "t {\n  include \"owned\" { by = \"ann\" }\n}") ==
        "t { column owner { type = \"ann\" n = 1 g = \"g\" } }");
  CHECK(run(mixin + "t {\n  include \"owned\" {}\n}") ==
        "t { }\n8:3-8:18 missing-variable: mixin \"owned\" needs the variable \"by\" (write include \"owned\" { by = "
        "... })");
  CHECK(run(mixin + "t {\n  include \"owned\" { by = \"x\", m = 1 }\n}")
            .find("8:31-8:32 unknown-attribute: mixin \"owned\" has no variable \"m\"") != std::string::npos);
}

TEST_CASE("stray things") {
  CHECK(run("a = 1") ==
        "1:1-1:2 stray-attribute: attribute \"a\" stands outside of any block (values with a name of their own go into "
        "locals { "
        "... })");
  CHECK(run("variable { default = 1 }") ==
        "1:1-1:9 bad-label: a variable block has one label, its name; here are 0 (expected: "
        "variable \"name\" { ... })");
  CHECK(run("locals {\n  x { }\n}") == "2:3-2:4 unknown-block: locals hold only attributes: name = value");
}
