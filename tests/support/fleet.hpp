#pragma once
#include "support/project.hpp"

namespace schema::test {

/// A project whose environment "fleet" has these tenants, a schema each.
struct FleetProject : Project {
  std::vector<std::string> tenants;

  explicit FleetProject(std::vector<std::string> names, const std::string& files, const std::string& rollout = {})
      : tenants(std::move(names)) {
    write_project(rollout);
    write(files);
  }

  void write_project(const std::string& rollout, const std::string& more = {}) const {
    std::string list;
    for (auto& name : tenants) list += (list.empty() ? "" : ", ") + nlohmann::json(name).dump();
    folder.write("schema.hcl",
                 fmt::format("env \"fleet\" {{\n  for_each = toset([{}])\n  url = \"{}\"\n  src = \"db/\"\n  vars = {{ "
                             "tenant = each.value }}\n  rollout {{ {} }}\n{}}}\n",
                             list, url(), rollout, more));
  }

  void execute(const std::string& sql) { database.connection().execute(sql); }
  void apply() {
    auto ran = run({"apply", "--auto-approve", "--allow-destructive"});
    CAPTURE(ran.err);
    CAPTURE(ran.out);
    REQUIRE(ran.code == 0);
  }
  nlohmann::json plan_json() {
    auto ran = run({"plan", "--json"});
    CAPTURE(ran.err);
    REQUIRE(ran.code == 0);
    return nlohmann::json::parse(ran.out);
  }
  /// In how many schemas the table has the column.
  std::string with_column(const std::string& table, const std::string& column) {
    return ask(
        fmt::format("SELECT count(*) FROM information_schema.columns WHERE table_name = '{}' AND column_name = '{}'",
                    table, column));
  }
};

/// "t01", "t02", ...
inline std::vector<std::string> many_tenants(size_t count) {
  std::vector<std::string> names;
  for (size_t i = 1; i <= count; ++i) names.push_back(fmt::format("t{:02}", i));
  return names;
}

/// Files with every sort of text that a schema's name can stand in.
inline const std::string kTenantFiles = R"(variable "tenant" {}
schema "app" {
  name    = var.tenant
  comment = "of ${var.tenant}"
}
enum "state" { schema = schema.app, values = ["new", "done"] }
table "users" {
  schema = schema.app
  column "id" { type = bigint, identity = always }
  column "name" { type = text }
  column "state" { type = enum.state, default = "new" }
  primary_key { columns = [column.id] }
  check "named" { expr = "length(name) > 0" }
}
table "orders" {
  schema = schema.app
  column "id" { type = bigint, identity = always }
  column "user_id" { type = bigint }
  primary_key { columns = [column.id] }
  foreign_key "of" { columns = [column.user_id], ref_columns = [table.users.column.id] }
  index "by_user" { columns = [column.user_id] }
}
view "busy" {
  schema = schema.app
  as     = "SELECT u.id, u.name FROM users u JOIN orders o ON o.user_id = u.id"
}
function "rename_user" {
  schema = schema.app
  lang   = sql
  arg "who" { type = bigint }
  arg "name" { type = text }
  return = void
  as     = "UPDATE ${table.users} SET name = rename_user.name WHERE id = who"
}
)";

}  // namespace schema::test
