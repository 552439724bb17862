#include <doctest/doctest.h>

#include "lang_support.hpp"

using schema::lang::test::eval;

TEST_CASE("literals and names") {
  CHECK(eval("0.10") == "0.10");
  CHECK(eval("1e3") == "1e3");
  CHECK(eval("true") == "true");
  CHECK(eval("null") == "null");
  CHECK(eval("bigint") == "bigint");
  CHECK(eval("table.users.column.id") == "table.users.column.id");
  CHECK(eval("table[\"a b\"].column.id") == "table[\"a b\"].column.id");
  CHECK(eval("path") == "path");
  CHECK(eval("varchar(255)") == "varchar(255)");
  CHECK(eval("numeric(10, 2)[]") == "numeric(10, 2)[]");
  CHECK(eval("text[][]") == "text[][]");
  CHECK(eval("sql(\"int[]\")") == "sql(\"int[]\")");
  CHECK(eval("sql(\"(a || '${enum.status}')\")") == "sql(\"(a || '${enum.status}')\")");
  CHECK(eval("timestamp(3)") == "timestamp(3)");
  CHECK(eval("timestamp()") == "\"2024-05-01T12:51:30Z\"");
}

TEST_CASE("arithmetic is exact") {
  CHECK(eval("1 + 2 * 3") == "7");
  CHECK(eval("(1 + 2) * 3") == "9");
  CHECK(eval("0.1 + 0.2") == "0.3");
  CHECK(eval("9223372036854775807 + 1") == "9223372036854775808");
  CHECK(eval("123456789012345678901234567890 * 10") == "1234567890123456789012345678900");
  CHECK(eval("10 / 4") == "2.5");
  CHECK(eval("1 / 3 < 0.33334") == "true");
  CHECK(eval("7 % 3") == "1");
  CHECK(eval("-7 % 3") == "-1");
  CHECK(eval("2.5 - 5") == "-2.5");
  CHECK(eval("-(3)") == "-3");
  CHECK(eval("\"5\" + 1") == "6");
  CHECK(eval("1e2 + 0") == "100");
  CHECK(eval("1 / 0") == "1:5-1:6 division-by-zero: the divisor is zero");
  CHECK(eval("1 + \"x\"") ==
        "1:5-1:8 wrong-type: an operand of + must be a number, not the string \"x\" (texts are put together in one: "
        "\"${a}${b}\")");
  CHECK(eval("null * 2") == "1:1-1:5 null-value: an operand of * cannot be null");
  CHECK(eval("[1] - 2") == "1:1-1:4 wrong-type: an operand of - must be a number, not a list");
}

TEST_CASE("comparison and logic") {
  CHECK(eval("1 == 1.0") == "true");
  CHECK(eval("1 == \"1\"") == "false");
  CHECK(eval("\"a\" != \"b\"") == "true");
  CHECK(eval("[1, [2]] == [1, [2]]") == "true");
  CHECK(eval("{a = 1} == {a = 2}") == "false");
  CHECK(eval("null == null") == "true");
  CHECK(eval("null == 0") == "false");
  CHECK(eval("table.a == table.a") == "true");
  CHECK(eval("table.a == table.b") == "false");
  CHECK(eval("2 <= 2 && 3 > 2") == "true");
  CHECK(eval("false && nothing_here(1)") == "false");
  CHECK(eval("true || 1 / 0 == 1") == "true");
  CHECK(eval("!true") == "false");
  CHECK(eval("!\"false\"") == "true");
  CHECK(eval("\"a\" < 1") == "1:1-1:4 wrong-type: an operand of < must be a number, not the string \"a\"");
  CHECK(eval("true && 5") == "1:9-1:10 wrong-type: an operand of && must be true or false, not the number 5");
  CHECK(eval("!null") == "1:2-1:6 null-value: the operand of ! cannot be null");
}

