#include <doctest/doctest.h>

#include "lang/glob.hpp"
#include "lang/signature.hpp"
#include "lang_support.hpp"

using namespace schema::lang;
using schema::lang::test::eval;

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
}  // namespace

TEST_CASE("numbers") {
  check({{"abs(-3.5)", "3.5"},
         {"ceil(1.1)", "2"},
         {"ceil(-1.9)", "-1"},
         {"floor(-1.1)", "-2"},
         {"floor(5)", "5"},
         {"log(16, 2)", "4"},
         {"max(5, 12.5, 9)", "12.5"},
         {"min(5, -12, 9)", "-12"},
         {"parseint(\"ff\", 16)", "255"},
         {"parseint(\"-101\", 2)", "-5"},
         {"parseint(\"zz\", 10)", "1:10-1:14 bad-argument: \"zz\" is no whole number in base 10"},
         {"pow(2, 100)", "1267650600228229401496703205376"},
         {"pow(4, 0)", "1"},
         {"pow(4, 0.5)", "2"},
         {"signum(-0.1)", "-1"},
         {"signum(0)", "0"},
         {"sum([1, 2.5, \"3\"])", "6.5"},
         {"sum([])", "1:5-1:7 bad-argument: sum() needs at least one number"},
         {"log(-1, 2)", "1:5-1:7 bad-argument: log() takes a number above zero"}});
}

TEST_CASE("strings") {
  check({{"chomp(\"a\\r\\n\\n\")", "\"a\""},
         {"startswith(\"hello\", \"he\")", "true"},
         {"endswith(\"hello\", \"lo!\")", "false"},
         {"strcontains(\"hello\", \"ell\")", "true"},
         {"indent(2, \"a\\nb\")", "\"a\n  b\""},
         {"join(\", \", [\"a\", 1], [\"b\"])", "\"a, 1, b\""},
         {"join(\",\", [[]])", "1:11-1:15 bad-argument: every element must be a string, but one is a list"},
         {"lower(\"ÄB\")", "\"äb\""},
         {"upper(\"éa\")", "\"ÉA\""},
         {"title(\"hello big world's\")", "\"Hello Big World's\""},
         {"split(\",\", \"a,b,,c\")", "[\"a\", \"b\", \"\", \"c\"]"},
         {"split(\"\", \"añ\")", "[\"a\", \"ñ\"]"},
         {"strrev(\"añb\")", "\"bña\""},
         {"substr(\"hello world\", 1, 4)", "\"ello\""},
         {"substr(\"hello\", -3, -1)", "\"llo\""},
         {"substr(\"añb\", 1, 1)", "\"ñ\""},
         {"substr(\"ab\", 5, 1)", "\"\""},
         {"trim(\"?!hello?!\", \"!?\")", "\"hello\""},
         {"trim(\"??\", \"?\")", "\"\""},
         {"trimprefix(\"helloworld\", \"hello\")", "\"world\""},
         {"trimsuffix(\"helloworld\", \"world\")", "\"hello\""},
         {"trimspace(\" \\n a b \\t\")", "\"a b\""},
         {"replace(\"1 + 2 + 3\", \"+\", \"-\")", "\"1 - 2 - 3\""},
         {"replace(\"hello world\", \"/w.*d/\", \"everybody\")", "\"hello everybody\""},
         {"replace(\"a1b2\", \"/([a-z])([0-9])/\", \"$2$${1}-$$\")", "\"1a-$2b-$\""}});
}

