#include <doctest/doctest.h>

#include "lang_support.hpp"

/// What HCL's specification says, case by case.

using schema::lang::test::eval;
using schema::lang::test::show;
using schema::lang::test::World;

namespace {

struct Row {
  std::string expression;
  std::string result;
};

void check(std::initializer_list<Row> rows) {
  for (auto& row : rows) {
    INFO(row.expression);
    CHECK(eval(row.expression) == row.result);
  }
}

/// The value of attribute x of a file with one block.
std::string attribute(const std::string& text) {
  World world;
  auto module = world.run("t {\n  x = " + text + "\n}\n");
  return world.problems().empty() ? show(module.blocks.at(0).attributes.at(0).value) : world.problems();
}

}  // namespace

TEST_CASE("precedence and associativity") {
  check({{"1 + 2 * 3 - 4 / 2", "5"},
         {"10 - 3 - 2", "5"},
         {"100 / 10 / 5", "2"},
         {"2 * 7 % 4", "2"},
         {"1 + 1 == 2 && 3 > 2 == true", "true"},
         {"1 < 2 == 2 > 1", "true"},
         {"false && false || true", "true"},
         {"true || false && false", "true"},
         {"!false && true", "true"},
         {"!(true && false)", "true"},
         {"-2 * 3", "-6"},
         {"- 2 + 5", "3"},
         {"-(2 + 5)", "-7"},
         {"true ? 1 : false ? 2 : 3", "1"},
         {"false ? 1 : false ? 2 : 3", "3"},
         {"1 == 1 ? \"y\" : \"n\"", "\"y\""},
         {"[1, 2][0] + 1", "2"},
         {"-[5][0]", "-5"},
         {"!{a = true}.a", "false"}});
}

TEST_CASE("numbers keep what they say") {
  check({{"12345678901234567890.000000000000000000001", "12345678901234567890.000000000000000000001"},
         {"0.1 + 0.2 == 0.3", "true"},
         {"1.0 == 1", "true"},
         {"1.50 == 1.5", "true"},
         {"1e3 == 1000", "true"},
         {"1E+2", "1E+2"},
         {"2.5e-3 + 0", "0.0025"},
         {"\"${1.0}\"", "1.0"},
         {"\"x${1e3}\"", "\"x1000\""},
         {"\"x${2.5e-3}\"", "\"x0.0025\""},
         {"5 % 2.5", "0"},
         {"5.5 % 2", "1.5"},
         {"-5 % 3", "-2"}});
}

TEST_CASE("conversion of operands") {
  check({{"\"2\" * \"3\"", "6"},
         {"\"true\" && true", "true"},
         {"!\"true\"", "false"},
         {"-\"5\"", "-5"},
         {"\"10\" > 9", "true"},
         {"1 == \"1\"", "false"},
         {"true == \"true\"", "false"},
         {"null == \"\"", "false"},
         {"[] == []", "true"},
         {"[1] == [\"1\"]", "false"},
         {"{} == {}", "true"},
         {"{a = 1, b = 2} == {b = 2, a = 1}", "true"},
         {"true + 1", "1:1-1:5 wrong-type: an operand of + must be a number, not true"},
         {"1 && true", "1:1-1:2 wrong-type: an operand of && must be true or false, not the number 1"},
         {"\"yes\" ? 1 : 2", "1:1-1:6 wrong-type: the condition of ?: must be true or false, not the string \"yes\""},
         {"!null", "1:2-1:6 null-value: the operand of ! cannot be null"}});
}

TEST_CASE("the two results of a condition have one type") {
  check({{"true ? 1 : \"a\"", "\"1\""},
         {"true ? true : \"a\"", "\"true\""},
         {"true ? null : \"a\"", "null"},
         {"false ? null : 5", "5"},
         {"true ? [] : [\"a\"]", "[]"},
         {"true ? [1] : []", "[1]"},
         {"true ? {} : {a = 1}", "{}"},
         {"false ? \"a\" : [1]",
          "1:1-1:18 wrong-type: both results of ?: must have the same type, but one is a string "
          "and the other a list"}});
}

