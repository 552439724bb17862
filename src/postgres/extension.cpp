#include "kinds/extension.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind extension_kind;
extern const Kind schema_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

/// plpgsql came with the server. What lives in pg_catalog mostly can live nowhere else, so that nobody needs to say it.
void inspect_extensions(Inspector& db) {
  db.query(R"(
    SELECT e.oid, e.extname, nullif(n.nspname, 'pg_catalog'), e.extversion, $comment(pg_extension, e.oid, 0),
           ARRAY(SELECT x.extname FROM pg_depend d JOIN pg_extension x ON d.refclassid = d.classid AND x.oid = d.refobjid
                  WHERE d.classid = 'pg_extension'::regclass AND d.objid = e.oid AND x.oid >= 16384
                    AND x.extname <> 'plpgsql' ORDER BY x.extname)
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
     WHERE e.oid >= 16384 AND e.extname <> 'plpgsql' ORDER BY e.extname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto e = make<Extension>(extension_kind, "", row.text());
             if (auto schema = row.text(); !schema.empty()) e->in = reference(schema_kind, "", schema);
             e->version = row.text();
             e->comment = row.optional_text();
             for (auto& name : row.list()) e->required.push_back(reference(extension_kind, "", name));
             db.add(std::move(e), Class::extension, oid);
           });
}

std::string target(const Resource& r) { return "EXTENSION " + sql::quote_ident(r.name); }

void create(const Creation& c, Script& out) {
  auto& e = as<Extension>(c.resource);
  auto& s = out.add("CREATE " + target(e));
  if (e.in.to) s << " SCHEMA " << sql::quote_ident(e.in.to->name);
  if (!e.version.empty()) s << " VERSION " << sql::quote_literal(e.version);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& change, Script& out) {
  auto& to = as<Extension>(change.to);
  if (change.has("schema") && to.in.to)
    out.add(fmt::format("ALTER {} SET SCHEMA {}", target(to), sql::quote_ident(to.in.to->name)));
  if (change.has("version") && !to.version.empty())
    out.add(fmt::format("ALTER {} UPDATE TO {}", target(to), sql::quote_literal(to.version)));
  return true;
}

}  // namespace

extern const Support extension_support;
const Support extension_support = {inspect_extensions,
                                   {.create = create, .drop = drop, .alter = alter, .target = target}};

}  // namespace schema::postgres
