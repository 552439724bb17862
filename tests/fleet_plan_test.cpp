#include <doctest/doctest.h>

#include "support/fleet.hpp"

using namespace schema;
using test::FleetProject;
using test::has;
using test::kTenantFiles;

namespace {

/// The files with one more column of users.
std::string with_age() {
  auto files = kTenantFiles;
  auto at = files.find("  column \"state\"");
  return files.insert(at, "  column \"age\" { type = integer, null = true }\n");
}

}  // namespace

TEST_CASE("tenants that are alike share one plan") {
  FleetProject fleet({"acme", "beta", "gamma", "omega"}, kTenantFiles);
  auto first = fleet.run({"plan"});
  CHECK(first.out.starts_with("4 tenants alike new: "));
  fleet.apply();
  CHECK(fleet.run({"plan"}).out == "No changes. All 4 tenants match the files.\n");
  CHECK(fleet.ask("SELECT count(DISTINCT prosrc) FROM pg_proc WHERE proname = 'rename_user'") == "4");
  CHECK(fleet.ask("SELECT obj_description('beta'::regnamespace)") == "of beta");

  fleet.write(with_age());
  fleet.execute("ALTER TABLE omega.users ADD COLUMN extra text; CREATE INDEX by_name ON omega.users (name)");
  fleet.execute("ALTER TABLE gamma.users ADD COLUMN age integer");
  auto plan = fleet.run({"plan", "-v"});
  CHECK(has(plan.out, "2 tenants alike: 1 statement; 2 differ: look\n"));
  CHECK(has(plan.out, "ALTER TABLE acme.users ADD COLUMN age integer;"));
  CHECK(has(plan.out, "omega differs: 3 statements"));
  CHECK(has(plan.out, "DROP INDEX omega.by_name;"));
  CHECK(has(plan.out, "gamma differs: 0 statements\n      not needed: + table.gamma.users.column.age"));
  CHECK(!has(plan.out, "tenant_q7x"));

  auto json = fleet.plan_json();
  CHECK(json["tenants"] == 4);
  CHECK(json["to_change"] == 3);
  CHECK(json["groups"][0]["tenants"] == nlohmann::json({"acme", "beta"}));
  CHECK(json["groups"][0]["plan"]["steps"][0]["address"] == "table.acme.users.column.age");
  CHECK(fleet.run({"plan", "--detailed-exitcode"}).code == 2);
  CHECK(fleet.run({"plan", "--tenant", "gamma", "--detailed-exitcode"}).code == 0);

  fleet.apply();
  CHECK(fleet.run({"plan"}).out == "No changes. All 4 tenants match the files.\n");
  CHECK(fleet.with_column("users", "age") == "4");
  CHECK(fleet.with_column("users", "extra") == "0");
}

TEST_CASE("tenants that are called as words of SQL are, or as something in the files") {
  // Columns, tables, keywords, types, a name in quotes: none may be mangled.
  FleetProject fleet(
      {"user", "order", "id", "name", "users", "text", "u", "new", "My-Tenant", "o'hara", "ta.b", "acme", "beta"},
      kTenantFiles);
  fleet.apply();
  auto again = fleet.run({"plan"});
  CHECK(again.out == "No changes. All 13 tenants match the files.\n");
  fleet.write(with_age());
  fleet.apply();
  CHECK(fleet.with_column("users", "age") == "13");
  CHECK(fleet.run({"plan"}).out == "No changes. All 13 tenants match the files.\n");
  CHECK(fleet.ask("SELECT prosrc FROM pg_proc WHERE pronamespace = 'id'::regnamespace") ==
        "UPDATE id.users SET name = rename_user.name WHERE id = who");
  CHECK(fleet.ask("SELECT prosrc FROM pg_proc WHERE pronamespace = '\"user\"'::regnamespace") ==
        "UPDATE \"user\".users SET name = rename_user.name WHERE id = who");
  CHECK(fleet.ask("SELECT prosrc FROM pg_proc WHERE pronamespace = '\"My-Tenant\"'::regnamespace") ==
        "UPDATE \"My-Tenant\".users SET name = rename_user.name WHERE id = who");
}

