#include <doctest/doctest.h>

#include "support/project.hpp"

using namespace schema;
using test::Project;

/// The standard library proves itself on a server: what its files promise is what a database does.

TEST_CASE("timestamps") {
  Project project(R"(
import "std/timestamps"
schema "app" {}
schema "other" {}
table "note" {
  schema  = schema.app
  include = [mixin.timestamps]
  column "body" { type = text }
}
table "page" {
  schema  = schema.app
  include = [mixin.timestamps]
}
table "far" {
  schema  = schema.other
  include = [mixin.timestamps]
}
)");
  auto applied = project.run({"apply", "--auto-approve"});
  CAPTURE(applied.err);
  REQUIRE(applied.code == 0);
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
  CHECK(project.ask("SELECT string_agg(pronamespace::regnamespace::text, ',' ORDER BY 1) FROM pg_proc WHERE proname = "
                    "'touch_updated_at'") == "app,other");
  auto& db = project.database.connection();
  db.execute("INSERT INTO app.note (body, updated_at) VALUES ('a', '2000-01-01')");
  CHECK(project.ask("SELECT created_at = now() FROM app.note") == "f");
  CHECK(project.ask("SELECT now() - created_at < '1 hour' AND updated_at = '2000-01-01' FROM app.note") == "t");
  db.execute("UPDATE app.note SET body = 'b', updated_at = '2001-01-01'");
  CHECK(project.ask("SELECT now() - updated_at < '1 hour' AND updated_at > created_at FROM app.note") == "t");
}

TEST_CASE("a name that the library does not have") {
  Project project("import \"std/timestamp\"\n");
  auto ran = project.run({"validate"});
  CHECK(ran.code == 1);
  CHECK(test::has(ran.err, "did you mean \"std/timestamps\"?"));
}
