#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "ast_text.hpp"
#include "syntax/parse.hpp"

using namespace schema;

namespace {

/// A parsed text and what was reported.
struct Parsed {
  std::unique_ptr<SourceFile> file;
  Diagnostics diagnostics;
  syntax::Body body;

  explicit Parsed(std::string text) : file(std::make_unique<SourceFile>("f", std::move(text))) {
    body = syntax::parse(*file, diagnostics);
  }

  /// "line:column code: message (help)" a line.
  std::string errors() const {
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) {
      auto at = file->position(d.where.begin);
      out += fmt::format("{}{}:{} `{}` {}: {}", out.empty() ? "" : "\n", at.line, at.column, d.where.text(), d.code,
                         d.message);
    }
    return out;
  }
};

std::string tree(std::string text) {
  Parsed parsed(std::move(text));
  CHECK(parsed.errors() == "");
  return syntax::to_text(parsed.body);
}

std::string value(const std::string& expression) { return tree("a = " + expression + "\n").substr(4); }

std::string errors(std::string text) { return Parsed(std::move(text)).errors(); }

const syntax::Template& first_template(const Parsed& parsed) {
  return std::get<syntax::Template>(parsed.body.attributes.at(0).value->node);
}

/// Each byte of a part's text must be found in the file where its origin says.
void check_origin(const Parsed& parsed, const syntax::TemplatePart& part) {
  for (uint32_t i = 0; i < part.text.size(); i++) {
    INFO("byte ", i, " of ", part.text);
    CHECK(parsed.file->text()[part.origin.at(i, i + 1).begin] == part.text[i]);
  }
}

}  // namespace

TEST_CASE("bodies") {
  CHECK(tree("") == "");
  CHECK(tree("a = 1\nb = x") == "a = 1; b = x");
  CHECK(tree("null = true\nfor = ROW\n") == "null = true; for = ROW");
  CHECK(tree("table \"a\" b {\n  c = 1\n  d {}\n}\n") == "table 'a' 'b' {c = 1; d {}}");
  CHECK(tree("column \"id\" { type = bigint, identity = always }") == "column 'id' {type = bigint; identity = always}");
  CHECK(tree("r {\n a = 1, b = 2,\n c = 3\n}") == "r {a = 1; b = 2; c = 3}");
  CHECK(tree("import \"std/x\"\n") == "import 'std/x' {}");
  CHECK(tree("a = 1\r\n# c\r\nb = 2\r\n") == "a = 1; b = 2");
  CHECK(tree("\xEF\xBB\xBF"
             "a = 1") == "a = 1");
}

TEST_CASE("ranges") {
  Parsed parsed("table \"t\" {\n  a = x.y\n}\n");
  const auto& block = parsed.body.blocks.at(0);
  CHECK(block.header.text() == "table \"t\"");
  CHECK(block.type_range.text() == "table");
  CHECK(block.labels.at(0).where.text() == "\"t\"");
  CHECK(block.body.where.text() == "{\n  a = x.y\n}");
  const auto& attribute = block.body.attributes.at(0);
  CHECK(attribute.where.text() == "a = x.y");
  CHECK(attribute.name_range.text() == "a");
  CHECK(std::get<syntax::AttrExpr>(attribute.value->node).name_range.text() == "y");
}

TEST_CASE("expressions") {
  CHECK(value("null") == "null");
  CHECK(value("0.10") == "0.10");
  CHECK(value("2.5E-3") == "2.5E-3");
  CHECK(value("b || c && d == e < f + g * h") == "(|| b (&& c (== d (< e (+ f (* g h))))))");
  CHECK(value("1 - 2 - 3") == "(- (- 1 2) 3)");
  CHECK(value("-b.c[0]") == "(- (at (. b c) 0))");
  CHECK(value("b ? c : d ? e : f") == "(? b c (? d e f))");
  CHECK(value("(b + c) * d") == "(* ((+ b c)) d)");
  CHECK(value("[1, \"x\", [y],]") == "[1 'x' [y]]");
  CHECK(value("{ b = 1, \"c\" : 2\n (d.e) = 3 }") == "{'b'=1 'c'=2 ((. d e))=3}");
  CHECK(value("f(1, g(x)...)") == "f(1 g(x)...)");
  CHECK(value("numeric(10, 2)[][]") == "(array (array numeric(10 2)))");
  CHECK(value("b.0.1.c") == "(. (at (at b 0) 1) c)");
  CHECK(value("[for i, x in xs : x if i > 0]") == "(for i x xs x if (> i 0))");
  CHECK(value("{ for v in m : v.k => v... }") == "(for v m => (. v k) v...)");
}

