// Redshift, against the stand-in of tests/redshift/standin. The golden corpus tests/redshift/corpus/CASE holds old.schema
// and new.schema, and the SQL of the plan between them in both directions; each is applied, and then there is nothing to
// do. SCHEMA_ACCEPT=1 rewrites the expected files; SCHEMA_ONLY=word runs the cases whose path holds the word.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "model/write.hpp"
#include "postgres/execute.hpp"
#include "redshift/cluster.hpp"
#include "redshift/support.hpp"
#include "resolve/resolve.hpp"
#include "support/project.hpp"
#include "syntax/parse.hpp"
#include "workspace/drivers.hpp"
#include "workspace/files.hpp"
#include "workspace/state.hpp"

namespace fs = std::filesystem;
using namespace schema;
using postgres::Connection;
using test::Cluster;
using test::has;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string shown(const Diagnostics& diagnostics) {
  std::string out;
  for (auto& d : diagnostics.all()) out += render(d, false);
  return out;
}

struct Stopped {};

void stop_on_errors(const Diagnostics& diagnostics) {
  if (!diagnostics.has_errors()) return;
  FAIL_CHECK(shown(diagnostics));
  throw Stopped();
}

/// One side of a case on its way into a cluster.
class Run {
 public:
  Run(Connection& db, const fs::path& file) : db_(db), file_(file) {}

  std::string apply() {
    Diagnostics diagnostics;
    auto declared = load_files({file_.string()}, {}, sources_, diagnostics);
    stop_on_errors(diagnostics);
    auto& driver = driver_for(db_);
    auto current = driver.inspect(db_, postgres::Reach::cluster);
    PlanOptions options{.scope = {.manage = {"*", "group", "membership"}}, .session_user = "awsuser"};
    auto plan = make_plan(current, declared.catalog, driver, nullptr, options, diagnostics);
    stop_on_errors(diagnostics);
    std::string text;
    for (auto& step : plan.steps)
      for (auto& statement : step.statements) text += statement.shown() + ";\n";
    try {
      for (auto& command : commands(plan)) postgres::run(db_, command);
    } catch (const postgres::StepError& error) {
      report(error, diagnostics);
      MESSAGE(text);
      stop_on_errors(diagnostics);
    }
    return text;
  }

 private:
  Connection& db_;
  fs::path file_;
  Sources sources_;
};

void expect(const fs::path& file, const std::string& text) {
  if (std::getenv("SCHEMA_ACCEPT")) {
    std::ofstream(file) << text;
    return;
  }
  CHECK_MESSAGE(text == read(file), file.string());
}

/// What inspect prints says the same as the database.
void check_text(Connection& db) {
  auto& driver = driver_for(db);
  auto current = driver.inspect(db, postgres::Reach::database);
  Writer writer(current);
  std::string text;
  for (auto r : in_file_order(current)) text += writer.write(*r) + "\n";
  Sources sources;
  Diagnostics diagnostics;
  auto body = syntax::parse(sources.add("inspected", text), diagnostics);
  auto module = lang::evaluate({&body}, evaluation_options(".", sources), diagnostics);
  auto declared = decode(module.blocks, diagnostics);
  resolve(declared, {}, diagnostics);
  REQUIRE_MESSAGE(!diagnostics.has_errors(), shown(diagnostics) << text);
  auto plan = make_plan(current, declared.catalog, driver, nullptr, {.scope = {.manage = {"*"}}}, diagnostics);
  REQUIRE_MESSAGE(!diagnostics.has_errors(), shown(diagnostics) << text);
  for (auto& step : plan.steps) CHECK_MESSAGE(false, step.resource->address << ": " << step.reason << "\n" << text);
}

void check_case(const fs::path& folder) {
  Cluster cluster;
  auto db = cluster.connect();
  INFO(folder.string());
  auto old_file = folder / "old.schema", new_file = folder / "new.schema";
  Run(db, old_file).apply();
  CHECK(Run(db, old_file).apply() == "");
  expect(folder / "plan.sql", Run(db, new_file).apply());
  CHECK(Run(db, new_file).apply() == "");
  check_text(db);
  expect(folder / "back.sql", Run(db, old_file).apply());
  CHECK(Run(db, old_file).apply() == "");
}

/// A folder with files and a cluster, as the program sees them.
struct Site {
  Cluster cluster;
  test::TemporaryFolder folder;

  explicit Site(const std::vector<std::string>& options = {}) : cluster(options) {}

  test::Ran run(std::vector<std::string> arguments, const std::string& files) const {
    folder.write("a.schema", files);
    arguments.insert(arguments.end(), {"--url", cluster.url()});
    if (arguments[0] != "inspect") arguments.insert(arguments.end(), {"--src", "a.schema"});
    return test::run_schema(arguments, {.folder = folder.path()});
  }
  test::Ran apply(const std::string& files) const { return run({"apply", "--auto-approve", "--allow-destructive"}, files); }
  test::Ran plan(const std::string& files) const { return run({"plan"}, files); }
};

