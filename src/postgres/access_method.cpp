#include "kinds/language.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind access_method_kind;
}

namespace schema::postgres {

namespace {

void inspect_access_methods(Inspector& db) {
  db.query(R"(
    SELECT a.oid, a.amname, $comment(pg_am, a.oid, 0), a.amtype, nullif(hn.nspname, 'pg_catalog'), h.proname
      FROM pg_am a JOIN pg_proc h ON h.oid = a.amhandler JOIN pg_namespace hn ON hn.oid = h.pronamespace
     WHERE a.oid >= 16384 AND $free(pg_am, a.oid) ORDER BY a.amname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto a = make<AccessMethod>(access_method_kind, "", row.text());
             a->comment = row.optional_text();
             a->type.text = row.view() == "t" ? "table" : "index";
             a->handler = row.name();
             db.add(std::move(a), Class::access_method, oid);
           });
}

std::string target(const Resource& r) { return "ACCESS METHOD " + sql::quote_ident(r.name); }

void create(const Creation& c, Script& out) {
  auto& a = as<AccessMethod>(c.resource);
  out.add(fmt::format("CREATE {} TYPE {} HANDLER {}", target(a), a.type.text, name_sql(a.handler)));
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

}  // namespace

extern const Support access_method_support;
const Support access_method_support = {inspect_access_methods, {.create = create, .drop = drop, .target = target}};

}  // namespace schema::postgres