TEST_CASE("format") {
  check({{"format(\"Hello, %s!\", \"Ander\")", "\"Hello, Ander!\""},
         {"format(\"%d of %d\", 3, 10)", "\"3 of 10\""},
         {"format(\"%05d|%-5d|%+d\", 42, 42, 42)", "\"00042|42   |+42\""},
         {"format(\"%.2f\", 1.005)", "\"1.01\""},
         {"format(\"%6.1f|\", -2.25)", "\"  -2.3|\""},
         {"format(\"%x %X %b %o\", 255, 255, 5, 8)", "\"ff FF 101 10\""},
         {"format(\"%q\", \"a\\\"b\")", "\"\"a\\\"b\"\""},
         {"format(\"%v %v\", [1, \"a\"], {a = null})", "\"[1,\"a\"] {\"a\":null}\""},
         {"format(\"%#v\", \"a\")", "\"\"a\"\""},
         {"format(\"%t\", true)", "\"true\""},
         {"format(\"%5s|%-5s|%.2s\", \"é\", \"é\", \"abc\")", "\"    é|é    |ab\""},
         {"format(\"%[2]s %[1]s\", \"a\", \"b\")", "\"b a\""},
         {"format(\"%*d\", 5, 1)", "\"    1\""},
         {"format(\"100%%\")", "\"100%\""},
         {"format(\"%e\", 12345.678)", "\"1.234568e+04\""},
         {"format(\"%d\", \"x\")", "1:8-1:12 bad-argument: %d needs a number, not \"x\""},
         {"format(\"%s\")", "1:8-1:12 bad-argument: the format needs more than the 0 given arguments"},
         {"format(\"%s\", 1, 2)", "1:17-1:18 bad-argument: the format has 1 verb but 2 arguments are given"},
         {"format(\"%y\", 1)", "1:8-1:12 bad-argument: a format has no verb %y"},
         {"format(\"%\")", "1:8-1:11 bad-argument: the format ends within a verb"},
         {"formatlist(\"%s-%s\", [\"a\", \"b\"], \"x\")", "[\"a-x\", \"b-x\"]"},
         {"formatlist(\"%s%s\", [1, 2], [1])", "1:28-1:31 bad-argument: the lists have 2 and 1 elements"}});
}

TEST_CASE("regular expressions") {
  check({{"regex(\"[a-z]+\", \"53453453.345345aaabbbccc23454\")", "\"aaabbbccc\""},
         {"regex(\"(\\\\d+)-(\\\\d+)\", \"x 12-34\")", "[\"12\", \"34\"]"},
         {"regex(\"(?P<y>\\\\d+)-(?P<m>\\\\d+)\", \"2024-05\")", "{m = \"05\", y = \"2024\"}"},
         {"regexall(\"[a-z]\", \"a1b\")", "[\"a\", \"b\"]"},
         {"regexall(\"x*\", \"ab\")", "[\"\", \"\", \"\"]"},
         {"length(regexall(\"z\", \"ab\"))", "0"},
         {"can(regex(\"z\", \"ab\"))", "false"},
         {"regex(\"(\", \"a\")", "1:7-1:10 bad-argument: the regular expression is wrong: missing ): ("},
         {"regexreplace(\"a1\", \"[0-9]\", \"<$0>\")", "\"a<1>\""},
         {"regexpescape(\"a.b\")", "\"a\\.b\""}});
}

TEST_CASE("lists") {
  check({{"alltrue([true, \"true\"])", "true"},
         {"alltrue([])", "true"},
         {"anytrue([false, null])", "false"},
         {"chunklist([1, 2, 3], 2)", "[[1, 2], [3]]"},
         {"chunklist([1, 2], 0)", "[[1, 2]]"},
         {"coalesce(null, \"\", \"b\")", "\"b\""},
         {"coalesce(null, \"\")", "1:10-1:14 bad-argument: every argument of coalesce() is null or empty"},
         {"coalescelist([], [1])", "[1]"},
         {"compact([\"a\", \"\", null, \"b\"])", "[\"a\", \"b\"]"},
         {"concat([1], [2, 3], [])", "[1, 2, 3]"},
         {"contains([\"a\", \"b\"], \"b\")", "true"},
         {"contains([1], \"1\")", "false"},
         {"distinct([\"b\", \"a\", \"b\"])", "[\"b\", \"a\"]"},
         {"element([\"a\", \"b\", \"c\"], 3)", "\"a\""},
         {"element([\"a\", \"b\"], -1)", "\"b\""},
         {"flatten([[1, [2]], [], 3])", "[1, 2, 3]"},
         {"index([\"a\", \"b\"], \"b\")", "1"},
         {"index([\"a\"], \"z\")", "1:14-1:17 bad-argument: the list does not hold \"z\""},
         {"one([])", "null"},
         {"one([5])", "5"},
         {"range(3)", "[0, 1, 2]"},
         {"range(1, 4)", "[1, 2, 3]"},
         {"range(4, 1)", "[4, 3, 2]"},
         {"range(0, 1, 0.25)", "[0, 0.25, 0.5, 0.75]"},
         {"range(0, 1, 0)", "1:13-1:14 bad-argument: the step of range() cannot be zero"},
         {"reverse([1, 2])", "[2, 1]"},
         {"slice([\"a\", \"b\", \"c\"], 1, 3)", "[\"b\", \"c\"]"},
         {"slice([1], 0, 2)", "1:15-1:16 bad-argument: the end must be 0 to 1, not 2"},
         {"sort([\"e\", \"d\", \"A\"])", "[\"A\", \"d\", \"e\"]"}});
}

