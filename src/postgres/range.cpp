#include "kinds/range.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind range_kind;
}

namespace schema::postgres {

namespace {

/// Among the rows that stand for a range type are the functions that make its values, which the server makes along with it.
void inspect_ranges(Inspector& db) {
  bool multiranges = db.version() >= 140000;
  db.query(fmt::format(R"(
    SELECT t.oid, n.nspname, t.typname, pg_get_userbyid(t.typowner), $comment(pg_type, t.oid, 0),
           g.rngsubtype, CASE WHEN $own THEN format_type(g.rngsubtype, NULL) END,
           CASE WHEN NOT o.opcdefault AND ono.nspname NOT IN ('pg_catalog', n.nspname) THEN ono.nspname END,
           CASE WHEN NOT o.opcdefault THEN o.opcname END,
           CASE WHEN g.rngcollation <> st.typcollation AND cn.nspname NOT IN ('pg_catalog', n.nspname) THEN cn.nspname END,
           CASE WHEN g.rngcollation <> st.typcollation THEN co.collname END,
           CASE WHEN can.nspname NOT IN ('pg_catalog', n.nspname) THEN can.nspname END, ca.proname,
           CASE WHEN din.nspname NOT IN ('pg_catalog', n.nspname) THEN din.nspname END, di.proname,
           {0}, k.name, k.multirange, k.oids
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_range g ON g.rngtypid = t.oid
      JOIN pg_type st ON st.oid = g.rngsubtype
      JOIN pg_opclass o ON o.oid = g.rngsubopc JOIN pg_namespace ono ON ono.oid = o.opcnamespace
      LEFT JOIN pg_collation co ON co.oid = g.rngcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
      LEFT JOIN pg_proc ca ON ca.oid = g.rngcanonical LEFT JOIN pg_namespace can ON can.oid = ca.pronamespace
      LEFT JOIN pg_proc di ON di.oid = g.rngsubdiff LEFT JOIN pg_namespace din ON din.oid = di.pronamespace {1}
      CROSS JOIN LATERAL (SELECT min(p.proname) FILTER (WHERE d.refobjid = t.oid) AS name,
                                 min(p.proname) FILTER (WHERE d.refobjid <> t.oid) AS multirange, array_agg(p.oid) AS oids
                            FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
                           WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass AND d.deptype = 'i'
                             AND d.refobjid IN ({2})) k
     WHERE t.typtype = 'r' AND $user(pg_type, t.oid) ORDER BY n.nspname, t.typname)",
                       multiranges ? "m.typname, m.oid" : "NULL, NULL",
                       multiranges ? "LEFT JOIN pg_type m ON m.oid = g.rngmultitypid" : "",
                       multiranges ? "t.oid, m.oid" : "t.oid"),
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto r = make<RangeType>(range_kind, std::move(schema), row.text());
             r->owner = row.text();
             r->comment = row.optional_text();
             auto subtype = row.oid();
             r->subtype = db.type(row.text(), subtype);
             for (auto name : {&r->subtype_opclass, &r->collate, &r->canonical, &r->subtype_diff}) *name = row.name();
             r->multirange = row.text();
             if (r->multirange == default_multirange(r->name)) r->multirange.clear();
             auto multirange = row.oid();
             r->has_multirange = multirange != 0;
             r->constructor = row.text();
             r->multirange_constructor = row.text();
             auto functions = row.list();
             auto& added = db.add(std::move(r), Class::type, oid);
             if (multirange) db.stands_for(Class::type, multirange, 0, added);
             for (auto& function : functions)
               db.stands_for(Class::procedure, static_cast<Oid>(std::stoul(function)), 0, added);
           });
}

std::string target(const Resource& r) { return "TYPE " + qualified(r); }

void create(const Creation& c, Script& out) {
  auto& r = as<RangeType>(c.resource);
  auto& s = out.add(fmt::format("CREATE {} AS RANGE (\n  SUBTYPE = {}", target(r), r.subtype.text));
  auto option = [&](std::string_view word, const Name& name) {
    if (!name.empty()) s << ",\n  " << word << " = " << name_sql(name);
  };
  option("SUBTYPE_OPCLASS", r.subtype_opclass);
  option("COLLATION", r.collate);
  option("CANONICAL", r.canonical);
  option("SUBTYPE_DIFF", r.subtype_diff);
  if (!r.multirange.empty()) option("MULTIRANGE_TYPE_NAME", {r.schema, r.multirange});
  s << "\n)";
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& change, Script& out) {
  auto& from = as<RangeType>(change.from);
  auto& to = as<RangeType>(change.to);
  out.add(fmt::format("ALTER TYPE {} RENAME TO {}", sql::quote_qualified(from.schema, multirange_of(from)),
                      sql::quote_ident(multirange_of(to))));
  return true;
}

/// The functions that make values get new names with their types.
void rename_all(const RangeType& r, std::string_view to, const std::string& multirange, Script& out) {
  auto rename_function = [&](const std::string& name, const std::string& arguments, std::string_view new_name) {
    if (name != new_name)
      out.add(fmt::format("ALTER FUNCTION {}({}) RENAME TO {}", sql::quote_qualified(r.schema, name), arguments,
                          sql::quote_ident(new_name)));
  };
  auto& bound = r.subtype.text;
  rename_function(r.constructor, fmt::format("{0}, {0}", bound), to);
  rename_function(r.constructor, fmt::format("{0}, {0}, text", bound), to);
  if (r.has_multirange)
    for (auto& arguments : {std::string(), qualified(r), qualified(r) + "[]"})
      rename_function(r.multirange_constructor, arguments, multirange);
  out.add(fmt::format("ALTER {} RENAME TO {}", target(r), sql::quote_ident(to)));
  if (r.has_multirange && multirange != multirange_of(r))
    out.add(fmt::format("ALTER TYPE {} RENAME TO {}", sql::quote_qualified(r.schema, multirange_of(r)),
                        sql::quote_ident(multirange)));
}

void rename(const Resource& from, std::string_view to, Script& out) {
  auto& r = as<RangeType>(from);
  rename_all(r, to, r.multirange.empty() ? default_multirange(to) : r.multirange, out);
}

/// New ones can have all these names.
void set_aside(const Resource& from, std::string_view to, Script& out) {
  rename_all(as<RangeType>(from), to, default_multirange(to), out);
}

}  // namespace

extern const Support range_support;
const Support range_support = {inspect_ranges,
                               {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename,
                                .set_aside = set_aside}};

}  // namespace schema::postgres
