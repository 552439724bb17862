#include <doctest/doctest.h>

#include "lang_support.hpp"

/// Terraform's functions: what its documentation shows, and the edges where others go wrong.

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

/// Whether the expression is refused with this code.
void refused(std::initializer_list<Row> rows) {
  for (auto& row : rows) {
    auto got = eval(row.expression);
    INFO(row.expression);
    CAPTURE(got);
    CHECK(got.find(row.result) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("numeric functions") {
  check({{"abs(23)", "23"},
         {"abs(-12.4)", "12.4"},
         {"ceil(5)", "5"},
         {"ceil(5.1)", "6"},
         {"floor(4.9)", "4"},
         {"log(50, 10) > 1.69 && log(50, 10) < 1.7", "true"},
         {"ceil(log(15, 2))", "4"},
         {"max(12, 54, 3)", "54"},
         {"max([12, 54, 3]...)", "54"},
         {"min(12, 54, 3)", "3"},
         {"parseint(\"100\", 10)", "100"},
         {"parseint(\"FF\", 16)", "255"},
         {"parseint(\"-10\", 16)", "-16"},
         {"parseint(\"1011111011101111\", 2)", "48879"},
         {"parseint(\"aA\", 62)", "656"},
         {"pow(3, 2)", "9"},
         {"pow(4, 0)", "1"},
         {"pow(2, -1)", "0.5"},
         {"signum(-13)", "-1"},
         {"signum(344)", "1"},
         {"sum([10, 13, 6, 4.5])", "33.5"}});
  refused(
      {{"max()", "bad-argument"}, {"parseint(\"12\", 2)", "bad-argument"}, {"parseint(\"1\", 63)", "bad-argument"}});
}

TEST_CASE("string functions") {
  check({{"chomp(\"hello\\n\")", "\"hello\""},
         {"chomp(\"hello\\r\\n\")", "\"hello\""},
         {"chomp(\"hello\\n\\n\")", "\"hello\""},
         {"endswith(\"hello world\", \"world\")", "true"},
         {"startswith(\"hello world\", \"\")", "true"},
         {"format(\"Hello, %s!\", \"Ander\")", "\"Hello, Ander!\""},
         {"format(\"There are %d lights\", 4)", "\"There are 4 lights\""},
         {"format(\"%v\", [1, \"a\", {b = null}])", "\"[1,\"a\",{\"b\":null}]\""},
         {"format(\"%#v\", \"a\")", "\"\"a\"\""},
         {"format(\"%q\", \"a\\\"b\")", "\"\"a\\\"b\"\""},
         {"format(\"%5.2f|%-6s|%06.2f|%+d\", 3.14159, \"ab\", 2.5, 7)", "\" 3.14|ab    |002.50|+7\""},
         {"format(\"%b %o %x %X\", 5, 8, 255, 255)", "\"101 10 ff FF\""},
         {"format(\"%e\", 1234.5)", "\"1.234500e+03\""},
         {"format(\"%g\", 0.5)", "\"0.5\""},
         {"format(\"%g %g\", 100000, 12345678)", "\"100000 1.2345678e+07\""},
         {"format(\"%g %G\", 0.00001, 1000000)", "\"1e-05 1E+06\""},
         {"format(\"%t\", true)", "\"true\""},
         {"format(\"%%\")", "\"%\""},
         {"format(\"%[2]s %[1]s\", \"a\", \"b\")", "\"b a\""},
         {"format(\"%*d\", 5, 42)", "\"   42\""},
         {"formatlist(\"Hello, %s!\", [\"Valentina\", \"Ander\", \"Olivia\", \"Sam\"])",
          "[\"Hello, Valentina!\", \"Hello, Ander!\", \"Hello, Olivia!\", \"Hello, Sam!\"]"},
         {"formatlist(\"%s, %s!\", \"Salutations\", [\"a\", \"b\"])", "[\"Salutations, a!\", \"Salutations, b!\"]"},
         {"indent(2, \"a\\nb\\n\")", "\"a\n  b\n  \""},
         {"join(\"-\", [\"foo\", \"bar\", \"baz\"])", "\"foo-bar-baz\""},
         {"join(\", \", [\"foo\"])", "\"foo\""},
         {"join(\",\", [1, 2], [true])", "\"1,2,true\""},
         {"lower(\"HELLO ÄÉ\")", "\"hello äé\""},
         {"upper(\"алло!\")", "\"АЛЛО!\""},
         {"title(\"hello world\")", "\"Hello World\""},
         {"replace(\"1 + 2 + 3\", \"+\", \"-\")", "\"1 - 2 - 3\""},
         {"replace(\"abć\", \"\", \"-\")", "\"-a-b-ć-\""},
         {"replace(\"hello world\", \"/w.*d/\", \"everybody\")", "\"hello everybody\""},
         {"replace(\"hello world\", \"/(h)(e)/\", \"$2$1\")", "\"ehllo world\""},
         {"replace(\"a-b\", \"/(?P<x>a)/\", \"[$${x}]\")", "\"[a]-b\""},
         {"split(\",\", \"foo,bar,baz\")", "[\"foo\", \"bar\", \"baz\"]"},
         {"split(\",\", \"foo\")", "[\"foo\"]"},
         {"split(\",\", \"\")", "[\"\"]"},
         {"split(\"\", \"abc\")", "[\"a\", \"b\", \"c\"]"},
         {"strcontains(\"hello world\", \"wor\")", "true"},
         {"strrev(\"hello\")", "\"olleh\""},
         {"strrev(\"☃é\")", "\"é☃\""},
         {"substr(\"hello world\", 1, 4)", "\"ello\""},
         {"substr(\"🤔🤷\", 0, 1)", "\"🤔\""},
         {"substr(\"hello world\", -5, -1)", "\"world\""},
         {"substr(\"hello world\", 6, 10)", "\"world\""},
         {"substr(\"abc\", 5, 1)", "\"\""},
         {"trim(\"?!hello?!\", \"!?\")", "\"hello\""},
         {"trim(\"foobar\", \"far\")", "\"oob\""},
         {"trimprefix(\"helloworld\", \"hello\")", "\"world\""},
         {"trimprefix(\"helloworld\", \"cat\")", "\"helloworld\""},
         {"trimsuffix(\"helloworld\", \"world\")", "\"hello\""},
         {"trimspace(\"  hello\\n\\n\")", "\"hello\""}});
  refused({{"format(\"%d\", \"a\")", "bad-argument"},
           {"format(\"%s\")", "bad-argument"},
           {"format(\"x\", 1)", "bad-argument"},
           {"format(\"%y\", 1)", "bad-argument"},
           {"formatlist(\"%s%s\", [\"a\"], [\"b\", \"c\"])", "bad-argument"}});
}

TEST_CASE("regular expression functions") {
  check({{"regex(\"[a-z]+\", \"53453453.345345aaabbbccc23454\")", "\"aaabbbccc\""},
         {"regex(\"(\\\\d\\\\d\\\\d\\\\d)-(\\\\d\\\\d)-(\\\\d\\\\d)\", \"2019-02-01\")", "[\"2019\", \"02\", \"01\"]"},
         {"regex(\"^(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?\", \"https://terraform.io/docs/\")",
          "{authority = \"terraform.io\", scheme = \"https\"}"},
         {"regexall(\"[a-z]+\", \"1234abcd5678efgh9\")", "[\"abcd\", \"efgh\"]"},
         {"regexall(\"[a-z]+\", \"123456789\")", "[]"},
         {"length(regexall(\"[a-z]+\", \"1234abcd5678efgh9\")) > 0", "true"},
         {"regex(\"(a)(b)?\", \"a\")", "[\"a\", null]"}});
  refused({{"regex(\"[a-z]+\", \"12\")", "bad-argument"}, {"regex(\"(\", \"12\")", "bad-argument"}});
}

TEST_CASE("collection functions") {
  check(
      {{"alltrue([\"true\", true])", "true"},
       {"alltrue([true, false])", "false"},
       {"alltrue([])", "true"},
       {"alltrue([true, null])", "false"},
       {"anytrue([\"true\"])", "true"},
       {"anytrue([])", "false"},
       {"chunklist([\"a\", \"b\", \"c\", \"d\", \"e\"], 2)", "[[\"a\", \"b\"], [\"c\", \"d\"], [\"e\"]]"},
       {"chunklist([\"a\", \"b\"], 0)", "[[\"a\", \"b\"]]"},
       {"coalesce(\"a\", \"b\")", "\"a\""},
       {"coalesce(\"\", \"b\")", "\"b\""},
       {"coalesce(1, 2)", "1"},
       {"coalesce(null, 2)", "2"},
       {"coalesce([\"\", \"b\"]...)", "\"b\""},
       {"coalesce(1, \"hello\")", "\"1\""},
       {"coalescelist([\"a\", \"b\"], [\"c\", \"d\"])", "[\"a\", \"b\"]"},
       {"coalescelist([], [\"c\", \"d\"])", "[\"c\", \"d\"]"},
       {"compact([\"a\", \"\", \"b\", null, \"c\"])", "[\"a\", \"b\", \"c\"]"},
       {"concat([\"a\", \"\"], [\"b\", \"c\"])", "[\"a\", \"\", \"b\", \"c\"]"},
       {"concat()", "[]"},
       {"contains([\"a\", \"b\", \"c\"], \"a\")", "true"},
       {"contains([1, 2], \"1\")", "false"},
       {"distinct([\"a\", \"b\", \"a\", \"c\", \"d\", \"b\"])", "[\"a\", \"b\", \"c\", \"d\"]"},
       {"element([\"a\", \"b\", \"c\"], 1)", "\"b\""},
       {"element([\"a\", \"b\", \"c\"], 3)", "\"a\""},
       {"element([\"a\", \"b\", \"c\"], -1)", "\"c\""},
       {"flatten([[\"a\", \"b\"], [], [\"c\"]])", "[\"a\", \"b\", \"c\"]"},
       {"flatten([[[\"a\", \"b\"], []], [\"c\"]])", "[\"a\", \"b\", \"c\"]"},
       {"flatten([])", "[]"},
       {"index([\"a\", \"b\", \"c\"], \"b\")", "1"},
       {"keys({a = 1, c = 2, d = 3})", "[\"a\", \"c\", \"d\"]"},
       {"length([])", "0"},
       {"length({\"a\" = \"b\"})", "1"},
       {"length(\"hello\")", "5"},
       {"length(\"👾🕹️\")", "2"},
       {"lookup({a = \"ay\", b = \"bee\"}, \"a\", \"what?\")", "\"ay\""},
       {"lookup({a = \"ay\"}, \"c\", \"what?\")", "\"what?\""},
       {"matchkeys([\"i-123\", \"i-abc\", \"i-def\"], [\"us-west\", \"us-east\", \"us-east\"], [\"us-east\"])",
        "[\"i-abc\", \"i-def\"]"},
       {"merge({a = \"b\", c = \"d\"}, {e = \"f\", c = \"z\"})", "{a = \"b\", c = \"z\", e = \"f\"}"},
       {"merge({a = \"b\"}, {a = [1, 2], c = \"z\"}, {d = 3})", "{a = [1, 2], c = \"z\", d = 3}"},
       {"merge([{a = 1}, {b = 2}]...)", "{a = 1, b = 2}"},
       {"merge()", "{}"},
       {"one([])", "null"},
       {"one([\"hello\"])", "\"hello\""},
       {"one(toset([5]))", "5"},
       {"range(3)", "[0, 1, 2]"},
       {"range(1, 4)", "[1, 2, 3]"},
       {"range(1, 8, 2)", "[1, 3, 5, 7]"},
       {"range(1, 4, 0.5)", "[1, 1.5, 2, 2.5, 3, 3.5]"},
       {"range(4, 1)", "[4, 3, 2]"},
       {"range(10, 5, -2)", "[10, 8, 6]"},
       {"range(0)", "[]"},
       {"reverse([1, 2, 3])", "[3, 2, 1]"},
       {"setintersection([\"a\", \"b\"], [\"b\", \"c\"], [\"b\", \"d\"])", "toset([\"b\"])"},
       {"setproduct([\"development\", \"staging\"], [\"app1\", \"app2\"])",
        "[[\"development\", \"app1\"], [\"development\", \"app2\"], [\"staging\", \"app1\"], [\"staging\", \"app2\"]]"},
       {"setproduct([\"a\"], [])", "[]"},
       {"setproduct([\"staging\", \"production\"], [\"a\", 2], [false])",
        "[[\"staging\", \"a\", false], [\"staging\", \"2\", false], [\"production\", \"a\", false], [\"production\", "
        "\"2\", false]]"},
       {"setsubtract([\"a\", \"b\", \"c\"], [\"a\", \"c\"])", "toset([\"b\"])"},
       {"setunion([\"a\", \"b\"], [\"b\", \"c\"], [\"d\"])", "toset([\"a\", \"b\", \"c\", \"d\"])"},
       {"slice([\"a\", \"b\", \"c\", \"d\"], 1, 3)", "[\"b\", \"c\"]"},
       {"sort([\"e\", \"d\", \"a\", \"x\"])", "[\"a\", \"d\", \"e\", \"x\"]"},
       {"sort([10, 9])", "[\"10\", \"9\"]"},
       {"transpose({a = [\"1\", \"2\"], b = [\"2\", \"3\"]})", "{1 = [\"a\"], 2 = [\"a\", \"b\"], 3 = [\"b\"]}"},
       {"values({a = 3, c = 2, d = 1})", "[3, 2, 1]"},
       {"zipmap([\"a\", \"b\"], [1, 2])", "{a = 1, b = 2}"}});
  refused({{"element([], 0)", "bad-argument"},
           {"one([1, 2])", "bad-argument"},
           {"slice([1], 0, 5)", "bad-argument"},
           {"coalesce(\"\", null)", "bad-argument"},
           {"coalescelist([], [])", "bad-argument"},
           {"index([\"a\"], \"z\")", "bad-argument"},
           {"range(1, 5, 0)", "bad-argument"},
           {"range(1, 5, -1)", "bad-argument"},
           {"lookup({}, \"a\")", "bad-argument"},
           {"chunklist([1], -1)", "bad-argument"},
           {"zipmap([\"a\"], [])", "bad-argument"}});
}

TEST_CASE("encoding functions") {
  check({{"base64decode(\"SGVsbG8gV29ybGQ=\")", "\"Hello World\""},
         {"base64encode(\"Hello World\")", "\"SGVsbG8gV29ybGQ=\""},
         {"csvdecode(\"a,b,c\\n1,2,3\\n4,5,6\")",
          "[{a = \"1\", b = \"2\", c = \"3\"}, {a = \"4\", b = \"5\", c = \"6\"}]"},
         {"jsondecode(\"{\\\"hello\\\": \\\"world\\\"}\")", "{hello = \"world\"}"},
         {"jsondecode(\"true\")", "true"},
         {"jsondecode(\"[1, 1.50, null]\")", "[1, 1.50, null]"},
         {"jsonencode({\"hello\"=\"world\"})", "\"{\"hello\":\"world\"}\""},
         {"jsonencode([\"<>&\", null, 1.50])", "\"[\"\\u003c\\u003e\\u0026\",null,1.5]\""},
         {"textdecodebase64(\"SABlAGwAbABvACAAVwBvAHIAbABkAA==\", \"UTF-16LE\")", "\"Hello World\""},
         {"textencodebase64(\"Hello World\", \"UTF-16LE\")", "\"SABlAGwAbABvACAAVwBvAHIAbABkAA==\""},
         {"urlencode(\"Hello World!\")", "\"Hello+World%21\""},
         {"urlencode(\"☃\")", "\"%E2%98%83\""},
         {"substr(base64gzip(\"x\"), 0, 5)", "\"H4sIA\""}});
  refused({{"textencodebase64(\"x\", \"no-such\")", "there is no encoding"},
           {"textencodebase64(\"☃\", \"ISO-8859-1\")", "cannot say this text"},
           {"jsondecode(\"{\")", "bad-argument"}});
}

TEST_CASE("YAML") {
  check({{"yamldecode(\"hello: world\")", "{hello = \"world\"}"},
         {"yamldecode(\"true\")", "true"},
         {"yamldecode(\"yes\")", "true"},
         {"yamldecode(\"\\\"yes\\\"\")", "\"yes\""},
         {"yamldecode(\"~\")", "null"},
         {"yamldecode(\"\")", "null"},
         {"yamldecode(\"{a: &foo [1, 2, 3], b: *foo}\")", "{a = [1, 2, 3], b = [1, 2, 3]}"},
         {"yamldecode(\"a: 1\\nb: 1.50\\nc: 0x1f\\nd: 1_000\\ne: -5\\nf: +3\\n\")",
          "{a = 1, b = 1.50, c = 31, d = 1000, e = -5, f = 3}"},
         {"yamldecode(\"a: 2001-12-14\\nb: 1.2.3\\nc: 12:30\\n\")",
          "{a = \"2001-12-14T00:00:00Z\", b = \"1.2.3\", c = \"12:30\"}"},
         {"yamldecode(\"- a\\n- - b\\n  - |\\n    two\\n    lines\\n- {1: x}\\n\")",
          "[\"a\", [\"b\", \"two\nlines\n\"], {1 = \"x\"}]"},
         {"yamldecode(\"base: &b {x: 1, z: 2}\\nown:\\n  <<: *b\\n  z: 3\\n\").own", "{x = 1, z = 3}"},
         {"yamldecode(\"a: !!str 5\")", "{a = \"5\"}"},
         {"yamlencode({\"a\" = \"b\", \"c\" = \"d\"})", "\"\"a\": \"b\"\n\"c\": \"d\"\n\""},
         {"yamlencode({\"foo\" = [1, 2, 3], \"bar\" = \"baz\"})", "\"\"bar\": \"baz\"\n\"foo\":\n- 1\n- 2\n- 3\n\""},
         {"yamlencode({\"foo\" = [1, {\"a\" = \"b\", \"c\" = \"d\"}, 3], \"bar\" = \"baz\"})",
          "\"\"bar\": \"baz\"\n\"foo\":\n- 1\n- \"a\": \"b\"\n  \"c\": \"d\"\n- 3\n\""},
         {"yamlencode({a = [], b = {}, c = null, d = true, e = 1.50})",
          "\"\"a\": []\n\"b\": {}\n\"c\": null\n\"d\": true\n\"e\": 1.5\n\""},
         {"yamlencode(\"é\")", "\"\"é\"\n\""},
         {"yamldecode(yamlencode({a = \"x\\ny\\n\", b = [\"\", \"no\", \"5\"]}))",
          "{a = \"x\ny\n\", b = [\"\", \"no\", \"5\"]}"},
         {"yamlmerge(\"a: {x: 1, z: 2}\", \"a: {z: 3}\\nb: 4\")", "\"\"a\":\n  \"x\": 1\n  \"z\": 3\n\"b\": 4\n\""}});
  refused({{"yamldecode(\"a: [\")", "the text is no YAML: line"},
           {"yamldecode(\"a: *x\")", "this alias names no anchor before it"},
           {"yamldecode(\"a\\n---\\nb\")", "more than one YAML document"},
           {"yamldecode(\"!foo a\")", "unknown tag"},
           {"yamldecode(\".nan\")", "no number"},
           {"yamlencode(table.users)", "YAML cannot hold"}});
}

TEST_CASE("dates") {
  check({{"formatdate(\"DD MMM YYYY hh:mm ZZZ\", \"2018-01-02T23:12:01Z\")", "\"02 Jan 2018 23:12 UTC\""},
         {"formatdate(\"EEEE, DD-MMM-YY hh:mm:ss ZZZ\", \"2018-01-02T23:12:01Z\")",
          "\"Tuesday, 02-Jan-18 23:12:01 UTC\""},
         {"formatdate(\"EEE, DD MMM YYYY hh:mm:ss ZZZ\", \"2018-01-02T23:12:01-08:00\")",
          "\"Tue, 02 Jan 2018 23:12:01 -0800\""},
         {"formatdate(\"MMM DD, YYYY\", \"2018-01-02T23:12:01Z\")", "\"Jan 02, 2018\""},
         {"formatdate(\"HH:mmaa\", \"2018-01-02T23:12:01Z\")", "\"11:12pm\""},
         {"formatdate(\"HH:mmAA\", \"2018-01-02T00:12:01Z\")", "\"12:12AM\""},
         {"formatdate(\"h'h'mm'''m'\", \"2018-01-02T23:12:01-08:00\")", "\"23h12'm\""},
         {"formatdate(\"D/M/YY h:m:s Z ZZZZ ZZZZZ\", \"2018-01-02T03:02:01+05:30\")",
          "\"2/1/18 3:2:1 +05:30 +0530 +05:30\""},
         {"timeadd(\"2017-11-22T00:00:00Z\", \"10m\")", "\"2017-11-22T00:10:00Z\""},
         {"timeadd(\"2017-11-22T00:00:00Z\", \"-1.5h\")", "\"2017-11-21T22:30:00Z\""},
         {"timecmp(\"2017-11-22T00:00:00Z\", \"2017-11-22T01:00:00Z\")", "-1"},
         {"timecmp(\"2017-11-22T01:00:00Z\", \"2017-11-22T00:00:00-01:00\")", "0"}});
  refused({{"formatdate(\"YYY\", \"2018-01-02T23:12:01Z\")", "bad-argument"},
           {"formatdate(\"YYYY\", \"2018-01-02\")", "bad-argument"},
           {"timeadd(\"2017-11-22T00:00:00Z\", \"10x\")", "bad-argument"}});
}

TEST_CASE("networks") {
  check({{"cidrhost(\"10.12.112.0/20\", 16)", "\"10.12.112.16\""},
         {"cidrhost(\"10.12.112.0/20\", 268)", "\"10.12.113.12\""},
         {"cidrhost(\"fd00:fd12:3456:7890:00a2::/72\", 34)", "\"fd00:fd12:3456:7890::22\""},
         {"cidrhost(\"10.0.0.0/24\", -1)", "\"10.0.0.255\""},
         {"cidrnetmask(\"172.16.0.0/12\")", "\"255.240.0.0\""},
         {"cidrsubnet(\"172.16.0.0/12\", 4, 2)", "\"172.18.0.0/16\""},
         {"cidrsubnet(\"10.1.2.0/24\", 4, 15)", "\"10.1.2.240/28\""},
         {"cidrsubnet(\"fd00:fd12:3456:7890::/56\", 16, 162)", "\"fd00:fd12:3456:7800:a200::/72\""},
         {"cidrsubnets(\"10.1.0.0/16\", 4, 4, 8, 4)",
          "[\"10.1.0.0/20\", \"10.1.16.0/20\", \"10.1.32.0/24\", \"10.1.48.0/20\"]"},
         {"cidrsubnets(\"fd00:fd12:3456:7890::/56\", 16, 16, 16, 32)",
          "[\"fd00:fd12:3456:7800::/72\", \"fd00:fd12:3456:7800:100::/72\", \"fd00:fd12:3456:7800:200::/72\", "
          "\"fd00:fd12:3456:7800:300::/88\"]"},
         {"cidrsubnets(\"10.0.0.0/24\", 1, 1)", "[\"10.0.0.0/25\", \"10.0.0.128/25\"]"},
         {"cidrsubnets(\"0.0.0.0/0\", 1, 1)", "[\"0.0.0.0/1\", \"128.0.0.0/1\"]"}});
  refused({{"cidrsubnets(\"10.0.0.0/24\", 1, 1, 1)", "no room left for network number 3"},
           {"cidrsubnets(\"10.0.0.0/24\", 1, 2, 1)", "no room left for network number 3"},
           {"cidrsubnets(\"10.0.0.0/24\", 9)", "8 bits left"},
           {"cidrhost(\"10.0.0.0/24\", 256)", "no host number"},
           {"cidrsubnet(\"10.0.0.0/24\", 2, 4)", "does not fit"}});
}

TEST_CASE("hashes and random values") {
  check({{"md5(\"hello world\")", "\"5eb63bbbe01eeed093cb22bb8f5acdc3\""},
         {"sha1(\"hello world\")", "\"2aae6c35c94fcfb415dbe95f408b9ce91ee846ed\""},
         {"sha256(\"hello world\")", "\"b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9\""},
         {"base64sha256(\"hello world\")", "\"uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=\""},
         {"filemd5(\"a.txt\") == md5(file(\"a.txt\"))", "true"},
         {"filesha256(\"a.txt\") == sha256(file(\"a.txt\"))", "true"},
         {"filebase64sha512(\"a.txt\") == base64sha512(\"hello\")", "true"},
         {"uuidv5(\"dns\", \"www.terraform.io\")", "\"a5008fae-b28c-5ba5-96cd-82b4c53552d6\""},
         {"uuidv5(\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\", \"www.terraform.io\")",
          "\"a5008fae-b28c-5ba5-96cd-82b4c53552d6\""},
         {"length(regexall(\"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$\", uuid()))", "1"},
         {"uuid() == uuid()", "false"},
         {"substr(bcrypt(\"hello\", 4), 0, 7)", "\"$2a$04$\""},
         {"bcrypt(\"hello\", 4) == bcrypt(\"hello\", 4)", "false"}});
  refused({{"bcrypt(\"hello\", 31)", "the cost must be 4 to 13"}, {"rsadecrypt(\"eA==\", \"key\")", "no private key"}});
}

TEST_CASE("type conversion") {
  check({{"can(1 + 1)", "true"},
         {"can(tonumber(\"x\"))", "false"},
         {"try({}.a, \"none\")", "\"none\""},
         {"try(tonumber(\"x\"), {}.b, 3)", "3"},
         {"tobool(\"true\")", "true"},
         {"tobool(null)", "null"},
         {"tolist([\"a\", \"b\", 3])", "[\"a\", \"b\", \"3\"]"},
         {"tomap({\"a\" = \"foo\", \"b\" = true})", "{a = \"foo\", b = \"true\"}"},
         {"tonumber(\"1\")", "1"},
         {"tonumber(null)", "null"},
         {"toset([\"c\", \"b\", \"b\"])", "toset([\"b\", \"c\"])"},
         {"toset([\"a\", \"b\", 3])", "toset([\"3\", \"a\", \"b\"])"},
         {"tostring(1)", "\"1\""},
         {"tostring(true)", "\"true\""},
         {"tostring(null)", "null"},
         {"type(\"a\")", "\"string\""},
         {"type([])", "\"list\""},
         {"issensitive(sensitive(\"x\"))", "true"},
         {"nonsensitive(sensitive(\"x\"))", "\"x\""},
         {"nonsensitive(\"x\")", "\"x\""},
         {"sensitive(\"x\")", "sensitive(\"x\")"},
         {"upper(sensitive(\"x\"))", "sensitive(\"X\")"},
         {"length(sensitive([1]))", "sensitive(1)"}});
  refused({{"tobool(\"no\")", "\"no\" cannot be made a bool"},
           {"tobool(1)", "1 cannot be made a bool"},
           {"tonumber(\"no\")", "\"no\" cannot be made a number"},
           {"tostring([])", "cannot be made a string"}});
}

TEST_CASE("files") {
  check({{"templatefile(\"sub/b.tpl\", {name = \"Ann\"})", "\"Dear Ann,\nyou owe ${x}.\n\""},
         {"templatestring(\"Hi $${name}\", {name = \"Ann\"})", "\"Hi Ann\""},
         {"basename(\"foo/bar/baz.txt\")", "\"baz.txt\""},
         {"[basename(\"/\"), basename(\"a/\"), basename(\"\")]", "[\"/\", \"a\", \".\"]"},
         {"dirname(\"foo/bar/baz.txt\")", "\"foo/bar\""},
         {"fileexists(\"a.txt\")", "true"},
         {"fileset(\".\", \"**/*.tpl\")", "toset([\"sub/b.tpl\", \"sub/bad.tpl\"])"},
         {"filebase64(\"a.txt\")", "\"aGVsbG8=\""}});
  refused({{"templatefile(\"sub/b.tpl\", {})", "name"}, {"file(\"../x\")", "outside-project"}});
}
