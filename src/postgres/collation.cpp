#include "kinds/collation.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind collation_kind;
}

namespace schema::postgres {

namespace {

/// The version that is recorded follows from the library that made it: it is no part of the definition.
void inspect_collations(Inspector& db) {
  auto locale = db.version() >= 170000   ? "c.colllocale"
                : db.version() >= 150000 ? "c.colliculocale"
                                         : "CASE WHEN c.collprovider = 'i' THEN c.collcollate END";
  auto rules = db.version() >= 160000 ? "c.collicurules" : "NULL";
  db.query(fmt::format(R"(
    SELECT c.oid, n.nspname, c.collname, pg_get_userbyid(c.collowner), $comment(pg_collation, c.oid, 0), c.collprovider,
           coalesce({0}, CASE WHEN c.collcollate = c.collctype THEN c.collcollate END),
           CASE WHEN {0} IS NULL AND c.collcollate <> c.collctype THEN c.collcollate END,
           CASE WHEN {0} IS NULL AND c.collcollate <> c.collctype THEN c.collctype END, c.collisdeterministic, {1}
      FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
     WHERE $user(pg_collation, c.oid) ORDER BY n.nspname, c.collname)",
                       locale, rules),
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto c = make<Collation>(collation_kind, std::move(schema), row.text());
             c->owner = row.text();
             c->comment = row.optional_text();
             auto provider = row.view();
             c->provider.text = provider == "i" ? "icu" : provider == "b" ? "builtin" : "libc";
             c->locale = row.text();
             c->lc_collate = row.text();
             c->lc_ctype = row.text();
             c->deterministic = row.boolean();
             c->rules = row.text();
             db.add(std::move(c), Class::collation, oid);
           });
}

std::string target(const Resource& r) { return "COLLATION " + qualified(r); }

void create(const Creation& creation, Script& out) {
  auto& c = as<Collation>(creation.resource);
  auto& s = out.add(fmt::format("CREATE {} (PROVIDER = {}", target(c), c.provider.text));
  auto option = [&](std::string_view word, const std::string& value, bool needed = false) {
    if (needed || !value.empty()) s << ", " << word << " = " << sql::quote_literal(value);
  };
  option("LOCALE", c.locale, c.lc_collate.empty());
  option("LC_COLLATE", c.lc_collate);
  option("LC_CTYPE", c.lc_ctype);
  if (!c.deterministic) s << ", DETERMINISTIC = false";
  option("RULES", c.rules);
  s << ")";
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support collation_support;
const Support collation_support = {inspect_collations,
                                   {.create = create, .drop = drop, .target = target, .rename = rename}};

}  // namespace schema::postgres