TEST_CASE("maps and sets") {
  check({{"length([1, 2])", "2"},
         {"length(\"añ\")", "2"},
         {"length({a = 1})", "1"},
         {"length(5)", "1:8-1:9 bad-argument: a number has no length"},
         {"empty([])", "true"},
         {"empty(\"x\")", "false"},
         {"keys({b = 1, a = 2})", "[\"a\", \"b\"]"},
         {"values({b = 1, a = 2})", "[2, 1]"},
         {"lookup({a = 1}, \"a\", 5)", "1"},
         {"lookup({a = 1}, \"b\", 5)", "5"},
         {"lookup({a = 1}, \"b\")", "1:17-1:20 bad-argument: there is no key \"b\" (a third argument gives a default)"},
         {"matchkeys([\"i1\", \"i2\", \"i3\"], [\"a\", \"b\", \"a\"], [\"a\"])", "[\"i1\", \"i3\"]"},
         {"merge({a = 1, b = 2}, {b = 3}, null)", "{a = 1, b = 3}"},
         {"transpose({a = [\"1\", \"2\"], b = [\"2\"]})", "{1 = [\"a\"], 2 = [\"a\", \"b\"]}"},
         {"zipmap([\"a\", \"b\"], [1, 2])", "{a = 1, b = 2}"},
         {"zipmap([\"a\"], [])", "1:15-1:17 bad-argument: there are 1 keys but 0 values"},
         {"setunion([\"a\", \"b\"], [\"b\", \"c\"])", "toset([\"a\", \"b\", \"c\"])"},
         {"setintersection([1, 2], [2, 3])", "toset([2])"},
         {"setsubtract([1, 2, 3], [2])", "toset([1, 3])"},
         {"setproduct([\"a\", \"b\"], [1, 2])", "[[\"a\", 1], [\"a\", 2], [\"b\", 1], [\"b\", 2]]"}});
}

TEST_CASE("types") {
  check({{"tobool(\"true\")", "true"},
         {"tobool(\"x\")", "1:8-1:11 bad-argument: \"x\" cannot be made a bool"},
         {"tonumber(\"1.50\")", "1.50"},
         {"tostring(1.5)", "\"1.5\""},
         {"tostring(null)", "null"},
         {"tostring([])", "1:10-1:12 bad-argument: a list of 0 cannot be made a string"},
         {"tolist([\"a\", 1])", "[\"a\", \"1\"]"},
         {"toset([\"b\", \"a\", \"b\", 1])", "toset([\"1\", \"a\", \"b\"])"},
         {"toset([table.b, table.a])", "toset([table.a, table.b])"},
         {"tomap({a = 1, b = \"x\"})", "{a = \"1\", b = \"x\"}"},
         {"type(table.a)", "\"reference\""},
         {"try({}.a, [][0], 5)", "5"},
         {"try({}.a)",
          "1:1-1:10 bad-argument: no argument of try() could be evaluated (the last one: this value has no "
          "attribute \"a\")"},
         {"can({a = 1}.a)", "true"},
         {"getenv(\"REGION\")", "\"eu\""},
         {"getenv(\"NOT_SET\")", "\"\""}});
}

TEST_CASE("encoding") {
  check({{"base64encode(\"Hello World\")", "\"SGVsbG8gV29ybGQ=\""},
         {"base64decode(\"SGVsbG8gV29ybGQ=\")", "\"Hello World\""},
         {"base64decode(\"/w==\")", "1:14-1:20 bad-argument: the decoded bytes are no UTF-8 text"},
         {"base64decode(\"a\")", "1:14-1:17 bad-argument: the text is no base 64"},
         {"csvdecode(\"a,b\\n1,\\\"x, \\\"\\\"y\\\"\\\"\\\"\\r\\n2,\\n\")",
          "[{a = \"1\", b = \"x, \"y\"\"}, {a = \"2\", b = \"\"}]"},
         {"[csvdecode(\"a\\n\"), can(csvdecode(\"\")), can(csvdecode(\"a,a\\n1,2\"))]", "[[], false, false]"},
         {"csvdecode(\"a,b\\n1\\n\")",
          "1:11-1:21 bad-argument: record 2 of the CSV text has 1 fields, but the header has 2"},
         {"jsonencode({b = [1, 0.50, null, true], a = \"<x>\\n\\\"\"})",
          "\"{\"a\":\"\\u003cx\\u003e\\n\\\"\",\"b\":[1,0.5,null,true]}\""},
         {"jsonencode(table.a)", "1:1-1:20 bad-argument: JSON cannot hold a reference"},
         {"jsondecode(\"{\\\"a\\\": [1.50, {}, null, \\\"ñ\\\"]}\")", "{a = [1.50, {}, null, \"ñ\"]}"},
         {"jsondecode(\"[1,\")", "1:12-1:17 bad-argument: the text is no JSON from character 4 on"},
         {"jsondecode(\"{\\\"\\\": 1}\")", "{ = 1}"},
         {"urlencode(\"a b/ñ\")", "\"a+b%2F%C3%B1\""},
         {"urldecode(\"a+b%2F%C3%B1\")", "\"a b/ñ\""},
         {"urldecode(\"%zz\")", "1:11-1:16 bad-argument: the text has a % without two hexadecimal digits after it"},
         {"urlqueryset(\"postgres://h/db?a=1&search_path=x\", \"search_path\", \"y z\")",
          "\"postgres://h/db?a=1&search_path=y+z\""},
         {"urlsetpath(\"postgres://u:p@h:5432/db?a=1\", \"other\")", "\"postgres://u:p@h:5432/other?a=1\""},
         {"urluserinfo(\"postgres://h/db\", \"ann\", \"a:b@c\")", "\"postgres://ann:a%3Ab%40c@h/db\""}});
}

