#include <doctest/doctest.h>

#include "lang_support.hpp"

using namespace schema;
using namespace schema::lang;
using schema::lang::test::show;
using schema::lang::test::World;

namespace {

std::string run(World& world, const std::string& text) {
  auto module = world.run(text);
  auto out = show(module);
  for (auto& [name, value] : module.outputs) out += (out.empty() ? "" : "\n") + name + " = " + show(value);
  auto problems = world.problems();
  return out.empty() || problems.empty() ? out + problems : out + "\n" + problems;
}

std::string run(const std::string& text, std::map<std::string, Value> variables = {}) {
  World world;
  world.options.variables = std::move(variables);
  return run(world, text);
}

}  // namespace

TEST_CASE("variables") {
  CHECK(run("variable \"n\" {\n  type = number\n  default = \"5\"\n}\nt { x = var.n }") == "t { x = 5 }");
  CHECK(run("variable \"n\" { type = number }\nt { x = var.n }", {{"n", make_text("7")}}) == "t { x = 7 }");
  CHECK(run("variable \"n\" { type = number }\nt { x = var.n }", {{"n", make_text("x")}}) ==
        "t { x failed }\n1:1-1:13 wrong-type: variable \"n\" must be a number, not the string \"x\"");
  CHECK(run("variable \"l\" { type = list(string) }\nt { x = var.l }", {{"l", make_text("[\"a\", 1]")}}) ==
        "t { x = [\"a\", \"1\"] }");
  CHECK(run("variable \"n\" {}") ==
        "1:1-1:13 missing-variable: variable \"n\" has no value (give it with --var n=..., or write a default)");
  CHECK(run("variable \"region\" { default = 1 }", {{"regon", make_text("x")}}) ==
        "nowhere unknown-variable: --var regon: there is no such variable (did you mean \"region\"?)");
  CHECK(run("t { x = var.nope }") ==
        "t { x failed }\n1:9-1:17 unknown-name: there is no variable \"nope\" (declare it: variable \"nope\" { type = "
        "string })");
  CHECK(run("variable \"n\" { defalt = 1, default = 2 }") ==
        "1:16-1:22 unknown-attribute: a variable has no attribute \"defalt\" (did you mean \"default\"?)");
  CHECK(run("variable \"n\" { default = 1 }\nt { x = var.n }", {{"n", Value()}}) == "t { x = null }");
  CHECK(run("variable \"n\" { default = 1, nullable = false }\nt { x = var.n }", {{"n", Value()}}) == "t { x = 1 }");
  CHECK(run("variable \"n\" { default = null, nullable = false }") ==
        "1:26-1:30 null-value: variable \"n\" cannot be null");
  CHECK(run("variable \"n\" { default = var.n }") == "1:26-1:31 cycle: var.n needs itself: var.n -> var.n");
}

TEST_CASE("types of variables") {
  auto with = [](const std::string& type, const std::string& value) {
    return run("variable \"v\" {\n  type = " + type + "\n  default = " + value + "\n}\nt { x = var.v }");
  };
  CHECK(with("any", "[1, \"a\"]") == "t { x = [1, \"a\"] }");
  CHECK(with("string", "1") == "t { x = \"1\" }");
  CHECK(with("\"string\"", "true") == "t { x = \"true\" }");
  CHECK(with("bool", "\"true\"") == "t { x = true }");
  CHECK(with("int", "3") == "t { x = 3 }");
  CHECK(with("int", "3.5") ==
        "t { x failed }\n3:13-3:16 wrong-type: variable \"v\" must be a whole number, not the number 3.5");
  CHECK(with("set(string)", "[\"b\", \"a\", \"b\"]") == "t { x = toset([\"a\", \"b\"]) }");
  CHECK(with("map(number)", "{ a = \"1\" }") == "t { x = {a = 1} }");
  CHECK(with("tuple([string, number])", "[1, \"2\"]") == "t { x = [\"1\", 2] }");
  CHECK(with("object({ a = string, b = optional(number, 5), c = optional(bool) })", "{ a = 1, z = 2 }") ==
        "t { x = {a = \"1\", b = 5, c = null} }");
  CHECK(with("object({ a = string })", "{ }") ==
        "t { x failed }\n3:13-3:16 wrong-type: variable \"v\" has no attribute \"a\"");
  CHECK(with("list(object({ n = number }))", "[{ n = \"x\" }]") ==
        "t { x failed }\n3:13-3:26 wrong-type: attribute \"n\" of element 0 of variable \"v\" must be a number, not "
        "the string "
        "\"x\"");
  CHECK(with("list(string)", "\"a\"") ==
        "t { x failed }\n3:13-3:16 wrong-type: variable \"v\" must be a list, not the string \"a\"");
  CHECK(with("strng", "1").find("2:10-2:15 bad-type: strng is not a variable's type (types are string, number") !=
        std::string::npos);
}

