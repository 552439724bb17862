#include "kinds/language.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind transform_kind;
}

namespace schema::postgres {

namespace {

void inspect_transforms(Inspector& db) {
  db.query(R"(
    SELECT t.oid, $comment(pg_transform, t.oid, 0), t.trftype, CASE WHEN $own THEN format_type(t.trftype, NULL) END, l.lanname,
           nullif(fn.nspname, 'pg_catalog'), f.proname, nullif(on_.nspname, 'pg_catalog'), o.proname
      FROM pg_transform t JOIN pg_namespace n ON n.nspname = 'pg_catalog' JOIN pg_language l ON l.oid = t.trflang
      LEFT JOIN pg_proc f ON f.oid = t.trffromsql LEFT JOIN pg_namespace fn ON fn.oid = f.pronamespace
      LEFT JOIN pg_proc o ON o.oid = t.trftosql LEFT JOIN pg_namespace on_ ON on_.oid = o.pronamespace
     WHERE $free(pg_transform, t.oid) ORDER BY 4, 5)",
           [&](Row& row) {
             auto oid = row.oid();
             auto t = make<TypeTransform>(transform_kind, "", "");
             t->comment = row.optional_text();
             auto type = row.oid();
             t->type = db.type(row.text(), type);
             t->language = row.text();
             t->from_sql = row.name();
             t->to_sql = row.name();
             t->name = transform_kind.default_name(*t);
             db.add(std::move(t), Class::transform, oid);
           });
}

std::string target(const Resource& r) {
  auto& t = as<TypeTransform>(r);
  return fmt::format("TRANSFORM FOR {} LANGUAGE {}", t.type.text, sql::quote_ident(t.language));
}

/// Both functions take one argument of type internal (manual: sql-createtransform).
void write(const TypeTransform& t, Statement& s) {
  s << target(t) << " (";
  if (!t.from_sql.empty()) s << "FROM SQL WITH FUNCTION " << name_sql(t.from_sql) << "(internal)";
  if (!t.from_sql.empty() && !t.to_sql.empty()) s << ", ";
  if (!t.to_sql.empty()) s << "TO SQL WITH FUNCTION " << name_sql(t.to_sql) << "(internal)";
  s << ")";
}

void create(const Creation& c, Script& out) { write(as<TypeTransform>(c.resource), out.add("CREATE ")); }

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& change, Script& out) {
  write(as<TypeTransform>(change.to), out.add("CREATE OR REPLACE "));
  return true;
}

}  // namespace

extern const Support transform_support;
const Support transform_support = {inspect_transforms,
                                   {.create = create, .drop = drop, .alter = alter, .target = target}};

}  // namespace schema::postgres