TEST_CASE("hashes") {
  check({{"md5(\"hello world\")", "\"5eb63bbbe01eeed093cb22bb8f5acdc3\""},
         {"sha1(\"hello world\")", "\"2aae6c35c94fcfb415dbe95f408b9ce91ee846ed\""},
         {"sha256(\"hello world\")", "\"b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9\""},
         {"substr(sha512(\"hello world\"), 0, 16)", "\"309ecc489c12d6eb\""},
         {"base64sha256(\"hello world\")", "\"uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=\""},
         {"uuidv5(\"dns\", \"www.terraform.io\")", "\"a5008fae-b28c-5ba5-96cd-82b4c53552d6\""},
         {"uuidv5(\"nope\", \"x\")",
          "1:8-1:14 bad-argument: the namespace must be dns, url, oid, x500 or a UUID, not \"nope\""}});
}

TEST_CASE("dates") {
  check({{"formatdate(\"DD MMM YYYY hh:mm ZZZ\", \"2018-01-02T23:12:01Z\")", "\"02 Jan 2018 23:12 UTC\""},
         {"formatdate(\"EEEE, DD-MMM-YY H:mm:ssAA 'o''clock'\", \"2018-01-02T23:12:01-08:00\")",
          "\"Tuesday, 02-Jan-18 11:12:01PM o'clock\""},
         {"formatdate(\"YYYY-MM-DD'T'hh:mm:ssZZZZZ\", \"2018-01-02T23:12:01-08:00\")", "\"2018-01-02T23:12:01-08:00\""},
         {"formatdate(\"QQ\", \"2018-01-02T23:12:01Z\")",
          "1:12-1:16 bad-argument: \"QQ\" means nothing in a date format; put other letters in single quotes"},
         {"timeadd(\"2017-11-22T00:00:00Z\", \"10m\")", "\"2017-11-22T00:10:00Z\""},
         {"timeadd(\"2024-02-28T23:30:00+02:00\", \"1h30m\")", "\"2024-02-29T01:00:00+02:00\""},
         {"timeadd(\"2024-01-01T00:00:00Z\", \"-1.5s\")", "\"2023-12-31T23:59:58.5Z\""},
         {"timeadd(\"2024-01-01T00:00:00Z\", \"1 day\")",
          "1:33-1:40 bad-argument: \"1 day\" is no duration (for example 1h30m or -10s)"},
         {"timeadd(\"2024-02-30T00:00:00Z\", \"1h\")",
          "1:9-1:31 bad-argument: \"2024-02-30T00:00:00Z\" is no time in RFC 3339's form (for example "
          "2024-05-01T12:30:00Z)"},
         {"timecmp(\"2017-11-22T01:00:00+01:00\", \"2017-11-22T00:00:00Z\")", "0"},
         {"timecmp(\"2017-11-22T00:00:00Z\", \"2017-11-22T01:00:00Z\")", "-1"},
         {"plantimestamp() == timestamp()", "true"}});
}