TEST_CASE("a splat takes the steps behind it") {
  CHECK(value("b.*.c.d") == "(.* b (. (. * c) d))");
  CHECK(value("b.*.c[0].d") == "(. (at (.* b (. * c)) 0) d)");
  CHECK(value("b[*].c[0].d") == "([*] b (. (at (. * c) 0) d))");
  CHECK(value("b[*]") == "([*] b)");
  CHECK(value("b[*].c[*].d") == "([*] b ([*] (. * c) (. * d)))");
}

TEST_CASE("strings") {
  CHECK(value(R"("a\tb\n\"\\ \u00e4 \U0001F600")") == "'a\tb\n\"\\ \xC3\xA4 \xF0\x9F\x98\x80'");
  CHECK(value(R"("$1 $$ $${b} ${c}")") == "'$1 $$ ${b} ${c}'");
  CHECK(value(R"("x ${f("y ${"z"}")} w")") == "'x ${f('y ${'z'}')} w'");
  CHECK(value("\"%{ if }\"") == "'%{ if }'");
}

TEST_CASE("the origin of a string's bytes") {
  Parsed parsed(R"(a = "x $${y} $1 \n z \\ \u0041 end")");
  const auto& part = first_template(parsed).parts.at(0);
  CHECK(part.text == "x ${y} $1 \n z \\ A end");
  CHECK(part.origin.where.text() == parsed.body.attributes[0].value->where.text());
  auto found = [&](std::string_view text) {
    auto at = static_cast<uint32_t>(part.text.find(text));
    return part.origin.at(at, at + static_cast<uint32_t>(text.size())).begin;
  };
  for (auto text : {"x $", "{y} $1 ", " z ", " end"}) CHECK(found(text) == parsed.file->text().find(text));
  CHECK(found("\n") == parsed.file->text().find("\\n"));
  CHECK(found("A") == parsed.file->text().find("\\u0041"));
}

TEST_CASE("heredocs") {
  CHECK(tree("a = <<SQL\n  x\n   y\nSQL\n") == "a = <SQL>  x\n   y\n</>");
  CHECK(tree("a = <<-SQL\n    x\n\n      y\n   \n  SQL\n") == "a = <SQL>x\n\n  y\n\n</>");
  CHECK(tree("a = <<SQL\nSQL\n") == "a = <SQL></>");
  CHECK(tree("a = <<SQL\nx\nSQL") == "a = <SQL>x\n</>");
  CHECK(tree("a = <<-SQL\n  ${b}\n    ${c} d\nSQL\n") == "a = <SQL>${b}\n  ${c} d\n</>");
  CHECK(tree("a = <<-SQL\n${b}\n  c\nSQL\n") == "a = <SQL>${b}\n  c\n</>");
  CHECK(tree("a = <<SQL\r\nx\r\ny\r\nSQL\r\n") == "a = <SQL>x\ny\n</>");
  CHECK(tree("a = <<SQL\n SQL x\nSQLX\n\\n $$ %{ $${\n SQL\n") == "a = <SQL> SQL x\nSQLX\n\\n $$ %{ ${\n</>");
  CHECK(tree("a = f(<<A\nx ${g(<<B\ny\nB\n)} z\nA\n)\n") == "a = f(<A>x ${g(<B>y\n</>)} z\n</>)");
  CHECK(tree("a = <<ÄÖ\nx\nÄÖ\n") == "a = <ÄÖ>x\n</>");
}

TEST_CASE("the origin of a heredoc's bytes") {
  Parsed parsed("a = <<-SQL\n    SELECT ü $${x}\n      FROM t\r\n\n    ${b} WHERE\n  SQL\n");
  CHECK(parsed.errors() == "");
  const auto& parts = first_template(parsed).parts;
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].text == "SELECT ü ${x}\n  FROM t\n\n");
  for (const auto& part : parts) check_origin(parsed, part);
}