TEST_CASE("conditions") {
  CHECK(eval("1 < 2 ? \"y\" : \"n\"") == "\"y\"");
  CHECK(eval("false ? [1] : []") == "[]");
  CHECK(eval("true ? 1 : \"one\"") == "\"1\"");
  CHECK(eval("true ? null : \"one\"") == "null");
  CHECK(eval("true ? bigint : \"one\"") == "bigint");
  CHECK(eval("\"x\" ? 1 : 2") == "1:1-1:4 wrong-type: the condition of ?: must be true or false, not the string \"x\"");
  CHECK(eval("null ? 1 : 2") == "1:1-1:5 null-value: the condition of ?: cannot be null");
  CHECK(eval("true ? [1] : \"a\"") ==
        "1:1-1:17 wrong-type: both results of ?: must have the same type, but one is a list and the other a string");
  CHECK(eval("false ? {a = 1} : 2") ==
        "1:1-1:20 wrong-type: both results of ?: must have the same type, but one is an object and the other a number");
  CHECK(eval("true ? 1 : true") ==
        "1:1-1:16 wrong-type: both results of ?: must have the same type, but one is a number and the other a bool");
}

TEST_CASE("templates") {
  CHECK(eval("\"a${1 + 1}b\"") == "\"a2b\"");
  CHECK(eval("\"${[1, 2]}\"") == "[1, 2]");
  CHECK(eval("\"${true}\"") == "true");
  CHECK(eval("\"${true}!\"") == "\"true!\"");
  CHECK(eval("\"$${x} $1 $$\"") == "\"${x} $1 $$\"");
  CHECK(eval("\"FROM ${table.users} u, ${table.a.column.b}\"") == "\"FROM ${table.users} u, ${table.a.column.b}\"");
  CHECK(eval("\"a ${\"b ${table.users} c\"} d ${table.x}\"") == "\"a b ${table.users} c d ${table.x}\"");
  CHECK(eval("\"${sql(\"now()\")} x\"") == "\"now() x\"");
  CHECK(eval("\"<${0.10}>\"") == "\"<0.10>\"");
  CHECK(eval("\"a${null}\"") == "1:5-1:9 null-value: null cannot stand in a text");
  CHECK(eval("\"a${[]}\"") ==
        "1:5-1:7 wrong-type: a list cannot stand in a text (jsonencode() or join() make a string of it)");
  CHECK(eval("<<-SQL\n  SELECT ${1}\n    FROM x\n  SQL\n") == "\"SELECT 1\n  FROM x\n\"");
}

TEST_CASE("index and attribute") {
  CHECK(eval("[10, 20][1]") == "20");
  CHECK(eval("[10, 20][\"1\"]") == "20");
  CHECK(eval("[10, 20].1") == "20");
  CHECK(eval("{a = {b = 1}}.a.b") == "1");
  CHECK(eval("{a = 1}[\"a\"]") == "1");
  CHECK(eval("[1, 2, 3][3]") == "1:11-1:12 bad-index: index 3 is out of range: the list has 3 elements, 0 to 2");
  CHECK(eval("[1][-1]") == "1:5-1:7 bad-index: index -1 is out of range: the list has 1 element, number 0");
  CHECK(eval("[][0]") == "1:4-1:5 bad-index: index 0 is out of range: the list is empty");
  CHECK(eval("[1][0.5]") == "1:5-1:8 bad-index: index 0.5 is out of range: the list has 1 element, number 0");
  CHECK(eval("[1][\"x\"]") == "1:5-1:8 wrong-type: a list's index must be a number, not the string \"x\"");
  CHECK(eval("{name = 1}.nme") ==
        "1:12-1:15 unknown-attribute: this value has no attribute \"nme\" (did you mean \"name\"?)");
  CHECK(eval("{a = 1, b = 2}[\"zzzz\"]") ==
        "1:16-1:22 unknown-attribute: this value has no attribute \"zzzz\" (it has: a, b)");
  CHECK(eval("null.x") == "1:6-1:7 null-value: null has no attribute \"x\"");
  CHECK(eval("null[0]") == "1:1-1:5 null-value: null has no elements");
  CHECK(eval("\"abc\".x") == "1:7-1:8 wrong-type: a string has no attributes, so no \"x\"");
  CHECK(eval("[{a = 1}].a") ==
        "1:11-1:12 wrong-type: a list has no attributes, so no \"a\" ([*].a takes it of each element)");
  CHECK(eval("\"abc\"[0]") == "1:7-1:8 wrong-type: a string has no elements to index");
  CHECK(eval("toset([1])[0]") == "1:12-1:13 wrong-type: a set has no order, so no index (tolist() makes a list of it)");
  CHECK(eval("\"a\"[]") == "1:1-1:4 wrong-type: [] makes an array of a type, not of the string \"a\"");
}

