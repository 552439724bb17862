#include "kinds/cast.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind cast_kind;
}

namespace schema::postgres {

namespace {

/// A cast is in no schema: its types are told with theirs. Those that a range type brings are part of it.
void inspect_casts(Inspector& db) {
  db.query(R"(
    SELECT c.oid, $comment(pg_cast, c.oid, 0), c.castsource, CASE WHEN $own THEN format_type(c.castsource, NULL) END,
           c.casttarget, CASE WHEN $own THEN format_type(c.casttarget, NULL) END,
           nullif(pn.nspname, 'pg_catalog'), p.proname,
           CASE WHEN $own AND oidvectortypes(p.proargtypes) <> format_type(c.castsource, NULL)
                THEN ARRAY(SELECT format_type(t.oid, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY t(oid, i) ORDER BY t.i) END,
           p.proargtypes::oid[], c.castmethod, c.castcontext
      FROM pg_cast c JOIN pg_namespace n ON n.nspname = 'pg_catalog'
      LEFT JOIN pg_proc p ON p.oid = c.castfunc LEFT JOIN pg_namespace pn ON pn.oid = p.pronamespace
     WHERE c.oid >= 16384 AND $free(pg_cast, c.oid)
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')
     ORDER BY 4, 6)",
           [&](Row& row) {
             auto oid = row.oid();
             auto c = make<Cast>(cast_kind, "", "");
             c->comment = row.optional_text();
             for (auto type : {&c->source, &c->target}) {
               auto type_oid = row.oid();
               *type = db.type(row.text(), type_oid);
             }
             c->function = row.name();
             auto texts = row.list(), oids = row.list();
             for (size_t i = 0; i < texts.size(); ++i)
               c->args.push_back({db.type(texts[i], static_cast<Oid>(std::stoul(oids[i])))});
             auto method = row.view();
             if (method != "f") c->method.text = method == "i" ? "inout" : "binary";
             auto context = row.view();
             c->context.text = context == "i" ? "implicit" : context == "a" ? "assignment" : "explicit";
             c->name = cast_kind.default_name(*c);
             db.add(std::move(c), Class::cast, oid);
           });
}

std::string target(const Resource& r) {
  auto& c = as<Cast>(r);
  return fmt::format("CAST ({} AS {})", c.source.text, c.target.text);
}

void create(const Creation& creation, Script& out) {
  auto& c = as<Cast>(creation.resource);
  auto& s = out.add("CREATE " + target(c));
  if (!c.function.empty()) {
    std::string types;
    for (auto& arg : c.args) types += (types.empty() ? "" : ", ") + arg.type.text;
    s << fmt::format(" WITH FUNCTION {}({})", name_sql(c.function), types.empty() ? c.source.text : types);
  } else {
    s << (c.method.text == "inout" ? " WITH INOUT" : " WITHOUT FUNCTION");
  }
  if (c.context.text != "explicit") s << " AS " << c.context.text;
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

}  // namespace

extern const Support cast_support;
const Support cast_support = {inspect_casts, {.create = create, .drop = drop, .target = target}};

}  // namespace schema::postgres