TEST_CASE("validation") {
  const std::string text =
      "variable \"n\" {\n  type = number\n  default = 5\n  validation {\n    condition = var.n > 0 && var.n < "
      "var.most\n    error_message = \"it must be 1 to ${var.most - 1}\"\n  }\n}\nvariable \"most\" { default "
      "= 10 }\nt { x = var.n }";
  CHECK(run(text) == "t { x = 5 }");
  CHECK(run(text, {{"n", make_text("12")}}) ==
        "t { x failed }\n1:1-1:13 invalid-value: variable \"n\" is not valid: it must be 1 to 9 | 5:5-5:46 the "
        "condition");
}

TEST_CASE("sensitive variables") {
  CHECK(run("variable \"s\" {\n  sensitive = true\n  default = \"x\"\n}\nt { a = var.s, b = \"p ${var.s}\" }") ==
        "t { a = sensitive(\"x\") b = sensitive(\"p x\") }");
  CHECK(run("variable \"s\" {\n  sensitive = true\n  type = number\n}", {{"s", make_text("geheim")}}) ==
        "1:1-1:13 wrong-type: variable \"s\" must be a number, not a string");
}

TEST_CASE("outputs") {
  CHECK(run("output \"a\" { value = 1 + 1 }\noutput \"b\" { value = \"x\", sensitive = true }") ==
        "a = 2\nb = sensitive(\"x\")");
  CHECK(run("output \"a\" {}") == "1:1-1:11 missing-attribute: output \"a\" has no value");
}

TEST_CASE("imports add blocks once") {
  World world;
  world.files["/project/more/b.schema"] = "import \"./c.schema\"\nlocals { b = local.c }\ntable \"b\" {}\n";
  world.files["/project/more/c.schema"] = "import \"./b.schema\"\nlocals { c = 3 }\n";
  world.options.standard_library = [](const std::string& name, std::string& text) {
    text = "mixin \"times\" {\n  column \"at\" { type = date }\n}\n";
    return name == "std/times";
  };
  world.options.standard_library_names = {"std/times"};
  CHECK(run(world,
            "import \"./more/b.schema\"\nimport \"std/times\"\nimport \"std/times\"\ntable \"a\" {\n  x = local.b\n  "
            "include = [mixin.times]\n}") == "table b { }\ntable a { x = 3 column at { type = date } }");
}

TEST_CASE("imports of nothing") {
  World world;
  world.options.standard_library = [](const std::string&, std::string&) { return false; };
  world.options.standard_library_names = {"std/times"};
  CHECK(run(world, "import \"std/tims\"\nimport \"./no.schema\"\nimport \"../x.schema\"") ==
        "1:8-1:18 no-such-file: the standard library has no \"std/tims\" (did you mean \"std/times\"?)\n2:8-2:21 "
        "no-such-file: "
        "\"/project/no.schema\" cannot be read (expected a file (\"./types.schema\") or a name such as "
        "\"std/timestamps\")\n3:8-3:21 outside-project: \"../x.schema\" is outside the project "
        "(files are read "
        "only below /project)");
}

TEST_CASE("modules") {
  World world;
  world.files["/project/audit/a.schema"] =
      "variable \"table\" {}\nvariable \"keep\" { default = 30 }\nlocals { n = var.keep * 2 }\n"
      "table \"log\" {\n  of = var.table\n  n = local.n\n}\n";
  world.files["/project/audit/out.schema"] = "output \"name\" { value = \"log_${var.keep}\" }\n";
  CHECK(run(world,
            "locals { n = 1 }\nmodule \"audit\" {\n  source = \"./audit\"\n  table = table.users\n}\ntable \"users\" "
            "{\n  "
            "n = module.audit.name\n  l = local.n\n}") ==
        "table log <module.audit> { of = table.users n = 60 }\ntable users { n = \"log_30\" l = 1 }");
}