TEST_CASE("splat") {
  CHECK(eval("[{a = 1}, {a = 2}][*].a") == "[1, 2]");
  CHECK(eval("[{a = 1}, {a = 2}].*.a") == "[1, 2]");
  CHECK(eval("[{a = [1, 2]}, {a = [3]}][*].a[0]") == "[1, 3]");
  CHECK(eval("{a = 1}[*].a") == "[1]");
  CHECK(eval("null[*]") == "[]");
  CHECK(eval("null[*].a") == "[]");
  CHECK(eval("[{a = 1}, {b = 2}][*].a") ==
        "1:23-1:24 unknown-attribute: this value has no attribute \"a\" (did you mean \"b\"?)");
}

TEST_CASE("for") {
  CHECK(eval("[for x in [1, 2, 3] : x * 2 if x != 2]") == "[2, 6]");
  CHECK(eval("[for i, x in [\"a\", \"b\"] : \"${i}${x}\"]") == "[\"0a\", \"1b\"]");
  CHECK(eval("[for k, v in {b = 1, a = 2} : \"${k}${v}\"]") == "[\"a2\", \"b1\"]");
  CHECK(eval("[for x in toset([3, 1, 3]) : x]") == "[1, 3]");
  CHECK(eval("{for x in [\"a\", \"b\"] : x => upper(x)}") == "{a = \"A\", b = \"B\"}");
  CHECK(eval("{for x in [\"ab\", \"ac\", \"b\"] : substr(x, 0, 1) => x...}") == "{a = [\"ab\", \"ac\"], b = [\"b\"]}");
  CHECK(eval("[for x in [[1, 2], [3]] : [for y in x : y + length(x)]]") == "[[3, 4], [4]]");
  CHECK(eval("[for c in [\"a\"] : table.t.column[c]]") == "[table.t.column.a]");
  CHECK(eval("{for x in [1, 1] : \"k${x}\" => x}") ==
        "1:20-1:27 duplicate-key: two elements give the same key \"k1\" (write `...` after the value to collect the "
        "values of a "
        "key in a list)");
  CHECK(eval("[for x in null : x]") == "1:11-1:15 null-value: a for expression cannot go over null");
  CHECK(eval("[for x in 5 : x]") ==
        "1:11-1:12 wrong-type: a for expression goes over a list, set or map, not the number 5");
  CHECK(eval("[for x in [5] : x if x]") ==
        "1:22-1:23 wrong-type: the condition of a for expression must be true or false, not the number 5");
  CHECK(eval("{for x in [[1]] : x => 1}") == "1:19-1:20 wrong-type: an object's key must be a string, not a list");
}

TEST_CASE("objects and lists report every mistake in them") {
  CHECK(eval("{a = 1, \"b c\" = 2, (\"d\") = 3}") == "{a = 1, b c = 2, d = 3}");
  CHECK(eval("[1 / 0, uper(1)]") ==
        "1:6-1:7 division-by-zero: the divisor is zero\n1:9-1:13 unknown-function: there is no function or type "
        "\"uper\" (did you mean \"upper\"?)");
  CHECK(eval("{(null) = 1}") == "1:2-1:8 null-value: an object's key cannot be null");
}