TEST_CASE("a heredoc of a megabyte") {
  std::string line = "  SELECT 'a long line of text' FROM t WHERE x = $1;\n";
  std::string text = "a = <<SQL\n";
  while (text.size() < (1 << 20)) text += line;
  Parsed parsed(text + "SQL\n");
  CHECK(parsed.errors() == "");
  CHECK(first_template(parsed).parts.at(0).text.size() == text.size() - 10);
}

TEST_CASE("mistakes in bodies") {
  CHECK(errors("a =\nb = 1\n") == "1:1 `a =` missing-value: `a` has no value");
  CHECK(errors("a { b = }") == "1:5 `b =` missing-value: `b` has no value");
  CHECK(errors("a = 1 b = 2\n") == "1:7 `b` missing-separator: unexpected `b` on the same line");
  CHECK(errors("t {} u {}\n") == "1:6 `u` missing-separator: unexpected `u` on the same line");
  CHECK(errors("tab\n") == "1:1 `tab` missing-body: `tab` is not complete");
  CHECK(errors("t \"x\"\n{\n}\n") ==
        "1:1 `t \"x\"` missing-body: `t \"x\"` is not complete\n"
        "2:1 `{` syntax: this `{` must stand on the line of `t \"x\"`");
  CHECK(errors("{ a = 1 }\n") == "1:1 `{` syntax: this `{` belongs to no block");
  CHECK(errors("a: 1\n") == "1:2 `:` syntax: expected `=`");
  CHECK(errors("\"a\" = 1\n") == "1:1 `\"a\"` syntax: an attribute's name is not quoted");
  CHECK(errors("t {, a = 1 }") == "1:4 `,` syntax: unexpected `,`");
  CHECK(errors("a.b = 1\na = 2\n") == "1:2 `.` syntax: unexpected `.`");
  CHECK(errors("a = 1\n@ = 2\nb = ;\nc = 1\n") ==
        "2:1 `@` syntax: unexpected `@`\n3:1 `b =` missing-value: `b` has no value");
}

TEST_CASE("an attribute that is set twice") {
  Parsed parsed("t {\n  a = 1\n  a = 2\n}\n");
  CHECK(parsed.errors() == "3:3 `a` duplicate-attribute: `a` is set twice");
  CHECK(parsed.diagnostics.all()[0].related.at(0).where.to_string() == "f:2:3");
  CHECK(errors("t { a = 1 }\nu { a = 2 }\n") == "");
}

TEST_CASE("mistakes in expressions") {
  CHECK(errors("a = = 1\nb = 2\n") == "1:5 `=` syntax: unexpected `=`");
  CHECK(errors("a = 1 +\nb = 2\n") == "1:7 `+` syntax: expected a value after `+`");
  CHECK(errors("a = [1 2]\n") == "1:8 `2` syntax: expected `,` before `2`");
  CHECK(errors("a = [\n  \"x\"\n  \"y\"\n]\n") == "3:3 `\"y\"` syntax: expected `,` before `\"y\"`");
  CHECK(errors("a = f(1 2)\n") == "1:9 `2` syntax: expected `,` before `2`");
  CHECK(errors("a = { b = 1 c = 2 }\n") == "1:13 `c` missing-separator: expected `,` before `c`");
  CHECK(errors("a = b.\nc = d\n") == "1:6 `.` missing-name: expected a name after `.`");
  CHECK(errors("a = b ? c\n") == "1:5 `b ? c` missing-value: this conditional has no second value");
  CHECK(errors("a = 'x'\nb = 1\n") == "1:5 `'` syntax: unexpected `'`");
  CHECK(errors("a = \"${}\"\n") == "1:6 `${}` syntax: this interpolation is empty");
  CHECK(errors("a = \"\\q\"\n") == "1:6 `\\q` invalid-escape: unknown escape in a string");
  CHECK(errors("a = \"\\ud800\"\n") == "1:6 `\\ud800` invalid-escape: this escape names no character");
  CHECK(errors("a = f(<<A, 1)\nx\nA\n)\n") == "1:10 `, 1)` syntax: nothing may follow a heredoc's tag on its line");
}

