#include "support/stdlib.hpp"

using namespace schema;
using test::Applied;
using test::has;

/// What the mixins for rows promise, on a server: soft_delete, state_machine, tree.

TEST_CASE("soft_delete") {
  Applied project(R"(
import "std/soft_delete"
schema "app" {}
table "author" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
table "note" {
  include "soft_delete" { view = "live_note" }
  column "id" { type = bigint }
  column "author" { type = bigint, null = true }
  primary_key { columns = [column.id] }
  foreign_key {
    columns     = [column.author]
    ref_columns = [table.author.column.id]
    on_delete   = cascade
  }
}
table "plain" { include = [mixin.soft_delete] }
)");
  project.execute("INSERT INTO app.author VALUES (1); INSERT INTO app.note VALUES (1, NULL), (2, 1), (3, NULL)");

  CHECK(project.database.connection().query("DELETE FROM app.note WHERE id = 1").affected() == 0);
  CHECK(project.ask("SELECT now() - deleted_at < '1 hour' FROM app.note WHERE id = 1") == "t");
  CHECK(project.ask("SELECT string_agg(id::text, ',' ORDER BY id) FROM app.live_note") == "2,3");

  SUBCASE("a second DELETE keeps the time of the first") {
    project.execute("UPDATE app.note SET deleted_at = '2000-01-01' WHERE id = 1; DELETE FROM app.note WHERE id = 1");
    CHECK(project.ask("SELECT deleted_at = '2000-01-01' FROM app.note WHERE id = 1") == "t");
  }
  SUBCASE("a cascade removes, so that the foreign key holds") {
    project.execute("DELETE FROM app.author");
    CHECK(project.ask("SELECT string_agg(id::text, ',' ORDER BY id) FROM app.note") == "1,3");
  }
  SUBCASE("a purge removes, in its transaction only") {
    project.execute("BEGIN; SET LOCAL soft_delete.purge = on; DELETE FROM app.note WHERE id = 1; COMMIT");
    project.execute("DELETE FROM app.note WHERE id = 3");
    CHECK(project.ask("SELECT string_agg(id::text, ',' ORDER BY id) FROM app.note") == "2,3");
  }
}

TEST_CASE("state_machine") {
  Applied project(R"(
import "std/state_machine"
schema "app" {}
enum "light" { values = ["red", "green", "it's amber"] }
table "order" {
  include "state_machine" {
    initial = "draft"
    transitions = {
      draft     = ["submitted"]
      submitted = ["paid", "cancelled"]
      paid      = ["shipped"]
    }
  }
  column "id" { type = bigint }
  column "note" { type = text, null = true }
}
table "crossing" {
  include "state_machine" {
    column      = "Light"
    transitions = { red = ["green"], green = ["it's amber"], "it's amber" = ["red"] }
  }
  column "Light" { type = enum.light }
}
)");
  project.execute("INSERT INTO app.\"order\" (id) VALUES (1)");
  auto state = [&] { return project.ask("SELECT status FROM app.\"order\""); };
  auto go = [&](const std::string& to) { return project.error("UPDATE app.\"order\" SET status = '" + to + "'"); };
  CHECK(state() == "draft");

  CHECK(go("shipped") == "23514 status of order cannot go from draft to shipped (From here it goes to submitted.)");
  CHECK(state() == "draft");
  CHECK(go("draft") == "");
  CHECK(go("submitted") == "");
  CHECK(has(go("shipped"), "(From here it goes to paid, cancelled.)"));
  CHECK(go("paid") == "");
  CHECK(go("shipped") == "");
  CHECK(state() == "shipped");
  CHECK(go("draft") == "23514 status of order cannot go from shipped to draft (Nothing leads out of shipped.)");
  CHECK(project.error("UPDATE app.\"order\" SET note = 'x'") == "");

  CHECK(project.error("INSERT INTO app.\"order\" VALUES (2, NULL, 'paid')") ==
        "23514 status of a new row in order cannot be paid (A new row is draft.)");
  CHECK(has(project.error("ALTER TABLE app.\"order\" DISABLE TRIGGER USER; UPDATE app.\"order\" SET status = 'lost'"),
            "order_status_known"));

  project.execute("INSERT INTO app.crossing VALUES ('green')");
  CHECK(has(project.error("UPDATE app.crossing SET \"Light\" = 'red'"), "cannot go from green to red"));
  CHECK(project.error("UPDATE app.crossing SET \"Light\" = 'it''s amber'") == "");
}

