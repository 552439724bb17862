#include <doctest/doctest.h>

#include "fleet/naming.hpp"
#include "fleet/words.hpp"
#include "postgres/retry.hpp"
#include "syntax/parse.hpp"

using namespace schema;
using namespace schema::fleet;
using postgres::Retry;

namespace {

std::string renamed(std::string text, const std::string& from = "acme", const std::string& to = "NEW") {
  Renaming(from, {{from, to}, {"t_" + from, "t_" + to}}).apply(text);
  return text;
}

Naming naming(const std::string& text, Diagnostics& out, const std::vector<std::string>& varying = {"tenant"}) {
  static Sources sources;
  std::vector<syntax::Body> files;
  files.push_back(syntax::parse(sources.add("a.schema", text), out));
  return find_naming(files, varying, out);
}

/// Whether the files may say something else for one name than for another.
bool looks(const std::string& more) {
  Diagnostics out;
  auto found = naming("schema \"app\" { name = var.tenant }\n" + more, out);
  CHECK(!out.has_errors());
  CHECK(found.variable == "tenant");
  return !found.looked_at.empty();
}

}  // namespace

TEST_CASE("names are replaced as whole words") {
  CHECK(renamed("acme.users") == "NEW.users");
  CHECK(renamed("of acme") == "of NEW");
  CHECK(renamed("acme_users acmes xacme acme$1") == "acme_users acmes xacme acme$1");
  CHECK(renamed("t_acme.a, acme.b") == "t_NEW.a, NEW.b");
  CHECK(renamed("'acme' \"acme\" (acme)") == "'NEW' \"NEW\" (NEW)");
  CHECK(renamed("äacme acmeä") == "äacme acmeä");
  CHECK(renamed("a-b.c a-bc xa-b", "a-b") == "NEW.c a-bc xa-b");
  CHECK(renamed("") == "");
}

TEST_CASE("a name that is part of another word is noticed") {
  Renaming names("acme", {{"acme", ""}, {"t_acme", ""}});
  CHECK(!names.leaves_core("acme.x t_acme"));
  CHECK(names.leaves_core("acme.x acme_x"));
  CHECK(names.leaves_core("xt_acme"));
  CHECK(!names.leaves_core("nothing"));
}

TEST_CASE("which variable names the schemas") {
  Diagnostics out;
  CHECK(naming("schema \"a\" { name = \"t_${var.who}\" }", out).variable == "who");
  CHECK(naming("schema \"a\" { name = \"${var.prefix}_${var.tenant}\" }", out).variable == "tenant");
  CHECK(!out.has_errors());
  naming("schema \"a\" {}", out);
  REQUIRE(out.error_count() == 1);
  CHECK(out.all()[0].code == "no-tenant-schema");
}

TEST_CASE("what is done with the name") {
  CHECK(!looks("table \"t\" { comment = \"of ${var.tenant}\" }"));
  CHECK(!looks("table \"t\" { dynamic \"column\" { for_each = [1], content { comment = var.tenant } } }"));
  CHECK(!looks("permission { to = var.tenant, list = [var.tenant, { a = var.tenant }] }"));
  CHECK(!looks("import \"std/audit\""));
  CHECK(looks("table \"t\" { comment = upper(var.tenant) }"));
  CHECK(looks("table \"t\" { comment = var.tenant == \"acme\" ? \"a\" : \"b\" }"));
  CHECK(looks("table \"t\" { for_each = [var.tenant] }"));
  CHECK(looks("locals { a = var.tenant }"));
  CHECK(looks("table \"t\" { comment = \"${upper(var.tenant)}\" }"));
  CHECK(looks("table \"t\" { comment = jsonencode(var) }"));
  CHECK(looks("table \"x_${var.tenant}\" {}"));
  CHECK(looks("import \"./other.schema\""));
  CHECK(looks("table \"t\" { comment = local.m[var[\"tenant\"]] }"));
}

TEST_CASE("what an error says about another try") {
  auto error = [](const std::string& state, const std::string& message = {}) {
    postgres::ServerError e(message);
    e.sqlstate = state;
    e.message = message;
    return postgres::retry_of(e);
  };
  CHECK(error("40001") == Retry::at_once);
  CHECK(error("40P01") == Retry::at_once);
  CHECK(error("55P03") == Retry::later);
  CHECK(error("57P01") == Retry::reconnect);
  CHECK(error("08006") == Retry::reconnect);
  CHECK(error("XX000", "tuple concurrently updated") == Retry::reconnect);
  CHECK(error("XX000", "something else") == Retry::never);
  CHECK(error("42703") == Retry::never);
  CHECK(error("23505") == Retry::never);
}