TEST_CASE("files") {
  check({{"file(\"a.txt\")", "\"hello\""},
         {"file(\"./sub/../a.txt\")", "\"hello\""},
         {"file(\"b.txt\")", "1:6-1:13 no-such-file: \"/project/b.txt\" cannot be read"},
         {"file(\"../secret\")",
          "1:6-1:17 outside-project: \"../secret\" is outside the project (files are read only below /project)"},
         {"file(\"/etc/passwd\")",
          "1:6-1:19 outside-project: \"/etc/passwd\" is outside the project (files are read only below /project)"},
         {"file(\"/project-other/x\")",
          "1:6-1:24 outside-project: \"/project-other/x\" is outside the project (files are read only below /project)"},
         {"fileexists(\"a.txt\")", "true"},
         {"fileexists(\"b.txt\")", "false"},
         {"filebase64(\"a.txt\")", "\"aGVsbG8=\""},
         {"fileset(\".\", \"**/*.tpl\")", "toset([\"sub/b.tpl\", \"sub/bad.tpl\"])"},
         {"fileset(\".\", \"*.{txt,sql}\")", "toset([\"a.txt\"])"},
         {"fileset(\"nope\", \"*\")", "1:9-1:15 no-such-file: there is no folder \"nope\""},
         {"templatefile(\"sub/b.tpl\", {name = \"Ann\"})", "\"Dear Ann,\nyou owe ${x}.\n\""},
         {"templatefile(\"sub/b.tpl\", {name = table.x})", "\"Dear ${table.x},\nyou owe ${x}.\n\""},
         {"templatefile(\"sub/bad.tpl\", {nam = \"x\"})",
          "sub/bad.tpl:2:7-2:10 wrong-type: an operand of + must be a number, not the string \"x\" (texts are put "
          "together in one: \"${a}${b}\")"},
         {"templatestring(\"<$${a}>\", {a = 1})", "\"<1>\""},
         {"basename(\"a/b/c.txt\")", "\"c.txt\""},
         {"dirname(\"a/b/c.txt\")", "\"a/b\""},
         {"dirname(\"c.txt\")", "\".\""},
         {"abspath(\"x/../y\")", "\"/project/y\""},
         {"pathexpand(\"~/x\")", "\"/home/ann/x\""}});
}

TEST_CASE("networks") {
  check({{"cidrhost(\"10.12.112.0/20\", 16)", "\"10.12.112.16\""},
         {"cidrhost(\"10.12.112.0/20\", -1)", "\"10.12.127.255\""},
         {"cidrhost(\"fd00:fd12:3456:7890:00a2::/72\", 34)", "\"fd00:fd12:3456:7890::22\""},
         {"cidrhost(\"10.0.0.0/30\", 4)", "1:25-1:26 bad-argument: the network has no host number 4"},
         {"cidrnetmask(\"172.16.0.0/12\")", "\"255.240.0.0\""},
         {"cidrsubnet(\"172.16.0.0/12\", 4, 2)", "\"172.18.0.0/16\""},
         {"cidrsubnet(\"fd00:fd12:3456:7890::/56\", 16, 162)", "\"fd00:fd12:3456:7800:a200::/72\""},
         {"cidrsubnet(\"10.0.0.0/8\", 2, 4)", "1:29-1:30 bad-argument: 4 does not fit 2 bits"},
         {"cidrhost(\"10.0.0/8\", 1)",
          "1:10-1:20 bad-argument: \"10.0.0/8\" is no network in CIDR form (for example 10.0.0.0/8)"}});
}

TEST_CASE("globs") {
  CHECK(glob_matches("*.sql", "a.sql"));
  CHECK_FALSE(glob_matches("*.sql", "x/a.sql"));
  CHECK(glob_matches("**/*.sql", "a.sql"));
  CHECK(glob_matches("**/*.sql", "x/y/a.sql"));
  CHECK(glob_matches("x/**/a.sql", "x/a.sql"));
  CHECK(glob_matches("[a-c]?.sql", "b1.sql"));
  CHECK_FALSE(glob_matches("[!a-c]?.sql", "b1.sql"));
  CHECK(glob_matches("a\\*b", "a*b"));
  CHECK_FALSE(glob_matches("a\\*b", "axb"));
  CHECK_FALSE(glob_matches("*a*a*a*a*a*a*a*a*b", std::string(5000, 'a')));
}

TEST_CASE("every function has a readable signature and a sentence") {
  for (auto f : all_functions()) {
    INFO(f->name);
    CHECK(f->signature.starts_with("("));
    CHECK(f->signature.find(") -> ") != std::string_view::npos);
    CHECK(f->doc.ends_with("."));
    for (auto& p : parse_signature(f->signature))
      CHECK(f->signature.find(std::string(p.name)) != std::string_view::npos);
  }
  CHECK(all_functions().size() >= 100);
}
