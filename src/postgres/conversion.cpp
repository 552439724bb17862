#include "kinds/conversion.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind conversion_kind;
}

namespace schema::postgres {

namespace {

void inspect_conversions(Inspector& db) {
  db.query(R"(
    SELECT c.oid, n.nspname, c.conname, pg_get_userbyid(c.conowner), $comment(pg_conversion, c.oid, 0),
           pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding),
           nullif(nullif(pn.nspname, 'pg_catalog'), n.nspname), p.proname, c.condefault
      FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
      JOIN pg_proc p ON p.oid = c.conproc JOIN pg_namespace pn ON pn.oid = p.pronamespace
     WHERE $user(pg_conversion, c.oid) ORDER BY n.nspname, c.conname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto c = make<Conversion>(conversion_kind, std::move(schema), row.text());
             c->owner = row.text();
             c->comment = row.optional_text();
             c->from = row.text();
             c->to = row.text();
             c->function = row.name();
             c->is_default = row.boolean();
             db.add(std::move(c), Class::conversion, oid);
           });
}

std::string target(const Resource& r) { return "CONVERSION " + qualified(r); }

void create(const Creation& creation, Script& out) {
  auto& c = as<Conversion>(creation.resource);
  out.add(fmt::format("CREATE {}{} FOR {} TO {} FROM {}", c.is_default ? "DEFAULT " : "", target(c),
                      sql::quote_literal(c.from), sql::quote_literal(c.to), name_sql(c.function)));
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support conversion_support;
const Support conversion_support = {inspect_conversions,
                                    {.create = create, .drop = drop, .target = target, .rename = rename}};

}  // namespace schema::postgres