TEST_CASE("tenants from a file, from a database, and with other variables") {
  FleetProject fleet({}, R"(variable "tenant" {}
variable "gold" { default = false }
schema "app" { name = "t_${var.tenant}" }
table "a" {
  column "id" { type = bigint }
  dynamic "column" {
    for_each = var.gold ? ["extra"] : []
    labels   = [column.value]
    content { type = text }
  }
}
)");
  auto write = [&](const std::string& head, const std::string& for_each) {
    fleet.folder.write(
        "schema.hcl",
        fmt::format("{}env \"fleet\" {{\n  for_each = {}\n  url = \"{}\"\n  src = \"db/\"\n  vars = {{ tenant = "
                    "each.value.name, gold = each.value.plan == \"gold\" }}\n}}\n",
                    head, for_each, fleet.url()));
  };
  fleet.folder.write("tenants.csv", "name,plan\nacme,gold\nbeta,base\n01,base\n");
  write("", "csvdecode(file(\"tenants.csv\"))");
  auto plan = fleet.plan_json();
  REQUIRE(plan["groups"].size() == 2);
  CHECK(plan["groups"][0]["tenants"] == nlohmann::json({"beta", "01"}));
  fleet.apply();
  CHECK(fleet.ask("SELECT count(*) FROM pg_attribute WHERE attrelid = 't_acme.a'::regclass AND attname = 'extra'") ==
        "1");
  CHECK(fleet.ask("SELECT to_regclass('t_01.a') IS NOT NULL") == "t");

  fleet.execute(
      "CREATE TABLE public.tenant (name text, plan text); INSERT INTO public.tenant VALUES ('acme', 'gold'), ('zoo', "
      "'gold')");
  write(fmt::format("data \"sql\" \"tenants\" {{\n  url = \"{}\"\n  query = \"SELECT name, plan FROM public.tenant "
                    "ORDER BY 1\"\n}}\n",
                    fleet.url()),
        "data.sql.tenants.rows");
  plan = fleet.plan_json();
  CHECK(plan["tenants"] == 2);
  CHECK(plan["to_change"] == 1);
  fleet.folder.write("tenants.json", R"([{"name": "acme", "plan": "base"}])");
  write("", "jsondecode(file(\"tenants.json\"))");
  CHECK(fleet.plan_json()["groups"][0]["plan"]["totals"]["drop"] == 1);
}

TEST_CASE("files that look at the name are evaluated for each tenant") {
  FleetProject fleet({"acme", "beta", "gamma"}, R"(variable "tenant" {}
schema "app" { name = var.tenant }
table "a" {
  name = "of_${var.tenant}"
  comment = upper(var.tenant)
  column "id" { type = bigint }
  index "i" { name = "${var.tenant}_i", columns = [column.id] }
}
)");
  auto plan = fleet.run({"plan"});
  CHECK(has(plan.err, "Each tenant is evaluated and planned by itself: "));
  fleet.apply();
  CHECK(fleet.ask("SELECT obj_description('gamma.of_gamma'::regclass)") == "GAMMA");
  CHECK(fleet.ask("SELECT to_regclass('beta.beta_i') IS NOT NULL") == "t");
  CHECK(fleet.run({"plan"}).out == "No changes. All 3 tenants match the files.\n");
}

TEST_CASE("what the files declare beside the tenants is done once") {
  FleetProject fleet({"acme", "beta", "gamma"}, R"(variable "tenant" {}
schema "app" { name = var.tenant }
schema "shared" {}
table "country" {
  schema = schema.shared
  column "code" { type = text }
  primary_key { columns = [column.code] }
}
table "a" {
  schema = schema.app
  column "country" { type = text }
  foreign_key "in" { columns = [column.country], ref_columns = [table.country.column.code] }
}
)");
  auto plan = fleet.run({"plan"});
  CHECK(has(plan.out, "Once, before all tenants\n"));
  CHECK(has(plan.out, "table.shared.country"));
  fleet.apply();
  CHECK(fleet.ask("SELECT count(*) FROM pg_constraint WHERE confrelid = 'shared.country'::regclass") == "3");
  CHECK(fleet.run({"plan"}).out == "No changes. All 3 tenants match the files.\n");
}