TEST_CASE("calls") {
  CHECK(eval("max([1, 5, 3]...)") == "5");
  CHECK(eval("max(1...)") == "1:5-1:6 wrong-type: only a list can stand before ..., not the number 1");
  CHECK(eval("uper(\"x\")") ==
        "1:1-1:5 unknown-function: there is no function or type \"uper\" (did you mean \"upper\"?)");
  CHECK(eval("upper()") ==
        "1:1-1:8 bad-argument: upper() takes 1 argument, but 0 are given (upper(text: string) -> string)");
  CHECK(eval("upper(\"a\", \"b\")") ==
        "1:1-1:16 bad-argument: upper() takes 1 argument, but 2 are given (upper(text: string) -> string)");
  CHECK(eval("upper([])") == "1:7-1:9 bad-argument: upper(): text must be a string, not a list");
  CHECK(eval("upper(null)") == "1:7-1:11 bad-argument: upper(): text cannot be null");
  CHECK(eval("upper(\"a ${table.t}\")") ==
        "1:7-1:21 bad-argument: upper(): text must be a string, not a text that holds the reference table.t");
  CHECK(eval("keys([1])") == "1:6-1:9 bad-argument: keys(): map must be a map or object, not a list");
  CHECK(eval("indent(1.5, \"x\")") ==
        "1:8-1:11 bad-argument: indent(): spaces must be a whole number, not the number 1.5");
  CHECK(eval("upper(5)") == "\"5\"");
}

TEST_CASE("too much") {
  CHECK(eval("try(length(range(600000)), 1)").find("too-large: this makes more than 1,000,000 elements in all") !=
        std::string::npos);
  CHECK(eval("join(\"\", [for x in range(1000) : format(\"%10000d\", x)])").find("too-large") == std::string::npos);
  CHECK(
      eval("[for x in range(10000) : format(\"%10000d\", x)]").find("too-large: this makes more than 256 MB of text") !=
      std::string::npos);
  CHECK(eval("pow(10, 100000)") == "1:1-1:16 too-large: the result is not a number that can be kept");
  CHECK(eval("1e9999999") == "1:1-1:10 bad-number: 1e9999999 is not a number that can be kept");
}

TEST_CASE("sensitive values stay so and are not shown") {
  CHECK(eval("sensitive(\"s\")") == "sensitive(\"s\")");
  CHECK(eval("\"a ${sensitive(\"s\")}\"") == "sensitive(\"a s\")");
  CHECK(eval("sensitive(1) + 1") == "sensitive(2)");
  CHECK(eval("sensitive(1) == 1") == "sensitive(true)");
  CHECK(eval("sensitive(true) ? 1 : 2") == "sensitive(1)");
  CHECK(eval("!sensitive(true)") == "sensitive(false)");
  CHECK(eval("upper(sensitive(\"s\"))") == "sensitive(\"S\")");
  CHECK(eval("join(\",\", [\"a\", sensitive(\"s\")])") == "sensitive(\"a,s\")");
  CHECK(eval("{a = sensitive(1), b = 2}.b") == "2");
  CHECK(eval("merge({a = sensitive(1)}, {b = 2})") == "{a = sensitive(1), b = 2}");
  CHECK(eval("sensitive([1, 2])[0]") == "sensitive(1)");
  CHECK(eval("[for x in sensitive([1]) : 5]") == "sensitive([sensitive(5)])");
  CHECK(eval("nonsensitive(sensitive([1]))") == "[1]");
  CHECK(eval("issensitive([sensitive(1)])") == "true");
  CHECK(eval("sensitive(\"geheim\") + 1") ==
        "1:1-1:20 wrong-type: an operand of + must be a number, not a string (texts are put together in one: "
        "\"${a}${b}\")");
  CHECK(eval("tonumber(sensitive(\"geheim\"))").find("geheim\" ") == std::string::npos);
  CHECK(eval("regex(\"x\", sensitive(\"geheim\"))") ==
        "1:12-1:31 bad-argument: the pattern \"x\" does not match (sensitive) (regexall() gives an empty list instead; "
        "can() "
        "tells whether it matches)");
  CHECK(eval("sensitive({geheim = 1}).x") == "1:25-1:26 unknown-attribute: this value has no attribute \"x\"");
  CHECK(eval("timeadd(sensitive(\"geheim\"), \"1h\")") ==
        "1:9-1:28 bad-argument: (sensitive) is no time in RFC 3339's form (for example 2024-05-01T12:30:00Z)");
}