constexpr const char* kOrders = R"(schema "shop" {}

table "orders" {
  schema = schema.shop

  column "id"   { type = %s }
  column "name" { type = varchar(10), null = true }
}
)";

std::string orders(const std::string& type) {
  std::string text = kOrders;
  return text.replace(text.find("%s"), 2, type);
}

}  // namespace

TEST_CASE("the corpus of Redshift: every transition, in both directions") {
  auto only = std::getenv("SCHEMA_ONLY");
  std::vector<fs::path> folders;
  for (auto& entry : fs::directory_iterator(fs::path(SCHEMA_ROOT) / "tests/redshift/corpus")) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  for (auto& folder : folders) {
    if (only && folder.string().find(only) == std::string::npos) continue;
    try {
      check_case(folder);
    } catch (const Stopped&) {
    } catch (const std::exception& error) {
      FAIL_CHECK(folder.string(), ": ", error.what());
    }
  }
  CHECK(!folders.empty());
}

TEST_CASE("Redshift can make and drop every kind that it has, and says why it has not the others") {
  for (auto kind : all_kinds()) {
    INFO(kind->name);
    auto& support = redshift::support(*kind);
    CHECK(redshift::has_kind(*kind) == (support.render.create != nullptr));
    CHECK(redshift::has_kind(*kind) == (support.render.drop != nullptr));
    CHECK(!redshift::instead_of(*kind).empty());
    if (kind->backend == "redshift") CHECK(redshift::has_kind(*kind));
  }
}

TEST_CASE("a table that is rebuilt keeps its rows, and says what it costs") {
  Site site;
  REQUIRE(site.apply(orders("int")).code == 0);
  site.cluster.run("INSERT INTO shop.orders VALUES (1, 'a'), (2, 'b')");
  auto plan = site.plan(orders("bigint"));
  CHECK(has(plan.out, "copies its 2 rows (7 MB)"));
  CHECK(has(plan.out, "column.id"));
  auto applied = site.apply(orders("bigint"));
  CHECK_MESSAGE(applied.code == 0, applied.err);
  CHECK(site.cluster.ask("SELECT count(*) FROM shop.orders") == "2");
  CHECK(site.cluster.ask("SELECT name FROM shop.orders WHERE id = 2") == "b");
  CHECK(site.cluster.ask("SELECT count(*) FROM pg_class WHERE relname = 'orders__old'") == "0");
}

TEST_CASE("rows that do not fit stop a rebuild, and nothing is lost") {
  Site site;
  auto wide = orders("bigint");
  auto made = site.apply(wide);
  REQUIRE_MESSAGE(made.code == 0, made.err);
  site.cluster.run("INSERT INTO shop.orders VALUES (1, NULL)");
  auto strict = wide;
  strict.replace(strict.find(", null = true"), 13, "");
  auto applied = site.apply(strict);
  CHECK(applied.code == 1);
  CHECK(has(applied.err, "Cannot insert a NULL value into column name"));
  CHECK(site.cluster.ask("SELECT count(*) FROM shop.orders") == "1");
}

TEST_CASE("what becomes of an identity column's values in a table that is rebuilt is told, and is so") {
  auto files = [](const std::string& identity, const std::string& type) {
    return "schema \"shop\" {}\ntable \"t\" {\n  schema = schema.shop\n  column \"id\" { type = bigint, identity = " + identity +
           " }\n  column \"n\" { type = " + type + ", null = true }\n}\n";
  };
  Site site;
  for (auto identity : {"always", "by_default"}) {
    bool counted = std::string(identity) == "always";
    site.cluster.run("DROP TABLE IF EXISTS shop.t");
    REQUIRE(site.apply(files(identity, "int")).code == 0);
    site.cluster.run("INSERT INTO shop.t (n) VALUES (1);\nINSERT INTO shop.t (n) VALUES (2);\nDELETE FROM shop.t WHERE n = 1");
    auto plan = site.plan(files(identity, "bigint"));
    CHECK_MESSAGE(has(plan.out, counted ? "gives the rows new values of id, from 1 on" : "counts id from 1 again"), plan.out);
    auto unasked = site.run({"apply", "--auto-approve"}, files(identity, "bigint"));
    CHECK((unasked.code == 0) == !counted);
    REQUIRE(site.apply(files(identity, "bigint")).code == 0);
    CHECK(site.cluster.ask("SELECT id FROM shop.t WHERE n = 2") == (counted ? "1" : "2"));
    site.cluster.run("INSERT INTO shop.t (n) VALUES (3)");
    CHECK(site.cluster.ask("SELECT id FROM shop.t WHERE n = 3") == (counted ? "2" : "1"));
  }
}

