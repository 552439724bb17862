#include "kinds/language.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind language_kind;
}

namespace schema::postgres {

namespace {

void inspect_languages(Inspector& db) {
  db.query(R"(
    SELECT l.oid, l.lanname, pg_get_userbyid(l.lanowner), $comment(pg_language, l.oid, 0), l.lanpltrusted,
           nullif(hn.nspname, 'pg_catalog'), h.proname, nullif(xn.nspname, 'pg_catalog'), x.proname,
           nullif(vn.nspname, 'pg_catalog'), v.proname
      FROM pg_language l JOIN pg_proc h ON h.oid = l.lanplcallfoid JOIN pg_namespace hn ON hn.oid = h.pronamespace
      LEFT JOIN pg_proc x ON x.oid = l.laninline LEFT JOIN pg_namespace xn ON xn.oid = x.pronamespace
      LEFT JOIN pg_proc v ON v.oid = l.lanvalidator LEFT JOIN pg_namespace vn ON vn.oid = v.pronamespace
     WHERE l.lanispl AND $free(pg_language, l.oid) ORDER BY l.lanname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto l = make<Language>(language_kind, "", row.text());
             l->owner = row.text();
             l->comment = row.optional_text();
             l->trusted = row.boolean();
             for (auto name : {&l->handler, &l->inline_handler, &l->validator}) *name = row.name();
             db.add(std::move(l), Class::language, oid);
           });
}

std::string target(const Resource& r) { return "LANGUAGE " + sql::quote_ident(r.name); }

void write(const Language& l, Statement& s) {
  s << (l.trusted ? "TRUSTED " : "") << target(l) << " HANDLER " << name_sql(l.handler);
  if (!l.inline_handler.empty()) s << " INLINE " << name_sql(l.inline_handler);
  if (!l.validator.empty()) s << " VALIDATOR " << name_sql(l.validator);
}

void create(const Creation& c, Script& out) { write(as<Language>(c.resource), out.add("CREATE ")); }

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& change, Script& out) {
  write(as<Language>(change.to), out.add("CREATE OR REPLACE "));
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support language_support;
const Support language_support = {inspect_languages,
                                  {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
