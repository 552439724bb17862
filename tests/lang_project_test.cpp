#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;

namespace {

constexpr const char* kUpToDate = "No changes. The database matches the files.\n";

void check_applies(const Project& project) {
  auto applied = project.run({"apply", "--auto-approve"});
  CAPTURE(applied.err);
  REQUIRE(applied.code == 0);
  CHECK(project.run({"plan"}).out.starts_with(kUpToDate));
}

}  // namespace

TEST_CASE("outputs stand below the plan") {
  Project project(R"(
schema "app" {}
table "note" { column "id" { type = bigint } }
output "where" { value = "SELECT * FROM ${table.note}" }
output "many" { value = { list = [1, "a", true], none = null } }
output "secret" { value = "geheim", sensitive = true }
)");
  const std::string expected =
      "\nOutputs:\n\n  many   = { list = [1, \"a\", true], none = null }\n  secret = (sensitive)\n"
      "  where  = \"SELECT * FROM ${table.note}\"\n";
  CHECK(project.run({"plan"}).out.ends_with(expected));
  auto json = nlohmann::json::parse(project.run({"plan", "--json"}).out)["outputs"];
  CHECK(json["many"]["value"] == nlohmann::json::parse(R"({"list": [1, "a", true], "none": null})"));
  CHECK(json["secret"] == nlohmann::json::parse(R"({"value": null, "sensitive": true})"));
  auto applied = project.run({"apply", "--auto-approve"});
  CHECK(has(applied.out, "Applied: "));
  CHECK(applied.out.ends_with(expected));
  CHECK(applied.out.find("Outputs") == applied.out.rfind("Outputs"));
  auto again = project.run({"apply", "--auto-approve"});
  CHECK(again.out == kUpToDate + expected);
}

TEST_CASE("variables from the command line") {
  const std::string files = "variable \"name\" { default = \"a\" }\nschema \"x\" { name = var.name }\n";
  Project project(files);
  SUBCASE("of the files, beside a project file") {
    CHECK(has(project.run({"plan", "--var", "name=b"}).out, "schema.b"));
    auto wrong = project.run({"plan", "--var", "nam=b"});
    CHECK(wrong.code == 1);
    CHECK(has(wrong.err, "--var nam: there is no such variable"));
    CHECK(has(wrong.err, "did you mean \"name\"?"));
  }
  SUBCASE("without a project file") {
    auto url = project.url();
    std::filesystem::remove(project.folder.path() / "schema.hcl");
    CHECK(has(project.run({"plan", "--url", url, "--src", "db/", "--var", "name=c"}).out, "schema.c"));
    CHECK(project.run({"plan", "--url", url, "--src", "db/", "--var", "nam=c"}).code == 1);
  }
  SUBCASE("of the project file") {
    project.folder.write(
        "schema.hcl",
        "variable \"url\" {}\nenv \"dev\" {\n  url = var.url\n  src = \"db/\"\n  vars = { name = \"d\" }\n}\n");
    CHECK(has(project.run({"plan", "--var", "url=" + project.url()}).out, "schema.d"));
    CHECK(has(project.run({"plan", "--var", "url=" + project.url(), "--var", "name=e"}).out, "schema.e"));
  }
}

TEST_CASE("values in vars that no variable takes") {
  Project project("variable \"name\" { default = \"a\" }\nschema \"x\" { name = var.name }\n",
                  "  vars = { nmae = \"b\" }\n");
  auto ran = project.run({"plan"});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "the files have no variable \"nmae\""));
  CHECK(has(ran.err, "schema.hcl:4:"));
  CHECK(has(ran.err, "did you mean \"name\"?"));
}

TEST_CASE("a data source in a file makes resources of rows") {
  Project project;
  auto& db = project.database.connection();
  db.execute(
      "CREATE TABLE public.tenant (name text, seats int, live bool); INSERT INTO public.tenant VALUES ('acme', 3, "
      "true), ('zoo', NULL, true), ('old', 1, false)");
  project.write(fmt::format(R"(
schema "app" {{}}
data "sql" "tenants" {{
  url   = "{}"
  query = "SELECT seats, name FROM public.tenant WHERE live = $1 ORDER BY name"
  args  = [true]
}}
table "t" {{
  for_each = {{ for row in data.sql.tenants.rows : row.name => row }}
  name     = "of_${{each.key}}"
  comment  = "seats: ${{each.value.seats == null ? "none" : each.value.seats}}"
  column "id" {{ type = bigint }}
}}
output "found" {{ value = [data.sql.tenants.count, data.sql.tenants.value, data.sql.tenants.values] }}
)",
                            project.url()));
  check_applies(project);
  CHECK(project.ask("SELECT obj_description('app.of_acme'::regclass)") == "seats: 3");
  CHECK(project.has_table("app.of_zoo"));
  CHECK(!project.has_table("app.of_old"));
  CHECK(has(project.run({"plan"}).out, "found = [2, 3, [3, null]]"));
}