TEST_CASE("a plan of several transactions, one of whose statements breaks off, is taken up") {
  auto files = [](int length) {
    return fmt::format("schema \"shop\" {{}}\ntable \"t\" {{\n  schema = schema.shop\n  column \"id\" {{ type = bigint }}\n  column \"a\" {{ type = "
                       "varchar({0}) }}\n  column \"b\" {{ type = varchar({0}) }}\n}}\n", length);
  };
  Site site;
  REQUIRE(site.apply(files(10)).code == 0);
  for (auto fault : {"lost", "lost after"}) {
    site.cluster.run(fmt::format("STANDIN FAULT '{}' ON '^ALTER TABLE shop[.]t ALTER COLUMN b'", fault));
    auto length = std::string(fault) == "lost" ? 20 : 30;
    CHECK(site.apply(files(length)).code == 1);
    auto applied = site.apply(files(length));
    CHECK_MESSAGE(applied.code == 0, applied.err);
    CHECK(has(site.plan(files(length)).out, "No changes"));
  }
  CHECK(site.cluster.ask("STANDIN COUNT 'ALTER COLUMN'") == "4");
  CHECK(site.cluster.ask("SELECT count(*) FROM pg_namespace WHERE nspname = 'schema_state'") == "0");
}

TEST_CASE("a transaction that meets another one is run again") {
  Site site;
  REQUIRE(site.apply(orders("int")).code == 0);
  for (auto fault : {"1023", "dropped", "oid"}) site.cluster.run(fmt::format("STANDIN FAULT '{}' ON '^ALTER TABLE'", fault));
  auto applied = site.apply(orders("bigint"));
  CHECK_MESSAGE(applied.code == 0, applied.err);
  CHECK(has(applied.err, "try 4 follows"));
}

TEST_CASE("catalogs that change under the reader are read again, on a new connection") {
  Site site;
  REQUIRE(site.apply(orders("int")).code == 0);
  for (auto fault : {"dropped", "oid", "1023"}) {
    site.cluster.run(fmt::format("STANDIN FAULT '{}' ON 'pg_attribute' TIMES 2", fault));
    auto plan = site.plan(orders("int"));
    CHECK_MESSAGE(plan.code == 0, plan.err);
  }
}

TEST_CASE("a connection that is lost while a plan runs") {
  Site site;
  REQUIRE(site.apply(orders("int")).code == 0);
  site.cluster.run("STANDIN FAULT 'lost' ON '^DROP'");
  auto applied = site.apply(orders("bigint"));
  CHECK(applied.code == 1);
  CHECK(has(applied.err, "connection was lost"));
  CHECK(site.apply(orders("bigint")).code == 0);
}

TEST_CASE("settings that Redshift does not know are not sent, whatever the environment says") {
  Site site;
  site.folder.write("a.schema", orders("int"));
  auto plan = test::run_schema({"plan", "--url", site.cluster.url(), "--src", "a.schema"},
                               {.folder = site.folder.path(), .environment = {{"PGOPTIONS", "-c jit=off"}}});
  CHECK_MESSAGE(plan.code == 0, plan.err);
}

TEST_CASE("a password from a command, asked for again when it has expired") {
  Site site({"--password", "first"});
  site.folder.write("give", "#!/bin/sh\necho asked >> " + (site.folder.path() / "asked").string() + "\necho '{\"DbUser\": \"IAM:ann\", \"DbPassword\": \"first\", \"Expiration\": \"2000-01-01T00:00:00Z\"}'\n");
  fs::permissions(site.folder.path() / "give", fs::perms::owner_all);
  site.folder.write("a.schema", orders("int"));
  site.folder.write("schema.hcl", fmt::format("env \"dev\" {{\n  url = \"{}\"\n  credentials = [\"{}\"]\n  src = \"a.schema\"\n}}\n", site.cluster.url(),
                                              (site.folder.path() / "give").string()));
  auto refused = test::run_schema({"plan"}, {.folder = site.folder.path()});
  CHECK(refused.code == 1);
  CHECK(has(refused.err, "SCHEMA_PROGRAMS="));
  CHECK(!fs::exists(site.folder.path() / "asked"));
  test::RunOptions allowed{.folder = site.folder.path(),
                           .environment = {{"SCHEMA_PROGRAMS", "aws:" + (site.folder.path() / "give").string()}}};
  auto applied = test::run_schema({"apply", "--auto-approve"}, allowed);
  CHECK_MESSAGE(applied.code == 0, applied.err);
  CHECK(has(site.folder.read("asked"), "asked"));
  site.folder.write("give", "#!/bin/sh\necho no\n");
  auto failed = test::run_schema({"plan"}, allowed);
  CHECK(failed.code == 1);
  CHECK(has(failed.err, "printed no JSON object"));
}

