#include "kinds/text_search.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind text_search_parser_kind;
}

namespace schema::postgres {

namespace {

void inspect_all(Inspector& db) {
  auto function = [](std::string_view column) {
    return fmt::format(
        "(SELECT nullif(nullif(pn.nspname, 'pg_catalog'), n.nspname) FROM pg_proc f JOIN pg_namespace pn "
        "ON pn.oid = f.pronamespace WHERE f.oid = {0}), (SELECT f.proname FROM pg_proc f WHERE f.oid = {0})",
        column);
  };
  db.query(fmt::format(R"(
    SELECT p.oid, n.nspname, p.prsname, $comment(pg_ts_parser, p.oid, 0), {}, {}, {}, {}, {}
      FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
     WHERE $user(pg_ts_parser, p.oid) ORDER BY n.nspname, p.prsname)",
                       function("p.prsstart"), function("p.prstoken"), function("p.prsend"), function("p.prslextype"),
                       function("p.prsheadline")),
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto p = make<TextSearchParser>(text_search_parser_kind, std::move(schema), row.text());
             p->comment = row.optional_text();
             for (auto name : {&p->start, &p->get_token, &p->end, &p->lex_types, &p->headline}) *name = row.name();
             db.add(std::move(p), Class::ts_parser, oid);
           });
}

std::string target(const Resource& r) { return "TEXT SEARCH PARSER " + qualified(r); }

void create(const Creation& c, Script& out) {
  auto& p = as<TextSearchParser>(c.resource);
  auto& s = out.add(fmt::format("CREATE {} (START = {}, GETTOKEN = {}, END = {}, LEXTYPES = {}", target(p),
                                name_sql(p.start), name_sql(p.get_token), name_sql(p.end), name_sql(p.lex_types)));
  if (!p.headline.empty()) s << ", HEADLINE = " << name_sql(p.headline);
  s << ")";
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

}  // namespace

extern const Support text_search_parser_support;
const Support text_search_parser_support = {inspect_all,
                                            {.create = create, .drop = drop, .target = target, .rename = rename}};

}  // namespace schema::postgres
