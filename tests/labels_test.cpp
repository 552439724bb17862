#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "model/write.hpp"
#include "sql/quote.hpp"
#include "support/file_run.hpp"

/// Security labels, by a provider that takes any (support/label_provider.c).
using namespace schema;
using namespace schema::postgres;
namespace fs = std::filesystem;

namespace {

/// The session has the provider. The server runs under an account of its own, which may not see the build folder.
void load_provider(Connection& db) {
  auto module = fs::temp_directory_path() / fmt::format("schema-labels-{}.so", getpid());
  fs::copy_file(LABEL_PROVIDER, module, fs::copy_options::overwrite_existing);
  fs::permissions(module, fs::perms(0755));
  db.execute("LOAD " + sql::quote_literal(module.string()));
  fs::remove(module);
}

constexpr auto kObjects =
    "CREATE TABLE t (a int, b text); CREATE VIEW v AS SELECT a FROM t; CREATE MATERIALIZED VIEW m AS SELECT a FROM t; "
    "CREATE SEQUENCE s; CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; "
    "CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int); "
    "CREATE TYPE e AS ENUM ('x'); CREATE TYPE c AS (a int); CREATE DOMAIN d AS int; CREATE PUBLICATION pub; "
    "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER srv FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a int) SERVER "
    "srv";

constexpr std::string_view kLabelled[] = {
    "TABLE t",    "COLUMN t.b",      "VIEW v",        "COLUMN v.a",       "MATERIALIZED VIEW m",
    "SEQUENCE s", "FUNCTION f(int)", "PROCEDURE p()", "AGGREGATE g(int)", "TYPE e",
    "TYPE c",     "DOMAIN d",        "SCHEMA public", "PUBLICATION pub",  "FOREIGN TABLE ft"};

/// A database, and files of what it was.
struct Labelled {
  FreshDatabase database = test::fresh_database();
  Connection& db = database.connection();
  ScratchJudge judge{{.major = db.server_major()}};
  fs::path file = fs::temp_directory_path() / fmt::format("schema-labels-{}.schema", getpid());

  ~Labelled() { fs::remove(file); }

  std::string text() {
    auto current = inspect(db);
    Writer writer(current);
    std::string out;
    for (auto r : in_file_order(current)) out += writer.write(*r) + "\n";
    return out;
  }

  std::string lead_to(const std::string& text) {
    std::ofstream(file) << text;
    auto sql = test::FileRun(db, judge, file).apply();
    CHECK(test::FileRun(db, judge, file).apply() == "");
    return sql;
  }

  std::string labels() {
    return db.query("SELECT string_agg(label, ', ' ORDER BY label) FROM pg_seclabels").text(0, 0);
  }
};

}  // namespace

TEST_CASE("labels come, change, go, and are as they were on what is made anew") {
  setenv("SCHEMA_UNCONFINED", "1", 1);  // a server that the tests start reads nothing of ours otherwise
  Labelled world;
  load_provider(world.db);
  world.db.execute(kObjects);
  auto plain = world.text();
  for (auto object : kLabelled) world.db.execute(fmt::format("SECURITY LABEL FOR test ON {0} IS 'it''s {0}'", object));
  auto labels = world.labels();
  auto labelled = world.text();
  CHECK(labelled.find("security_labels = { test = \"it's TABLE t\" }") != std::string::npos);

  CHECK(world.lead_to(plain).find("SECURITY LABEL FOR test ON COLUMN public.v.a IS NULL") != std::string::npos);
  CHECK(world.labels() == "");
  CHECK(world.lead_to(labelled).find("SECURITY LABEL FOR test ON VIEW public.v IS 'it''s VIEW v'") !=
        std::string::npos);
  CHECK(world.labels() == labels);

  auto changed = labelled;
  changed.replace(changed.find("it's DOMAIN"), 4, "that");
  CHECK(world.lead_to(changed) == "SECURITY LABEL FOR test ON DOMAIN public.d IS 'that DOMAIN d';\n");
  world.lead_to(labelled);

  // The views over the column are made anew.
  auto retyped = labelled;
  auto column = retyped.find("column \"a\"", retyped.find("table \"t\""));
  retyped.replace(retyped.find("integer", column), 7, "bigint");
  CHECK(world.lead_to(retyped).find("DROP VIEW public.v") != std::string::npos);
  CHECK(world.labels() == labels);
}