TEST_CASE("a plain user reads what it may") {
  Site site({"--plain-user"});
  auto plan = site.plan(orders("int"));
  CHECK_MESSAGE(plan.code == 0, plan.err);
}

TEST_CASE("a text with a backslash arrives as it is") {
  Site site;
  auto files = orders("int");
  files.insert(files.find("  column \"id\""), "  comment = \"it's C:\\\\x\"\n");
  REQUIRE(site.apply(files).code == 0);
  CHECK(site.cluster.ask("SELECT description FROM pg_description") == "it's C:\\x");
  CHECK(has(site.plan(files).out, "No changes"));
}

TEST_CASE("what Redshift has not is refused, with what to do instead") {
  Site site;
  auto refused = [&](const std::string& files, std::string_view message, std::string_view help) {
    auto plan = site.plan("schema \"shop\" {}\n" + files);
    CHECK(plan.code == 1);
    CHECK_MESSAGE(has(plan.err, message), plan.err);
    CHECK_MESSAGE(has(plan.err, help), plan.err);
  };
  auto table = [](const std::string& body) { return "table \"t\" {\n  schema = schema.shop\n  column \"id\" { type = int }\n" + body + "}\n"; };
  refused(table("  index \"i\" { columns = [column.id] }\n"), "Redshift has no index", "sort key");
  refused("enum \"e\" {\n  schema = schema.shop\n  values = [\"a\"]\n}\n", "Redshift has no enum", "varchar");
  refused(table("  check \"c\" { expr = \"id > 0\" }\n"), "Redshift has no check", "where they are loaded");
  refused(table("  column \"j\" { type = jsonb }\n"), "Redshift has no type jsonb", "use super");
  refused(table("  column \"j\" { type = text[] }\n"), "Redshift has no type text[]", "use super");
  refused(table("  unlogged = true\n"), "Redshift has no \"unlogged\"", "TEMP TABLE");
  refused(table("  distribution { style = key, key = column.no }\n"), "has no column \"no\"", "");
  refused("table \"Big\" {\n  schema = schema.shop\n  column \"id\" { type = int }\n}\n", "keeps names in lower case", "enable_case_sensitive_identifier");
  refused("sequence \"s\" {\n  schema = schema.shop\n}\n", "Redshift has no sequence", "identity");
  auto defaults = [](std::string_view on, std::string_view privilege) {
    return fmt::format("default_permission {{\n  for_role = \"awsuser\"\n  on = {}\n  to = \"PUBLIC\"\n  privileges = [{}]\n}}\n", on, privilege);
  };
  refused(defaults("functions", "select"), "there is no privilege \"select\" here", "one of: execute");
  refused(defaults("types", "usage"), "on tables, functions or procedures", "");
}

TEST_CASE("what only Redshift has is refused elsewhere") {
  test::Project project(R"(table "t" {
  schema = schema.public
  column "id" { type = int }
  distribution { style = all }
}

schema "public" {}
)");
  auto plan = project.run({"plan"});
  CHECK(plan.code == 1);
  CHECK(has(plan.err, "\"distribution\" is an attribute of redshift, and the database is postgres"));
  project.write("default_permission {\n  for_role = \"postgres\"\n  on = procedures\n  to = \"PUBLIC\"\n  privileges = [execute]\n}\n");
  CHECK(has(project.run({"plan"}).err, "only redshift tells procedures from functions here"));
}

TEST_CASE("inspect prints a cluster, and what it prints is no change") {
  Site site;
  site.cluster.run(R"(CREATE SCHEMA shop;
CREATE TABLE shop.users (id bigint NOT NULL IDENTITY(1,1), name varchar(20) DEFAULT 'bob' ENCODE zstd, at timestamp, PRIMARY KEY (id)) DISTSTYLE KEY DISTKEY(id) SORTKEY(at);
CREATE VIEW shop.v AS SELECT id, name FROM shop.users WHERE name LIKE 'a%';
CREATE VIEW shop.l AS SELECT id FROM shop.users WITH NO SCHEMA BINDING;
CREATE MATERIALIZED VIEW shop.m AUTO REFRESH YES AS SELECT name, count(*) AS n FROM shop.users GROUP BY name)");
  auto printed = site.run({"inspect"}, "");
  REQUIRE_MESSAGE(printed.code == 0, printed.err);
  CHECK(has(printed.out, "encode = zstd"));
  CHECK(has(printed.out, "late_binding = true"));
  CHECK(has(printed.out, "auto_refresh = true"));
  auto plan = site.plan(printed.out);
  CHECK_MESSAGE(plan.code == 0, plan.err);
  CHECK_MESSAGE(has(plan.out, "No changes"), plan.out << printed.out);
}