TEST_CASE("other transitions change the trigger and its check only") {
  auto with = [](const std::string& transitions) {
    return "import \"std/state_machine\"\nschema \"app\" {}\ntable \"t\" {\n  include \"state_machine\" {\n"
           "    transitions = " +
           transitions + "\n  }\n}\n";
  };
  Applied project(with("{ a = [\"b\"] }"));
  project.execute("INSERT INTO app.t VALUES ('b')");
  CHECK(project.error("UPDATE app.t SET status = 'a'") != "");
  project.write(with("{ a = [\"b\", \"c\"], b = [\"a\"] }"));
  project.apply();
  CHECK(project.error("UPDATE app.t SET status = 'a'; UPDATE app.t SET status = 'c'") == "");
}

TEST_CASE("tree") {
  Applied project(R"(
import "std/tree"
schema "app" {}
table "category" {
  include = [mixin.tree]
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
table "page" {
  include "tree" {
    key  = "Slug"
    type = text
  }
  column "Slug" { type = text }
  primary_key { columns = [column.Slug] }
}
)");
  project.execute("INSERT INTO app.category VALUES (1, NULL), (2, 1), (3, 2), (4, 1), (10, NULL)");
  CHECK(project.ask("SELECT string_agg(id || ':' || depth, ' ' ORDER BY depth) FROM app.category_ancestors(3)") ==
        "3:0 2:1 1:2");
  CHECK(project.ask("SELECT string_agg(id || ':' || depth, ' ') FROM app.category_descendants(1)") ==
        "1:0 2:1 3:2 4:1");
  CHECK(project.ask("SELECT app.category_path(3)") == "{1,2,3}");
  CHECK(project.ask("SELECT count(*) FROM app.category_descendants(99)") == "0");

  CHECK(project.error("UPDATE app.category SET parent_id = 3 WHERE id = 1") ==
        "23514 row 1 of category cannot stand below itself");
  CHECK(has(project.error("UPDATE app.category SET parent_id = 2 WHERE id = 2"), "23514"));
  CHECK(has(project.error("INSERT INTO app.category VALUES (5, 5)"), "23514"));
  CHECK(has(project.error("INSERT INTO app.category VALUES (5, 6)"), "23503"));
  CHECK(project.error("UPDATE app.category SET parent_id = 10 WHERE id = 2") == "");
  CHECK(project.ask("SELECT app.category_path(3)") == "{10,2,3}");

  project.execute("INSERT INTO app.page VALUES ('home', NULL), ('news', 'home')");
  CHECK(project.ask("SELECT app.page_path('news')") == "{home,news}");
  CHECK(has(project.error("UPDATE app.page SET parent_id = 'news' WHERE \"Slug\" = 'home'"), "23514"));
}

TEST_CASE("two moves in a tree cannot make a circle together") {
  Applied project(R"(
import "std/tree"
schema "app" {}
table "t" {
  include = [mixin.tree]
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)");
  project.execute("INSERT INTO app.t VALUES (1, NULL), (2, NULL)");
  auto other = postgres::Connection::open(project.database.url());
  other.execute("SET lock_timeout = '200ms'");
  project.execute("BEGIN; UPDATE app.t SET parent_id = 2 WHERE id = 1");
  CHECK_THROWS_AS(other.execute("UPDATE app.t SET parent_id = 1 WHERE id = 2"), const postgres::ServerError&);
  project.execute("COMMIT");
  CHECK_THROWS_AS(other.execute("UPDATE app.t SET parent_id = 1 WHERE id = 2"), const postgres::ServerError&);
}
