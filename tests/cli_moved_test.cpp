#include <doctest/doctest.h>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;

/// Renames by `moved` blocks: rows stay, and what hangs on a name follows it.
namespace {

constexpr const char* kBefore = R"HCL(schema "app" {}

enum "status" {
  schema = schema.app
  values = ["open", "closed"]
}

table "users" {
  schema = schema.app

  column "id"    { type = bigint, identity = always }
  column "email" { type = text }
  column "state" { type = enum.status, default = "open" }

  primary_key { columns = [column.id] }
  unique { columns = [column.email] }
  check "long" { expr = "length(email) > 3" }
  index "by_domain" {
    on { expr = "split_part(email, '@', 2)"
}
where = "state <> 'closed'"
}
}

view "open_user" {
  schema = schema.app
  as     = "SELECT u.id, u.email FROM users u WHERE u.state = 'open'::status"
}

function "count_in" {
  schema = schema.app
  lang   = sql
  arg "s" { type = enum.status }
  return = bigint
  as     = "SELECT count(*) FROM app.users WHERE state = s"
}
)HCL";

std::string replaced(std::string text, std::initializer_list<std::pair<std::string, std::string>> words) {
  for (auto& [from, to] : words)
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  return text;
}

/// The project with rows in it.
void fill(Project& project) {
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  project.database.connection().execute(
      "INSERT INTO app.users (email) VALUES ('ann@example.org'), ('bob@example.org')");
}

void apply_and_check(Project& project) {
  auto applied = project.run({"apply", "--auto-approve"});
  INFO(applied.out << applied.err);
  REQUIRE(applied.code == 0);
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
}

}  // namespace

TEST_CASE("a table, a column and a type get new names and keep their rows") {
  Project project(kBefore);
  fill(project);
  auto after = replaced(kBefore, {{"app.users", "app.people"},
                                  {"FROM users", "FROM people"},
                                  {"\"users\"", "\"people\""},
                                  {"u.email", "u.mail AS email"},
                                  {"(email", "(mail"},
                                  {"\"email\"", "\"mail\""},
                                  {"column.email", "column.mail"},
                                  {"enum.status", "enum.state"},
                                  {"\"status\"", "\"state_name\""},
                                  {"enum.state", "enum.state_name"},
                                  {"::status", "::state_name"}});
  project.write(after + R"(
moved {
  from = table.users
  to   = table.people
}
moved {
  from = table.people.column.email
  to   = table.people.column.mail
}
moved {
  from = enum.status
  to   = enum.state_name
}
)");
  auto plan = project.run({"plan"});
  INFO(plan.out << plan.err);
  CHECK(has(plan.out, "table.app.users -> table.app.people"));
  CHECK(has(plan.out, "unique.users_email_key"));
  CHECK_FALSE(has(plan.out, "view.app.open_user"));
  CHECK_FALSE(has(plan.out, "by_domain"));
  CHECK(has(plan.out, "0 to create, 6 to change, 0 to recreate, 0 to drop"));
  apply_and_check(project);
  CHECK(project.ask("SELECT string_agg(mail, ',' ORDER BY id) FROM app.people") == "ann@example.org,bob@example.org");
  CHECK(project.ask("SELECT app.count_in('open')") == "2");
}

TEST_CASE("a name that is given on goes to the next one, once") {
  auto table = [](const std::string& name, const std::string& column) {
    return "table \"" + name + "\" {\n  schema = schema.app\n  column \"" + column + "\" { type = integer }\n}\n";
  };
  auto moved = [](const std::string& from, const std::string& to) {
    return "moved {\n  from = table." + from + "\n  to   = table." + to + "\n}\n";
  };
  Project project("schema \"app\" {}\n" + table("one", "a") + table("two", "b"));
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  project.database.connection().execute("INSERT INTO app.one VALUES (1); INSERT INTO app.two VALUES (2)");
  project.write("schema \"app\" {}\n" + table("two", "a") + table("three", "b") + moved("one", "two") +
                moved("two", "three"));
  apply_and_check(project);
  CHECK(project.ask("SELECT a FROM app.two") == "1");
  CHECK(project.ask("SELECT b FROM app.three") == "2");

  project.write("schema \"app\" {}\n" + table("two", "b") + table("three", "a") + moved("two", "three") +
                moved("three", "two"));
  auto round = project.run({"plan"});
  CHECK(round.code == 1);
  CHECK(has(round.err, "go round"));
}

TEST_CASE("a schema gets a new name with all that is in it") {
  Project project(kBefore);
  fill(project);
  project.write(replaced(kBefore, {{"\"app\"", "\"crm\""}, {"schema.app", "schema.crm"}, {"app.users", "crm.users"}}) +
                "moved {\n  from = schema.app\n  to   = schema.crm\n}\n");
  apply_and_check(project);
  CHECK(project.ask("SELECT count(*) FROM crm.users") == "2");
  CHECK(project.ask("SELECT to_regnamespace('app') IS NULL") == "t");
}

TEST_CASE("a table goes to another schema, its own sequence with it") {
  std::string rest = R"HCL(
sequence "number" {
  schema       = schema.SCHEMA
  owner_column = table.invoice.column.id
}
table "invoice" {
  schema = schema.SCHEMA
  column "id" { type = bigint, default = sql("nextval('SCHEMA.number')")
}
}
)HCL";
  std::string schemas = "schema \"app\" {}\nschema \"books\" {}\n";
  Project project(schemas + replaced(rest, {{"SCHEMA", "app"}}));
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  project.database.connection().execute("INSERT INTO app.invoice DEFAULT VALUES");
  project.write(schemas + replaced(rest, {{"SCHEMA", "books"}}) +
                "moved {\n  from = table.app.invoice\n  to   = table.books.invoice\n}\n");
  apply_and_check(project);
  CHECK(project.ask("INSERT INTO books.invoice DEFAULT VALUES RETURNING id") == "2");
}

TEST_CASE("what cannot move is said at its block") {
  Project project(kBefore);
  fill(project);
  auto refused = [&](const std::string& files, const std::string& words) {
    project.write(files);
    auto plan = project.run({"plan"});
    INFO(plan.out << plan.err);
    CHECK(plan.code == 1);
    CHECK(has(plan.err, words));
    CHECK(has(plan.err, "db/a.schema:"));
  };
  std::string extra = "table \"people\" {\n  schema = schema.app\n  column \"a\" { type = text }\n}\n";
  refused(kBefore + extra + "moved {\n  from = table.users\n  to = table.people\n}\n", "is declared as well");
  refused(kBefore + std::string("moved {\n  from = table.users\n  to = table.peple\n}\n"),
          "there is no table \"peple\"");
  refused(replaced(kBefore, {{"\"users\"", "\"people\""}, {"FROM users", "FROM people"}, {"app.users", "app.people"}}) +
              "moved {\n  from = view.open_user\n  to = table.people\n}\n",
          "cannot become a table");
}

TEST_CASE("a block whose resource moved long ago does nothing") {
  Project project(kBefore + std::string("moved {\n  from = table.clients\n  to = table.users\n}\n"));
  fill(project);
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
}