TEST_CASE("what is never closed") {
  CHECK(errors("a = [1, 2\nb = 3\n") == "1:5 `[` unclosed-bracket: `[` is never closed");
  CHECK(errors("a = f(1\nb = 3\n") == "1:6 `(` unclosed-bracket: `(` is never closed");
  CHECK(errors("a = \"x\nb = 1\n") == "1:5 `\"x` unterminated-string: this string is not closed on its line");
  CHECK(errors("t {\n a = <<-SQL\n x\n}\n") ==
        "2:6 `<<-SQL` unterminated-heredoc: the heredoc `<<-SQL` is never closed");
  CHECK(errors("a = \"x ${b\n") == "1:8 `${` unterminated-interpolation: this `${` is never closed");
  CHECK(errors("a = 1 /* b\n") == "1:7 `/*` unterminated-comment: this comment is never closed");
  CHECK(errors("a = 1\n}\n") == "2:1 `}` syntax: this `}` closes nothing");
}

TEST_CASE("the block that is not closed is the one that is named") {
  Parsed parsed("table \"a\" {\n  b = 1\n");
  CHECK(parsed.errors() == "1:1 `table \"a\"` unclosed-block: `table \"a\"` is never closed");
  CHECK(parsed.diagnostics.all()[0].related.at(0).where.begin == parsed.file->text().size());
  CHECK(errors("table \"a\" {\n  column \"x\" {\n    type = int\n}\ntable \"b\" {\n}\n") ==
        "2:3 `column \"x\"` unclosed-block: `column \"x\"` is never closed");
  CHECK(errors("a {\n  b {\n    c = 1\n") ==
        "1:1 `a` unclosed-block: `a` is never closed\n2:3 `b` unclosed-block: `b` is never closed");
}

TEST_CASE("one mistake is reported once") {
  CHECK(errors("t {\n  check { expr = \"a > 0 }\n  b = 1\n}\nu {}\n") ==
        "2:18 `\"a > 0 }` unterminated-string: this string is not closed on its line");
  CHECK(errors("t {\n  column \"id\" type = bigint }\n}\n") == "2:20 `=` syntax: unexpected `=`");
}

TEST_CASE("texts that are not read") {
  Parsed nul(std::string("a = 1\n\0b", 8));
  CHECK(nul.diagnostics.all().at(0).code == "nul-byte");
  CHECK(nul.diagnostics.all().at(0).where.to_string() == "f:2:1");
  CHECK(errors("a = \"\xC3\"") == "1:6 `\xC3` invalid-utf8: this byte is not UTF-8");
  CHECK(errors("a = \"\xED\xA0\x80\"").find("invalid-utf8") != std::string::npos);
}