TEST_CASE("tenants that hang together, and views over them") {
  FleetProject fleet({"acme", "beta", "gamma", "omega"}, kTenantFiles);
  fleet.apply();
  fleet.execute(
      "CREATE SCHEMA report; CREATE VIEW report.everybody AS SELECT name FROM acme.users UNION ALL SELECT name FROM "
      "beta.users "
      "UNION ALL SELECT name FROM gamma.users UNION ALL SELECT name FROM omega.users");
  fleet.execute("CREATE VIEW omega.spy AS SELECT name FROM gamma.users");
  fleet.write(with_age());
  auto plan = fleet.run({"plan"});
  CHECK(plan.out.starts_with("3 tenants alike: 1 statement; 1 differs: look"));
  CHECK(has(plan.out, "omega differs: 2 statements"));
  fleet.apply();
  CHECK(fleet.run({"plan"}).out == "No changes. All 4 tenants match the files.\n");
  CHECK(fleet.ask("SELECT to_regclass('report.everybody') IS NOT NULL") == "t");

  // A change that a view of nobody's is in the way of is told, and nothing runs.
  auto files = with_age();
  files.replace(files.find("column \"name\" { type = text }"), 29, "column \"name\" { type = varchar(9) }");
  fleet.write(files);
  auto refused = fleet.run({"plan"});
  CHECK(refused.code == 1);
  CHECK(has(refused.err, "view.report.everybody is not managed here"));
}

TEST_CASE("mistakes in an environment with for_each") {
  auto check = [](const std::string& project, std::string_view code, const std::string& files = kTenantFiles) {
    FleetProject fleet({"acme"}, files);
    fleet.folder.write("schema.hcl", fmt::format(fmt::runtime(project), fmt::arg("url", fleet.url())));
    auto ran = fleet.run({"plan"});
    CAPTURE(ran.err);
    CHECK(ran.code == 1);
    CHECK(has(ran.err, fmt::format("[{}]", code)));
  };
  auto env = [](const std::string& each, const std::string& more = {},
                const std::string& vars = "tenant = each.value") {
    return "env \"f\" {{\n  for_each = " + each + "\n  url = \"{url}\"\n  src = \"db/\"\n  vars = {{ " + vars +
           " }}\n" + more + "}}\n";
  };
  check(env("[]"), "no-tenants");
  check(env("[\"a\", \"a\"]"), "duplicate-tenant");
  check(env("[\"a\"]", "", "tenant = null"), "no-tenant-name");
  check(env("[\"a\"]", "", ""), "no-tenant-name");
  check(env("[\"a\"]", "  manage = [\"schema\"]\n"), "manage-schemas");
  check(env("[\"a\"]", "  rollout {{ on_error = \"never\" }}\n"), "unknown-word");
  check(env("[\"a\"]", "  rollout {{ parallel = 0 }}\n"), "bad-number");
  check(env("[\"a\"]", "  rollout {{ pause = \"soon\" }}\n"), "wrong-type");
  check(env("[\"a\"]", "  rollout {{ remove = [\"a\"] }}\n"), "tenant-stays");
  check(env("[\"a\"]"), "no-tenant-schema", "variable \"tenant\" {}\nschema \"x\" {}\n");
  check(env("[\"" + std::string(70, 'x') + "\"]"), "name-too-long");
  check("env \"f\" {{\n  for_each = [\"a\", \"b\"]\n  url = \"{url}${{each.value}}\"\n  src = \"db/\"\n}}\n",
        "tenants-differ");
}
