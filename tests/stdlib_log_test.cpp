#include "support/stdlib.hpp"

using namespace schema;
using test::Applied;
using test::has;

/// What the mixins that record changes promise, on a server: audit, outbox.

TEST_CASE("audit") {
  Applied project(R"(
import "std/audit"
schema "app" {}
schema "history" {}
table "account" {
  schema = schema.app
  include "audit" { except = ["secret"] }
  column "id" { type = bigint }
  column "email" { type = text }
  column "secret" { type = text, default = "x" }
}
table "odd one" {
  schema  = schema.app
  include = [mixin.audit]
  column "a" { type = integer[] }
}
table "far" {
  schema = schema.app
  include "audit" {
    schema = "history"
    table  = "log"
  }
  column "a" { type = integer }
}
)");
  auto log = [&](const std::string& of) {
    return project.ask(
        "SELECT coalesce(string_agg(operation || ' ' || coalesce(old_row::text, '-') || ' ' || "
        "coalesce(new_row::text, '-'), E'\\n' ORDER BY id), '') FROM app.audit_log WHERE table_name = '" +
        of + "'");
  };
  project.execute("INSERT INTO app.account VALUES (1, 'a@b.org')");
  CHECK(log("account") == R"(INSERT - {"id": 1, "email": "a@b.org"})");
  project.execute("DELETE FROM app.audit_log; UPDATE app.account SET email = 'c@d.org'");
  CHECK(log("account") == R"(UPDATE {"id": 1, "email": "a@b.org"} {"id": 1, "email": "c@d.org"})");
  CHECK(project.ask("SELECT role = session_user AND actor IS NULL AND schema_name = 'app' AND "
                    "now() - at < '1 hour' FROM app.audit_log") == "t");

  SUBCASE("what changes nothing, or only what is left out, leaves nothing") {
    project.execute(
        "DELETE FROM app.audit_log; UPDATE app.account SET email = email; UPDATE app.account SET secret = 'y'");
    CHECK(log("account") == "");
  }
  SUBCASE("deletes and truncates") {
    project.execute("DELETE FROM app.audit_log; DELETE FROM app.account; TRUNCATE app.account");
    CHECK(log("account") == "DELETE {\"id\": 1, \"email\": \"c@d.org\"} -\nTRUNCATE - -");
  }
  SUBCASE("a transaction keeps together, and names whom it is for") {
    project.execute(
        "DELETE FROM app.audit_log; BEGIN; SELECT set_config('audit.actor', 'ann', true); INSERT INTO "
        "app.account VALUES (2, 'e'); INSERT INTO app.\"odd one\" VALUES ('{1,2}'); COMMIT; INSERT INTO "
        "app.account VALUES (3, 'f')");
    CHECK(project.ask("SELECT count(DISTINCT transaction) || ' ' || count(actor) FROM app.audit_log") == "2 2");
    CHECK(log("odd one") == R"(INSERT - {"a": [1, 2]})");
  }
  SUBCASE("a writer needs no right to the log") {
    project.execute(
        "CREATE ROLE std_writer; GRANT USAGE ON SCHEMA app TO std_writer; GRANT ALL ON app.account TO "
        "std_writer; SET ROLE std_writer; INSERT INTO app.account VALUES (4, 'g')");
    CHECK(has(project.error("INSERT INTO app.audit_log (role) VALUES ('me')"), "42501"));
    project.execute("RESET ROLE");
    CHECK(project.ask("SELECT role FROM app.audit_log WHERE new_row ->> 'id' = '4'") == "std_writer");
    project.execute("DROP OWNED BY std_writer; DROP ROLE std_writer");
  }
  SUBCASE("one log for several schemas") {
    project.execute("INSERT INTO app.far VALUES (7)");
    CHECK(project.ask("SELECT schema_name || '.' || table_name || new_row FROM history.log") == "app.far{\"a\": 7}");
  }
}

TEST_CASE("outbox") {
  Applied project(R"(
schema "app" {}
module "outbox" { source = "std/outbox" }
)");
  auto put = [&](const std::string& topic) {
    project.execute("SELECT app.outbox_put('" + topic + "', '{\"id\": 1}')");
  };
  auto take = [](postgres::Connection& by, const std::string& n = "100") {
    return by.query("SELECT coalesce(string_agg(topic, ','), '') FROM app.outbox_take(" + n + ")").text(0, 0);
  };
  auto& first = project.database.connection();
  auto second = postgres::Connection::open(project.database.url());
  put("a"), put("b"), put("c");

  first.execute("BEGIN");
  CHECK(take(first, "2") == "a,b");
  CHECK(take(second) == "c");  // what another sender has is neither waited for nor sent twice
  first.execute("ROLLBACK");
  CHECK(take(second) == "a,b");  // a sender that fails leaves its messages
  CHECK(take(second) == "");

  project.execute("BEGIN; SELECT app.outbox_put('lost', '{}'); ROLLBACK");
  CHECK(take(second) == "");

  second.execute("LISTEN outbox");
  put("d");
  CHECK(project.ask("SELECT payload || jsonb_build_object('key', key) FROM app.outbox") == R"({"id": 1, "key": null})");
}

TEST_CASE("outbox_events") {
  Applied project(R"(
import "std/outbox_events"
schema "app" {}
schema "mail" {}
module "outbox" {
  source = "std/outbox"
  schema = schema.app
}
module "letters" {
  source = "std/outbox"
  schema = schema.mail
  table  = "letters"
}
table "order" {
  schema  = schema.app
  include = [mixin.outbox_events]
  column "id" { type = bigint }
}
table "guest" {
  schema = schema.app
  include "outbox_events" {
    topic  = "visit"
    key    = "name"
    outbox = "letters"
  }
  column "name" { type = text }
}
)");
  project.execute(
      "INSERT INTO app.\"order\" VALUES (1); UPDATE app.\"order\" SET id = 2; DELETE FROM app.\"order\"; "
      "INSERT INTO app.guest VALUES ('bob')");
  CHECK(project.ask("SELECT string_agg(topic || ' ' || key || ' ' || payload, E'\\n' ORDER BY id) FROM app.outbox") ==
        "order.insert 1 {\"new\": {\"id\": 1}, \"old\": null}\n"
        "order.update 2 {\"new\": {\"id\": 2}, \"old\": {\"id\": 1}}\n"
        "order.delete 2 {\"new\": null, \"old\": {\"id\": 2}}");
  CHECK(project.ask("SELECT topic || ' ' || key FROM mail.letters") == "visit.insert bob");
}