TEST_CASE("deep nesting ends in a diagnostic") {
  auto repeat = [](std::string_view text, int count) {
    std::string out;
    for (int i = 0; i < count; i++) out += text;
    return out;
  };
  for (int depth : {300, 100'000}) {
    for (auto text : {repeat("(", depth) + "1" + repeat(")", depth), repeat("-", depth) + "1",
                      "x" + repeat(".b", depth), repeat("1+", depth) + "1"}) {
      CHECK(errors("a = " + text + "\n").find("too-deep") != std::string::npos);
    }
    CHECK(errors(repeat("a {", depth)).find("too-deep") != std::string::npos);
    for (auto text : {"[", "\"${", "{ a = ", "b ? "}) CHECK(errors("a = " + repeat(text, depth) + "\n") != "");
  }
  CHECK(value(repeat("(", 200) + "1" + repeat(")", 200)).size() == 401);
}

TEST_CASE("a broken file still gives what could be read") {
  Parsed parsed("a = 1\nb = = \nt \"x\" {\n  c = [1 2\n}\nd = 4\n");
  CHECK(parsed.diagnostics.has_errors());
  CHECK(syntax::to_text(parsed.body).find("a = 1") == 0);
  CHECK(syntax::to_text(parsed.body).find("t 'x'") != std::string::npos);
}

/// Large enough to be parsed in pieces.
std::string large(std::string_view block) {
  std::string out;
  for (size_t i = 0; out.size() < 600'000; ++i) out += fmt::format("b \"{}\" {{\n{}}}\n\n", i, block);
  return out;
}

TEST_CASE("a large text is read like a small one") {
  constexpr std::string_view block = "  a = [\n    1, # one\n  ]\n  b = \"${x}\"\n";
  Parsed parsed(large(block));
  CHECK(parsed.errors() == "");
  auto& blocks = parsed.body.blocks;
  REQUIRE(blocks.size() > 10'000);
  bool same = true, placed = true;
  for (size_t i = 0; i < blocks.size(); ++i) {
    auto small = fmt::format("b \"{}\" {{\n{}}}", i, block);
    same = same && syntax::to_text(blocks[i]) == syntax::to_text(Parsed(small).body.blocks.at(0));
    placed = placed && blocks[i].where.text() == small;
  }
  CHECK(same);
  CHECK(placed);
}

TEST_CASE("a large text with lines that look like ends of blocks") {
  Parsed parsed(large("  sql = <<SQL\nBEGIN\n}\n\nb \"x\" {\n}\nSQL\n"));
  CHECK(parsed.errors() == "");
  CHECK(parsed.body.blocks.size() > 10'000);
  Parsed whole("x = <<SQL\n" + large("  a = 1\n") + "SQL\n");
  CHECK(whole.errors() == "");
  CHECK(whole.body.blocks.empty());
  CHECK(whole.body.attributes.size() == 1);
}

TEST_CASE("mistakes in a large text have their places") {
  auto text = large("  a = 1\n");
  auto at = text.find("b \"20000\"");
  REQUIRE(at != std::string::npos);
  auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  Parsed parsed(text.substr(0, at) + "c = \n" + text.substr(at));
  CHECK(parsed.errors().find(fmt::format("{}:", line)) == 0);
  CHECK(parsed.diagnostics.all().size() == 1);
  Parsed open(text + "b \"last\" {\n");
  CHECK(open.diagnostics.all().size() == 1);
}

TEST_CASE("of a large text that is no document only the beginning is read") {
  std::string junk;
  while (junk.size() < 1'000'000) junk += "}{ = 1 ) \"\n";
  Parsed parsed(junk);
  CHECK(parsed.errors().find("what follows is not read") != std::string::npos);
}

TEST_CASE("a single expression") {
  auto parse = [](std::string text) {
    SourceFile file("--var", std::move(text));
    Diagnostics diagnostics;
    auto expression = syntax::parse_expression(file, diagnostics);
    return std::pair(syntax::to_text(expression), diagnostics.error_count());
  };
  CHECK(parse("[1, x.y]") == std::pair<std::string, size_t>("[1 (. x y)]", 0));
  CHECK(parse("\"x ${a}\"") == std::pair<std::string, size_t>("'x ${a}'", 0));
  CHECK(parse("1\nb = 2").second == 1);
  CHECK(parse("").second == 1);

  SourceFile file("--var", "f(1 2)");
  Diagnostics diagnostics;
  syntax::parse_expression(file, diagnostics);
  CHECK(diagnostics.all().at(0).where.text() == "2");
}
