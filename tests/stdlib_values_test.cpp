#include "support/stdlib.hpp"

using namespace schema;
using test::Applied;
using test::has;

/// What the modules for values promise, on a server: types, uuid.

namespace {

constexpr const char* kTypes = "schema \"app\" {}\nmodule \"types\" { source = \"std/types\" }\n";

}  // namespace

TEST_CASE("types") {
  Applied project(kTypes);
  auto takes = [&](const std::string& type, const std::string& value) {
    auto error = project.error("SELECT '" + value + "'::app." + type);
    CHECK((error.empty() || has(error, "23514")));
    return error.empty();
  };
  SUBCASE("email") {
    for (auto good : {"a@b.org", "o''hara+news@mail.example.co.uk", "x_1-2@a-b.io"}) CHECK(takes("email", good));
    for (auto bad : {"", "a", "a@", "@b.org", "a@b", "a b@c.org", "a@b..org", "a@-b.org", "a@b.org\n", "a@b@c.org"})
      CHECK_FALSE(takes("email", bad));
    CHECK_FALSE(takes("email", std::string(65, 'a') + "@b.org"));
    CHECK_FALSE(takes("email", "a@" + std::string(64, 'b') + ".org"));
  }
  SUBCASE("url") {
    for (auto good : {"http://a", "https://example.org/x?y=1#z", "https://[::1]:8080/", "http://127.0.0.1:80"})
      CHECK(takes("url", good));
    for (auto bad : {"", "example.org", "ftp://a", "javascript:alert(1)", "http://", "https://a b", "http://u:p@host",
                     "http://a:999999", "http://.a", "https://a/\nb"})
      CHECK_FALSE(takes("url", bad));
  }
  SUBCASE("slug") {
    for (auto good : {"a", "a-new-hope", "4"}) CHECK(takes("slug", good));
    for (auto bad : {"", "-a", "a-", "a--b", "A", "a_b", "ä"}) CHECK_FALSE(takes("slug", bad));
  }
  SUBCASE("codes") {
    for (auto good : {"DE", "US", "ZW"}) CHECK(takes("country_code", good));
    for (auto bad : {"", "de", "XX", "UK", "DEU"}) CHECK_FALSE(takes("country_code", bad));
    for (auto good : {"EUR", "USD", "XOF"}) CHECK(takes("currency_code", good));
    for (auto bad : {"", "eur", "DEM", "XXX", "EURO"}) CHECK_FALSE(takes("currency_code", bad));
  }
  SUBCASE("numbers") {
    for (auto good : {"0", "0.01", "123456789.123456789"}) CHECK(takes("amount", good));
    for (auto bad : {"-0.01", "NaN", "Infinity"}) CHECK_FALSE(takes("amount", bad));
    for (auto good : {"0.01", "5"}) CHECK(takes("positive_amount", good));
    for (auto bad : {"0", "-1", "NaN", "Infinity"}) CHECK_FALSE(takes("positive_amount", bad));
    for (auto good : {"0", "12.5", "100"}) CHECK(takes("percentage", good));
    for (auto bad : {"-1", "100.01", "NaN"}) CHECK_FALSE(takes("percentage", bad));
  }
  SUBCASE("NULL is the column's business") {
    CHECK(project.ask("SELECT count(*) = 8 AND bool_and(NOT typnotnull) FROM pg_type WHERE typtype = 'd' AND "
                      "typnamespace = 'app'::regnamespace") == "t");
  }
}

TEST_CASE("only some types, in a schema of their own") {
  Applied project(R"(
schema "app" {}
schema "kinds" {}
module "types" {
  source = "std/types"
  schema = schema.kinds
  only   = ["slug", "percentage"]
}
table "t" {
  schema = schema.app
  column "name" { type = domain.slug }
  column "parts" { type = domain.percentage[] }
}
)");
  CHECK(project.ask("SELECT string_agg(typname, ',' ORDER BY typname) FROM pg_type WHERE typtype = 'd' AND "
                    "typnamespace = 'kinds'::regnamespace") == "percentage,slug");
  CHECK(has(project.error("INSERT INTO app.t VALUES ('a', '{5,101}')"), "23514"));
}

TEST_CASE("a type that the library does not have") {
  test::Project project("schema \"app\" {}\nmodule \"types\" {\n  source = \"std/types\"\n  only = [\"mail\"]\n}\n");
  auto ran = project.run({"validate"});
  CHECK(ran.code == 1);
  CHECK(has(ran.err, "known domains: amount, country_code"));
}

TEST_CASE("uuid") {
  Applied project(R"HCL(
schema "app" {}
module "uuid" { source = "std/uuid" }
table "note" {
  column "id" { type = uuid, default = sql("uuid_v7()") }
  column "n" { type = integer }
  primary_key { columns = [column.id] }
}
)HCL");
  CHECK(project.ask(
            "SELECT bool_and(id::text ~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$') "
            "AND count(DISTINCT id) = 2000 FROM (SELECT app.uuid_v7() AS id FROM generate_series(1, 2000)) AS x") ==
        "t");
  for (int i = 0; i < 5; ++i)
    project.execute("SET search_path = app; INSERT INTO note (n) VALUES (" + std::to_string(i) + ")");
  CHECK(project.ask("SELECT string_agg(n::text, '' ORDER BY id) FROM app.note") == "01234");
  CHECK(project.ask("SELECT bool_and(abs(extract(epoch FROM now() - app.uuid_v7_time(id))) < 3600) FROM app.note") ==
        "t");

  // The bits of RFC 9562, appendix A.6: 2022-02-22 14:22:22.000-05:00 is 017F22E2-79B0-7...
  CHECK(project.ask("SELECT left(app.uuid_v7('2022-02-22 19:22:22+00')::text, 18)") == "017f22e2-79b0-7000");
  CHECK(project.ask("SELECT left(app.uuid_v7('2022-02-22 19:22:22.000999+00')::text, 18)") == "017f22e2-79b0-7ffb");
  CHECK(project.ask("SELECT app.uuid_v7_time('017f22e2-79b0-7cc3-98c4-dc0c0c07398f') = '2022-02-22 19:22:22+00'") ==
        "t");
  CHECK(project.ask("SELECT app.uuid_v7_time(app.uuid_v7('1999-12-31 23:59:59.123+00')) = '1999-12-31 "
                    "23:59:59.123+00'") == "t");
}