TEST_CASE("strings and their escapes") {
  check({{R"("\n\r\t\"\\")", "\"\n\r\t\"\\\""},
         {R"("\u00e9\U0001F600")", "\"é😀\""},
         {R"("$${x}")", "\"${x}\""},
         {R"("$$")", "\"$$\""},
         {R"("$1 and $$ and 5$")", "\"$1 and $$ and 5$\""},
         {R"("%{ if } 100%")", "\"%{ if } 100%\""},
         {R"("a${"b${"c"}"}")", "\"abc\""},
         {R"("${"}"}")", "\"}\""},
         {R"("${ [1, 2][1] }")", "2"},
         {R"("${{a = 1}.a}")", "1"},
         {R"("${true}")", "true"},
         {R"(" ${true}")", "\" true\""},
         {R"("${null}x")", "1:4-1:8 null-value: null cannot stand in a text"},
         {R"("x${[1]}")",
          "1:5-1:8 wrong-type: a list cannot stand in a text (jsonencode() or join() make a string of it)"},
         {R"("\q")",
          "1:2-1:4 invalid-escape: unknown escape in a string (expected \\n, \\r, \\t, \\\", \\\\, \\uNNNN or "
          "\\UNNNNNNNN; a backslash itself is written \\\\)"}});
}

TEST_CASE("heredocs") {
  CHECK(attribute("<<EOT\n  a\n b\nEOT") == "\"  a\n b\n\"");
  CHECK(attribute("<<-EOT\n    a\n      b\n    EOT") == "\"a\n  b\n\"");
  CHECK(attribute("<<-EOT\n    a\n\n      b\n    EOT") == "\"a\n\n  b\n\"");
  CHECK(attribute("<<-EOT\n      a\n    b\n  c\nEOT") == "\"    a\n  b\nc\n\"");
  CHECK(attribute("<<-EOT\n    ${\"a\"}\n      b\n    EOT") == "\"a\n  b\n\"");
  CHECK(attribute("<<-EOT\n    ${\"\\n\"} y\n    z\n    EOT") == "\"\n y\nz\n\"");
  CHECK(attribute("<<EOT\n$${x} \\n \"q\" ${1 + 1}\nEOT") == "\"${x} \\n \"q\" 2\n\"");
  CHECK(attribute("<<EOT\nEOT") == "\"\"");
  CHECK(attribute("<<EOT\n\nEOT") == "\"\n\"");
  CHECK(attribute("<<-EOT\n  EOTX\n  EOT") == "\"EOTX\n\"");
  CHECK(attribute("trimspace(<<-EOT\n    a\n  EOT\n  )") == "\"a\"");
  CHECK(attribute("[<<-A\n    a\n  A\n  , <<-B\n    b\n  B\n  ]") == "[\"a\n\", \"b\n\"]");
  CHECK(attribute("{\n    a = <<-A\n      a\n    A\n    b = 1\n  }") == "{a = \"a\n\", b = 1}");
  CHECK(attribute("<<-EOT\r\n    a\r\n    b\r\n    EOT\r") == "\"a\nb\n\"");
}

TEST_CASE("lists and objects") {
  check({{"[1, 2, 3,]", "[1, 2, 3]"},
         {"[\n  1,\n  2\n]", "[1, 2]"},
         {"[\n\n  1\n  ,\n  2,\n]", "[1, 2]"},
         {"[ # none\n]", "[]"},
         {"{a = 1, b: 2}", "{a = 1, b = 2}"},
         {"{\n  a = 1\n  b = 2,\n  c = 3\n}", "{a = 1, b = 2, c = 3}"},
         {"{\"a b\" = 1}", "{a b = 1}"},
         {"{(\"a\") = 1}", "{a = 1}"},
         {"{\"${\"a\"}b\" = 1}", "{ab = 1}"},
         {"{1 = \"x\", true = \"y\"}", "{1 = \"x\", true = \"y\"}"},
         {"{null = 1}", "{null = 1}"},
         {"{for = 1, if = 2, in = 3}", "{for = 1, if = 2, in = 3}"},
         {"{a = 1 /* one */, b = 2 // two\n}", "{a = 1, b = 2}"},
         {"{a = {b = {c = [1]}}}.a.b.c[0]", "1"},
         {"{(null) = 1}", "1:2-1:8 null-value: an object's key cannot be null"},
         {"{([1]) = 1}", "1:2-1:7 wrong-type: an object's key must be a string, not a list"}});
}

TEST_CASE("new lines within brackets") {
  check({{"(\n  1\n  + 2\n)", "3"},
         {"max(\n  1,\n  2,\n)", "2"},
         {"max(1,\n  [2, 3]...\n)", "3"},
         {"[for x in\n  [1]\n  : x\n]", "[1]"},
         {"{\n  for k, v in {a = 1}\n  :\n  k => v\n}", "{a = 1}"},
         {"(true\n  ? 1\n  : 2)", "1"},
         {"[1, 2][\n  0\n]", "1"},
         {"(\n  {a = 1}\n  .a\n)", "1"}});
}

