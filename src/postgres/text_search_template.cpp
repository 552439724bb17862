#include "kinds/text_search.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind text_search_template_kind;
}

namespace schema::postgres {

namespace {

void inspect_all(Inspector& db) {
  db.query(R"(
    SELECT t.oid, n.nspname, t.tmplname, $comment(pg_ts_template, t.oid, 0),
           nullif(nullif(xn.nspname, 'pg_catalog'), n.nspname), x.proname,
           nullif(nullif(ln.nspname, 'pg_catalog'), n.nspname), l.proname
      FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
      JOIN pg_proc l ON l.oid = t.tmpllexize JOIN pg_namespace ln ON ln.oid = l.pronamespace
      LEFT JOIN pg_proc x ON x.oid = t.tmplinit LEFT JOIN pg_namespace xn ON xn.oid = x.pronamespace
     WHERE $user(pg_ts_template, t.oid) ORDER BY n.nspname, t.tmplname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto t = make<TextSearchTemplate>(text_search_template_kind, std::move(schema), row.text());
             t->comment = row.optional_text();
             t->init = row.name();
             t->lexize = row.name();
             db.add(std::move(t), Class::ts_template, oid);
           });
}

std::string target(const Resource& r) { return "TEXT SEARCH TEMPLATE " + qualified(r); }

void create(const Creation& c, Script& out) {
  auto& t = as<TextSearchTemplate>(c.resource);
  auto& s = out.add("CREATE " + target(t) + " (");
  if (!t.init.empty()) s << "INIT = " << name_sql(t.init) << ", ";
  s << "LEXIZE = " << name_sql(t.lexize) << ")";
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

}  // namespace

extern const Support text_search_template_support;
const Support text_search_template_support = {inspect_all,
                                              {.create = create, .drop = drop, .target = target, .rename = rename}};

}  // namespace schema::postgres
