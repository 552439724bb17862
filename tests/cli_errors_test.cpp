#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

#include "postgres/embedded.hpp"
#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;

namespace {

constexpr const char* kTable = R"(schema "app" {}
table "t" {
  schema = schema.app
  column "id"   { type = bigint }
  column "name" { type = text }
  primary_key { columns = [column.id] }
)";

/// A mistake in a file and what is said about it.
struct Mistake {
  const char* what;
  std::string files;
  const char* place;
  const char* line;  ///< as it is shown
  const char* says;
  const char* help;
};

std::string with(const std::string& rest) { return kTable + rest; }

std::vector<Mistake> mistakes() {
  return {
      {"a missing brace", with(""), "db/a.schema:2:1", "2 | table \"t\" {", "`table \"t\"` is never closed",
       "expected `}`"},
      {"an unknown attribute", with("  coment = \"x\"\n}\n"), "db/a.schema:7:3", "7 |   coment = \"x\"",
       "no attribute \"coment\"", "did you mean \"comment\"?"},
      {"an unknown column in an index", with("  index \"i\" { columns = [column.nme] }\n}\n"), "db/a.schema:7:26",
       "7 |   index \"i\" { columns = [column.nme] }", "no column \"nme\"", "did you mean \"name\"?"},
      {"a type that does not exist", with("  column \"x\" { type = bigin }\n}\n"), "db/a.schema:7:23",
       "7 |   column \"x\" { type = bigin }", "no type \"bigin\"", "did you mean \"bigint\"?"},
      {"a type that only the server knows not to exist", with("  column \"x\" { type = sql(\"nosuch\") }\n}\n"),
       "db/a.schema:", "nosuch", "type \"nosuch\" does not exist", ""},
      {"a view that names a missing table",
       with("}\nview \"v\" {\n  schema = schema.app\n  as     = <<-SQL\n    SELECT id\n    FROM tt\n  SQL\n}\n"),
       "db/a.schema:12:10", "12 |     FROM tt", "names \"tt\"", "did you mean \"t\"?"},
      {"a view that names a missing column",
       with("}\nview \"v\" {\n  schema = schema.app\n  as     = <<-SQL\n    SELECT id,\n      nme\n    FROM t\n  "
            "SQL\n}\n"),
       "db/a.schema:12:7", "12 |       nme", "column \"nme\" does not exist", "t.name"},
      {"a cycle",
       with("}\nview \"a\" {\n  schema = schema.app\n  as = \"SELECT * FROM b\"\n}\nview \"b\" {\n  schema = "
            "schema.app\n  as = \"SELECT * FROM a\"\n}\n"),
       "db/a.schema:8:1", "8 | view \"a\" {", "view.app.a -> view.app.b -> view.app.a", "db/a.schema:12:1"},
      {"a syntax error in an SQL body",
       with("}\nfunction \"f\" {\n  schema = schema.app\n  lang   = sql\n  return = bigint\n  as     = <<-SQL\n    "
            "SELECT count(*)\n    FRM t\n  SQL\n}\n"),
       "db/a.schema:14:9", "14 |     FRM t", "syntax error at or near \"t\"", "function.app.f()"},
      {"a syntax error in a PL/pgSQL body",
       with("}\nfunction \"f\" {\n  schema = schema.app\n  lang   = plpgsql\n  return = bigint\n  as     = "
            "<<-PLPGSQL\n    BEGIN\n      RETRN 1;\n    END\n  PLPGSQL\n}\n"),
       "db/a.schema:14:7", "14 |       RETRN 1;", "syntax error at or near \"RETRN\"", "function.app.f()"},
  };
}

/// The connection's errors: no file, but the database without its password, what to do, and the exit code.
void check_connection_error(const test::Ran& ran, std::string_view says, std::string_view help) {
  CHECK(ran.code == 1);
  CHECK(ran.out.empty());
  CHECK_MESSAGE(has(ran.err, says), ran.err);
  CHECK_MESSAGE(has(ran.err, help), ran.err);
  CHECK_FALSE(has(ran.err, "hidden"));
}

}  // namespace