TEST_CASE("modules with for_each") {
  World world;
  world.files["/project/m/a.schema"] =
      "variable \"t\" {}\nx \"y\" { v = var.t }\noutput \"o\" { value = upper(var.t) }\n";
  CHECK(run(world,
            "module \"m\" {\n  source = \"./m\"\n  for_each = toset([\"a\", \"b\"])\n  t = each.value\n}\noutput "
            "\"all\" { "
            "value = [for k, m in module.m : \"${k}${m.o}\"] }") ==
        "x y <module.m[\"a\"]> { v = \"a\" }\nx y <module.m[\"b\"]> { v = \"b\" }\nall = [\"aA\", \"bB\"]");
}

TEST_CASE("mistakes in modules") {
  World world;
  world.files["/project/m/a.schema"] = "variable \"t\" {}\n";
  world.files["/project/loop/a.schema"] = "module \"inner\" { source = \"../loop\" }\n";
  CHECK(run(world,
            "module \"a\" { source = \"./m\" }\nmodule \"b\" { source = \"./nope\" }\nmodule \"c\" { source = "
            "\"./loop\" }\n"
            "module \"d\" {}\nmodule \"e\" {\n  source = \"./m\"\n  t = 1\n  tt = 2\n}\nt { x = module.f }") ==
        "t { x failed }\n"
        "1:1-1:11 missing-variable: module \"a\" needs the variable \"t\" (write module \"a\" { t = ... })\n"
        "2:23-2:31 no-such-file: there is no folder \"./nope\" (a module's source is a folder (\"./audit\"), a file or "
        "a name of "
        "the standard library (\"std/audit\"))\n"
        "/project/loop/a.schema:1:27-1:36 cycle: module \"inner\" contains itself\n"
        "4:1-4:11 missing-attribute: a module needs a source (for example source = \"./audit\")\n"
        "8:3-8:5 unknown-variable: module \"e\" has no variable \"tt\" (did you mean \"t\"?)\n"
        "10:9-10:17 unknown-name: there is no module \"f\" (did you mean \"a\"?)");
}

TEST_CASE("the project file evaluates only what is wanted") {
  World world;
  world.options.roots["atlas"] = make_object({{"env", make_text("prod")}});
  world.options.host.query = [](const std::string& url, const std::string& query, auto&) {
    QueryResult out;
    if (url == "bad") out.error = "no connection";
    out.columns = {"name", "id"};
    out.rows = {{make_text(query), Value(true)}, {make_text("acme"), Value(false)}};
    return out;
  };
  const std::string text = R"(
variable "url" { type = string }
variable "secret" { type = string }
data "sql" "tenants" { url = var.url, query = "SELECT 1" }
data "sql" "bad" { url = "bad", query = "SELECT 1" }
data "hcl_schema" "other" { path = "x" }
locals { unused = var.secret }
env "prod" {
  for_each = toset(data.sql.tenants.values)
  url = var.url
  name = atlas.env
  first = data.sql.tenants.value
  n = data.sql.tenants.count
}
env "bad" { x = data.sql.bad.values }
env "other" { x = data.hcl_schema.other.url }
env "none" { x = data.sql.tenant.values }
env "dev" { url = var.secret }
lint { latest = 1 }
)";
  world.options.variables["url"] = make_text("postgres://h/db");
  auto& body = world.body("/project/a.hcl", text);
  auto only = [&](std::string_view label) {
    world.diagnostics = {};
    auto module = evaluate_project(
        body, world.options, [&](const syntax::Block& b) { return b.labels.empty() || b.labels[0].text == label; },
        world.diagnostics);
    return show(module) + (world.diagnostics.all().empty() ? "" : "\n" + world.problems());
  };
  CHECK(only("prod") ==
        "env prod <[\"SELECT 1\"]> { url = \"postgres://h/db\" name = \"prod\" first = \"SELECT 1\" n = 2 }\nenv prod "
        "<[\"acme\"]> { url = \"postgres://h/db\" name = \"prod\" first = \"SELECT 1\" n = 2 }\nlint { latest = 1 }");
  CHECK(only("dev") ==
        "env dev { url failed }\nlint { latest = 1 }\n3:1-3:18 missing-variable: variable \"secret\" has no value "
        "(give it with --var secret=..., or write a default)");
  CHECK(only("bad") ==
        "env bad { x failed }\nlint { latest = 1 }\n5:1-5:17 query-failed: the query of data source \"bad\" failed: "
        "no connection");
  CHECK(only("other") ==
        "env other { x failed }\nlint { latest = 1 }\n6:6-6:18 unknown-data-source: there is no kind of data "
        "source \"hcl_schema\" (known: sql)");
  CHECK(only("none") ==
        "env none { x failed }\nlint { latest = 1 }\n17:18-17:33 unknown-name: there is no data source "
        "\"sql.tenant\" (did you mean \"sql.tenants\"?)");
}

