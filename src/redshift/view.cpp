#include "kinds/view.hpp"

#include "postgres/view_query.hpp"
#include "redshift/texts.hpp"
#include "redshift/view_text.hpp"

namespace schema {
extern const Kind view_kind;
}

namespace schema::redshift {

namespace {

constexpr Lack kLacks[] = {
    {"check_option", "leave it out: rows are never written through a view"},
    {"security_barrier", "use an rls_policy"},
    {"security_invoker", "leave it out: a view reads with its owner's rights"},
};

void inspect(Inspector& db) {
  inspect_views(db, false, [&](Row& row, Oid oid, std::string schema, std::string printed) {
    auto v = make<View>(view_kind, std::move(schema), row.text());
    v->owner = row.text();
    v->comment = row.optional_text();
    v->late_binding = is_late_binding(printed);
    auto query = v->late_binding ? query_of_create(printed).value_or(printed) : postgres::view_query(printed);
    v->query.text = without_schema(query, v->schema);
    db.add(std::move(v), Class::relation, oid);
  });
}

std::string target(const Resource& r) { return "VIEW " + qualified(r); }
std::string as_table(const Resource& r) { return "TABLE " + qualified(r); }

/// A late-binding view has every relation qualified.
void define(const View& v, Statement& s) {
  s << target(v) << " AS\n";
  if (!v.late_binding) {
    s << portable(v.query);
    return;
  }
  s << with_schema(portable(v.query).text, identifier(v.schema)) << "\nWITH NO SCHEMA BINDING";
}

void create(const Creation& c, Script& out) { define(as<View>(c.resource), out.add("CREATE ")); }
void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).locks(Lock::access_exclusive); }

/// OR REPLACE takes the same columns and types only; which they are is known of a late-binding view to nobody, so that
/// the server looks at them there.
bool alter(const Change& change, Script& out) {
  auto& from = as<View>(change.from);
  auto& to = as<View>(change.to);
  if (!from.late_binding || !to.late_binding) return false;
  define(to, out.add("CREATE OR REPLACE ").locks(Lock::access_exclusive));
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", as_table(from), identifier(to))).locks(Lock::access_exclusive);
}

void needs(Resource& r, const Catalog& catalog) {
  auto& v = as<View>(r);
  if (v.late_binding) add_needs(r, v.query.text, catalog, true);
}

void prepare(Resource& r, const Resource* current, const Catalog& all, Diagnostics&) {
  auto& v = as<View>(r);
  if (current) adopt_query(v.query, as<View>(*current).query, r.schema, all);
}

}  // namespace

extern const Support view_support;
const Support view_support = {
    .inspect = inspect,
    .render = {.create = create, .drop = drop, .alter = alter, .target = target, .owned = as_table, .granted = as_table, .rename = rename},
    .lacks = kLacks,
    .needs = needs,
    .prepare = prepare,
};

}  // namespace schema::redshift