TEST_CASE("index and attribute access") {
  check(
      {{"[10, 20].1", "20"},
       {"[[1, 2], [3]].0.1", "2"},
       {"{a = [5]}.a.0", "5"},
       {"{\"0\" = 5}[0]", "5"},
       {"{\"1\" = 5}.1", "5"},
       {"[1, 2][\"1\"]", "2"},
       {"{a = 1}[\"a\"]", "1"},
       {"{true = 1}[true]", "1"},
       {"[1][0.5]", "1:5-1:8 bad-index: index 0.5 is out of range: the list has 1 element, number 0"},
       {"[1][-1]", "1:5-1:7 bad-index: index -1 is out of range: the list has 1 element, number 0"},
       {"[1][null]", "1:5-1:9 wrong-type: a list's index must be a number, not null"},
       {"null.a", "1:6-1:7 null-value: null has no attribute \"a\""},
       {"\"abc\"[0]", "1:7-1:8 wrong-type: a string has no elements to index"},
       {"{abc = 1}.abd", "1:11-1:14 unknown-attribute: this value has no attribute \"abd\" (did you mean \"abc\"?)"}});
}

TEST_CASE("splats") {
  check({{"[{a = 1}, {a = 2}][*].a", "[1, 2]"},
         {"[{a = [1, 2]}, {a = [3, 4]}][*].a[0]", "[1, 3]"},
         {"[{a = [1, 2]}, {a = [3, 4]}].*.a[0]", "[1, 2]"},
         {"[[1], [2]][*][0]", "[1, 2]"},
         {"{a = 1}[*].a", "[1]"},
         {"{a = 1}.*.a", "[1]"},
         {"\"x\"[*]", "[\"x\"]"},
         {"null[*]", "[]"},
         {"null[*].a.b", "[]"},
         {"[][*].a", "[]"},
         {"[null][*]", "[null]"},
         {"toset([\"b\", \"a\"])[*]", "[\"a\", \"b\"]"},
         {"[{a = [{b = 1}, {b = 2}]}][*].a[*].b", "[[1, 2]]"},
         {"length([1, 2][*])", "2"}});
}

TEST_CASE("for") {
  check({{"[for x in [1, 2, 3] : x * 2 if x != 2]", "[2, 6]"},
         {"[for i, x in [\"a\", \"b\"] : \"${i}${x}\"]", "[\"0a\", \"1b\"]"},
         {"[for k, v in {b = 1, a = 2} : \"${k}${v}\"]", "[\"a2\", \"b1\"]"},
         {"[for v in {b = 1, a = 2} : v]", "[2, 1]"},
         {"[for x in toset([\"b\", \"a\"]) : x]", "[\"a\", \"b\"]"},
         {"[for k, v in toset([\"a\"]) : [k, v]]", "[[\"a\", \"a\"]]"},
         {"{for x in [\"a\", \"b\"] : x => upper(x)}", "{a = \"A\", b = \"B\"}"},
         {"{for i, x in [\"a\", \"b\"] : i => x}", "{0 = \"a\", 1 = \"b\"}"},
         {"{for x in [\"a1\", \"a2\", \"b1\"] : substr(x, 0, 1) => x...}", "{a = [\"a1\", \"a2\"], b = [\"b1\"]}"},
         {"{for x in [] : x => x}", "{}"},
         {"[for x in [[1, 2], [3]] : [for y in x : y + 1]]", "[[2, 3], [4]]"},
         {"{for k, v in {a = 1, b = 2} : v => k if v > 1}", "{2 = \"b\"}"}});
  CHECK(eval("{for x in [1, 1] : x => x}").find("duplicate-key") != std::string::npos);
  CHECK(eval("[for x in null : x]").find("null-value") != std::string::npos);
  CHECK(eval("[for x in 5 : x]").find("wrong-type") != std::string::npos);
  CHECK(eval("[for x in [1] : x if null]").find("null-value") != std::string::npos);
  CHECK(eval("{for x in [1] : null => x}").find("null-value") != std::string::npos);
}

TEST_CASE("calls") {
  check({{"max([1, 5, 3]...)", "5"},
         {"max(1, [5, 3]...)", "5"},
         {"max(toset([1, 5])...)", "5"},
         {"uper(\"a\")", "1:1-1:5 unknown-function: there is no function or type \"uper\" (did you mean \"upper\"?)"},
         {"to_upper(\"a\")",
          "1:1-1:9 unknown-function: there is no function or type \"to_upper\" "
          "(functions of the database are called in SQL: sql(\"to_upper(...)\"))"},
         {"upper()", "1:1-1:8 bad-argument: upper() takes 1 argument, but 0 are given (upper(text: string) -> string)"},
         {"upper(null)", "1:7-1:11 bad-argument: upper(): text cannot be null"}});
}