TEST_CASE("a data source in the project file") {
  Project project(
      "variable \"names\" { type = list(string) }\nschema \"x\" {\n  for_each = toset(var.names)\n  name = "
      "each.key\n}\n");
  auto write = [&](const std::string& query) {
    project.folder.write("schema.hcl", fmt::format(R"(data "sql" "names" {{
  url   = "{0}"
  query = {1}
}}
data "sql" "broken" {{
  url   = "postgres:///?host=/nowhere"
  query = "SELECT 1"
}}
env "dev" {{
  url  = "{0}"
  src  = "db/"
  vars = {{ names = data.sql.names.values }}
}}
)",
                                                   project.url(), query));
  };
  write("\"VALUES ('b'), ('a')\"");
  check_applies(project);
  CHECK(project.ask("SELECT count(*) FROM pg_namespace WHERE nspname IN ('a', 'b')") == "2");
  write("\"SELECT nme FROM pg_class\"");
  auto wrong = project.run({"plan"});
  CHECK(wrong.code == 1);
  CHECK(has(wrong.err, "column \"nme\" does not exist"));
  CHECK(has(wrong.err, "schema.hcl:3:19"));
  write("\"DELETE FROM pg_class\"");
  CHECK(project.run({"plan"}).code == 1);
  write("\"SELECT pg_catalog.set_config('x.y', 'z', false), nextval('s')\"");
  project.database.connection().execute("CREATE SEQUENCE s");
  CHECK(has(project.run({"plan"}).err, "read-only transaction"));
}

TEST_CASE("another database as source") {
  Project project;
  auto model = test::fresh_database("model");
  model.connection().execute(
      "CREATE SCHEMA app; CREATE TABLE app.note (id bigint PRIMARY KEY); CREATE TABLE app.tmp_x (); CREATE "
      "SCHEMA other; CREATE TABLE other.t ()");
  auto config = [&](const std::string& src, const std::string& more) {
    project.folder.write(
        "schema.hcl",
        fmt::format("env \"dev\" {{\n  url = \"{}\"\n  src = \"{}\"\n{}}}\nenv \"model\" {{\n  url = \"{}\"\n}}\n",
                    project.url(), src, more, model.url().redacted()));
  };
  SUBCASE("whole") {
    config("env://model", "");
    REQUIRE(project.run({"apply", "--env", "dev", "--auto-approve"}).code == 0);
    CHECK(project.has_table("app.note"));
    CHECK(project.has_table("other.t"));
    CHECK(project.run({"plan", "--env", "dev"}).out == kUpToDate);
  }
  SUBCASE("a part, by its URL") {
    config(model.url().redacted(), "  schemas = [\"app\"]\n  exclude = [\"app.tmp_*\"]\n");
    REQUIRE(project.run({"apply", "--env", "dev", "--auto-approve"}).code == 0);
    CHECK(project.has_table("app.note"));
    CHECK(!project.has_table("app.tmp_x"));
    CHECK(!project.has_table("other.t"));
    CHECK(project.run({"plan", "--env", "dev"}).out == kUpToDate);
  }
  SUBCASE("of an environment that is not there") {
    config("env://modell", "");
    auto ran = project.run({"plan", "--env", "dev"});
    CHECK(ran.code == 1);
    CHECK(has(ran.err, "there is no environment \"modell\""));
  }
}

TEST_CASE("a module below src is read once") {
  Project project(R"(
schema "app" {}
module "mail" {
  source = "./modules/queue"
  name   = "mail"
}
)");
  project.folder.write("db/modules/queue/a.schema", R"(
variable "name" {}
table "queue" {
  schema = schema.app
  name   = var.name
  column "id" { type = bigint }
}
)");
  check_applies(project);
  CHECK(project.has_table("app.mail"));
}

TEST_CASE("imports, also of what src holds anyway") {
  Project project("import \"./b.schema\"\nimport \"../shared/c.schema\"\nschema \"app\" {}\n");
  project.folder.write("db/b.schema", "table \"b\" { column \"id\" { type = bigint } }\n");
  project.folder.write("shared/c.schema", "table \"c\" {\n  column \"id\" { typ = bigint }\n}\n");
  auto wrong = project.run({"plan"});
  CHECK(has(wrong.err, "shared/c.schema:2:17"));
  CHECK(!has(wrong.err, project.folder.path().string()));
  project.folder.write("shared/c.schema", "table \"c\" {\n  column \"id\" { type = bigint }\n}\n");
  check_applies(project);
  CHECK(project.has_table("app.c"));
}

TEST_CASE("labels made of values") {
  Project project(R"(
schema "app" {}
table "daily_${each.value}" {
  for_each = toset(["visits", "sales"])
  column "day" { type = date }
  dynamic "column" {
    for_each = ["a", "b"]
    labels   = [column.value]
    content { type = text }
  }
  index "by_${each.value}" { columns = [column.day] }
}
view "both" { as = "SELECT day FROM ${table.daily_visits} UNION SELECT day FROM ${table.daily_sales}" }
)");
  check_applies(project);
  CHECK(project.ask("SELECT count(*) FROM pg_indexes WHERE indexname IN ('by_visits', 'by_sales')") == "2");
}