TEST_CASE("mistakes in files: the place, the line, what to do, and the database is untouched") {
  Project project;
  for (auto& mistake : mistakes()) {
    CAPTURE(mistake.what);
    project.write(mistake.files);
    auto ran = project.run({"apply", "--auto-approve"});
    CAPTURE(ran.err);
    CHECK(ran.code == 1);
    CHECK(has(ran.err, std::string("--> ") + mistake.place));
    CHECK(has(ran.err, mistake.line));
    CHECK(has(ran.err, mistake.says));
    CHECK(has(ran.err, mistake.help));
    CHECK_FALSE(has(ran.out, "Applied"));
    CHECK(project.ask("SELECT to_regnamespace('app') IS NULL") == "t");
  }
}

TEST_CASE("several mistakes are reported in one run") {
  Project project(with("  coment = \"x\"\n  column \"x\" { type = bigin }\n}\n"));
  auto ran = project.run({"plan"});
  CHECK(has(ran.err, "coment"));
  CHECK(has(ran.err, "bigin"));
}

TEST_CASE("a server that is down") {
  check_connection_error(test::run_schema({"inspect", "--url", "postgres://ann:hidden@127.0.0.1:1/app"}),
                         "postgres://ann@127.0.0.1:1/app", "is the server running there?");
}

TEST_CASE("a URL that cannot be read") {
  check_connection_error(test::run_schema({"inspect", "--url", "postgres://ann:hid@den@host/app"}), "user part",
                         "percent-encode");
  check_connection_error(test::run_schema({"inspect", "--url", "mysql://ann:hidden@host/app"}), "not a database URL",
                         "expected postgres://");
}

TEST_CASE("a database without permission") {
  auto database = test::fresh_database("closed");
  auto admin = postgres::Connection::open(test::server());
  admin.execute("CREATE ROLE stranger LOGIN");
  SUBCASE("to connect") {
    admin.execute("REVOKE CONNECT ON DATABASE " + database.name() + " FROM public");
    auto url = database.url().with("user", "stranger").redacted();
    check_connection_error(test::run_schema({"inspect", "--url", url}), "permission denied for database",
                           "GRANT CONNECT");
  }
  SUBCASE("to create") {
    test::TemporaryFolder folder;
    folder.write("a.schema", with("}\n"));
    auto url = database.url().with("user", "stranger").redacted();
    auto ran =
        test::run_schema({"apply", "--auto-approve", "--url", url, "--src", "a.schema"}, {.folder = folder.path()});
    CHECK(ran.code == 1);
    CHECK(has(ran.err, "a.schema:1:1"));
    CHECK(has(ran.err, "permission denied for database"));
    CHECK(has(ran.err, "Nothing was changed"));
  }
  admin.execute("DROP ROLE stranger");
}

TEST_CASE("a wrong password") {
  test::TemporaryFolder folder;
  {
    auto server = postgres::Embedded::start({.folder = folder.path() / "server", .durable = false});
    auto admin = postgres::Connection::open(server.url());
    admin.execute("CREATE ROLE ann LOGIN PASSWORD 'right'");
    std::ofstream(server.folder() / "data/pg_hba.conf") << "local all ann scram-sha-256\nlocal all all trust\n";
    admin.query("SELECT pg_reload_conf()");
    // The reload takes a moment: until then anyone gets in.
    auto url = server.url().with("user", "ann").redacted() + "&password=hidden";
    auto ran = test::run_schema({"inspect", "--url", url});
    while (ran.code == 0) ran = test::run_schema({"inspect", "--url", url});
    check_connection_error(ran, "password authentication failed", "PGPASSWORD");
  }
}

TEST_CASE("no project") {
  test::TemporaryFolder folder;
  auto ran = test::run_schema({"plan"}, {.folder = folder.path()});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "schema init"));
}