TEST_CASE("path names folders") {
  World world;
  world.files["/project/m/a.schema"] = "output \"p\" { value = path.module }\n";
  CHECK(run(world,
            "module \"m\" { source = \"./m\" }\nt { m = path.module, r = path.root, c = module.m.p, type = path }") ==
        "t { m = \"/project\" r = \"/project\" c = \"/project/m\" type = path }");
}

TEST_CASE("labels with expressions") {
  CHECK(run("locals { n = 7 }\ntable \"t_${local.n}\" { column \"${upper(\"a\")}\" {} }") ==
        "table t_7 { column A { } }");
  CHECK(run("table \"${each.key}\" { for_each = { a = 1, b = 2 } }") == "table a <[\"a\"]> { }\ntable b <[\"b\"]> { }");
  CHECK(run("table \"x${null}\" {}") == "1:11-1:15 null-value: null cannot stand in a text");
  CHECK(run("table \"${[1]}\" {}") == "1:7-1:15 wrong-type: a label must be a string, not a list");
  CHECK(run("table \"${enum.x}\" {}") ==
        "1:7-1:18 wrong-type: a label is made of values, and enum.x names a resource (values are var.name, "
        "local.name, each.key, each.value, module.name.output)");
  CHECK(run("variable \"${1}\" {}\nt { dynamic \"${x}\" { for_each = [], content {} } }").find("computed-label") !=
        std::string::npos);
}

TEST_CASE("what a mixin puts beside is made once") {
  const std::string mixin =
      "mixin \"m\" {\n  beside {\n    f \"touch\" { schema = try(self.schema, null) }\n  }\n  c = f.touch\n}\n";
  CHECK(run(mixin +
            "t \"a\" { include = mixin.m }\nt \"b\" { include = mixin.m }\nt \"c\" {\n  schema = s.x\n  include = "
            "mixin.m\n}") ==
        "t a { c = f.touch }\nt b { c = f.touch }\nt c { schema = s.x c = f.touch }\nf touch { schema = null }\nf "
        "touch { "
        "schema = s.x }");
  CHECK(run("mixin \"m\" { beside { x = 1 } }\nt \"a\" { include = mixin.m }").find("stray-attribute") !=
        std::string::npos);
}

TEST_CASE("a folder that is the source of a module is no part of the root") {
  World world;
  const std::string module = "variable \"n\" {}\nq \"q\" { n = var.n }\n";
  world.files["/project/db/q/q.schema"] = module;
  auto& main =
      world.body("/project/db/a.schema", "module \"m\" {\n  source = \"./q\"\n  n = 1\n}\nimport \"./b.schema\"\n");
  auto& other = world.body("/project/db/b.schema", "t \"b\" {}\n");
  auto& inside = world.body("/project/db/q/q.schema", module);
  auto out = evaluate({&main, &other, &inside}, world.options, world.diagnostics);
  CHECK(show(out) == "q q <module.m> { n = 1 }\nt b { }");
  CHECK(world.problems() == "");

  auto& computed = world.body("/project/db/a.schema", "module \"m\" {\n  source = \"./${\"q\"}\"\n  n = 1\n}\n");
  evaluate({&computed, &inside}, world.options, world.diagnostics);
  CHECK(world.problems().find("duplicate-source: the files of module \"m\" are read without it already") !=
        std::string::npos);
}

TEST_CASE("a data source's mistakes") {
  auto with = [](const std::string& content) {
    World world;
    world.options.host.query = [](const std::string&, const std::string& query, auto& args) {
      QueryResult out;
      if (query == "bad") out.error = "column \"x\" does not exist", out.position = 1;
      for (auto& arg : args) out.columns.push_back(arg.value_or("NULL"));
      out.rows.push_back(List(args.size()));
      return out;
    };
    return run(world,
               "data \"sql\" \"d\" {\n  url = \"u\"\n" + content + "\n}\nt { x = try(data.sql.d.rows, \"none\") }");
  };
  CHECK(with("  query = \"q\"\n  args = [1, true, null, \"a\"]") ==
        "t { x = [{1 = null, NULL = null, a = null, true = null}] }");
  CHECK(with("  query = \"bad\"") == "t { x = \"none\" }");
  World world;
  CHECK(run(world, "data \"sql\" \"d\" { url = \"u\", query = \"q\" }\nt { x = data.sql.d.value }") ==
        "t { x failed }\n1:1-1:15 no-database: a data source cannot be read here: there is no database");
}
