#include "kinds/view.hpp"
#include "redshift/storage.hpp"
#include "redshift/texts.hpp"
#include "redshift/view_text.hpp"

namespace schema {
extern const Kind materialized_view_kind;
}

namespace schema::redshift {

namespace {

constexpr Lack kLacks[] = {
    {"storage_params", "leave them out"},
    {"access_method", "leave it out"},
    {"tablespace", "leave it out"},
};

/// The rows are in a table mv_tbl__NAME__N of the same schema, which has the distribution and the sort key.
std::string view_of(std::string_view storage) {
  constexpr std::string_view kPrefix = "mv_tbl__";
  auto name = storage.substr(kPrefix.size());
  return std::string(name.substr(0, name.rfind("__")));
}

void inspect_storage(Inspector& db) {
  auto find = [&](Row& row) -> MaterializedView* {
    auto schema = row.text();
    auto found = db.catalog().find(make_address(materialized_view_kind, schema, view_of(row.text()), nullptr));
    return found ? &as<MaterializedView>(*found) : nullptr;
  };
  db.query(R"(
    SELECT n.nspname, c.relname, c.reldiststyle FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND left(c.relname, 8) = 'mv_tbl__' AND $user)",
           [&](Row& row) {
             auto m = find(row);
             if (m) m->distribution = distribution_of(row.integer());
             if (m && !m->distribution) m->distribution = Distribution{};
           });
  db.query(R"(
    SELECT n.nspname, c.relname, a.attname, CASE WHEN a.attisdistkey THEN 't' ELSE 'f' END, a.attsortkeyord
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND left(c.relname, 8) = 'mv_tbl__' AND a.attnum > 0 AND (a.attisdistkey OR a.attsortkeyord <> 0) AND $user)",
           [&](Row& row) {
             auto m = find(row);
             if (!m) return;
             auto column = row.text();
             if (row.boolean() && m->distribution) m->distribution->key.name = column;
             add_sort_column(m->sort, column, row.integer());
           });
}

void inspect(Inspector& db) {
  inspect_views(db, true, [&](Row& row, Oid oid, std::string schema, std::string printed) {
    auto m = make<MaterializedView>(materialized_view_kind, std::move(schema), row.text());
    m->owner = row.text();
    m->comment = row.optional_text();
    m->query.text = without_schema(query_of_create(printed).value_or(printed), m->schema);
    db.add(std::move(m), Class::relation, oid);
  });
  inspect_storage(db);
  db.query_if_allowed("SELECT schema_name, name, autorefresh FROM svv_mv_info", [&](Row& row) {
    auto schema = row.text(), name = row.text();
    auto found = db.catalog().find(make_address(materialized_view_kind, schema, name, nullptr));
    if (found) as<MaterializedView>(*found).auto_refresh = row.boolean();
  });
  for (auto& r : db.catalog().all()) {
    if (r->kind != &materialized_view_kind) continue;
    tidy(as<MaterializedView>(*r).distribution, "even");
    tidy(as<MaterializedView>(*r).sort, "none");
  }
}

/// COMMENT ON calls it a view.
std::string target(const Resource& r) { return "VIEW " + qualified(r); }
std::string whole(const Resource& r) { return "MATERIALIZED VIEW " + qualified(r); }
std::string as_table(const Resource& r) { return "TABLE " + qualified(r); }

void create(const Creation& c, Script& out) {
  auto& m = as<MaterializedView>(c.resource);
  auto& s = out.add("CREATE " + whole(m));
  if (m.backup == false) s << "\nBACKUP NO";
  s << storage_clauses(m.distribution, m.sort);
  if (m.auto_refresh) s << "\nAUTO REFRESH YES";
  s << "\nAS\n" << portable(m.query);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + whole(r)).locks(Lock::access_exclusive); }

bool alter(const Change& change, Script& out) {
  auto& from = as<MaterializedView>(change.from);
  auto& to = as<MaterializedView>(change.to);
  if (change.has("as") || change.has("backup")) return false;
  auto distribution = to.distribution ? to.distribution : Boxed(Distribution{{"even"}, {}});
  auto old = from.distribution ? from.distribution : Boxed(Distribution{{"even"}, {}});
  auto sort = to.sort ? to.sort : Boxed(Sort{{"none"}, {}});
  auto old_sort = from.sort ? from.sort : Boxed(Sort{{"none"}, {}});
  auto actions = alter_storage(old, distribution, old_sort, sort);
  if (!actions) return false;
  if (change.has("auto_refresh")) out.add("ALTER " + whole(to)) << " AUTO REFRESH " << (to.auto_refresh ? "YES" : "NO");
  for (auto& action : *actions) out.add(fmt::format("ALTER {} {}", whole(to), action)).hazard("RS301", "the server sorts and moves all rows");
  return true;
}

void needs(Resource& r, const Catalog& catalog) { add_needs(r, as<MaterializedView>(r).query.text, catalog, false); }

void prepare(Resource& r, const Resource* current, const Catalog& all, Diagnostics& out) {
  auto& m = as<MaterializedView>(r);
  tidy(m.distribution, "even");
  tidy(m.sort, "none");
  if (m.sort && m.sort->style.text == "interleaved")
    out.error("not-in-redshift", r.where, fmt::format("{}: the sort key of a materialized view is compound", r.address));
  if (!current) return;
  adopt_query(m.query, as<MaterializedView>(*current).query, r.schema, all);
  // No catalog tells it of a materialized view.
  m.backup = as<MaterializedView>(*current).backup;
}

}  // namespace

extern const Support materialized_view_support;
const Support materialized_view_support = {
    .inspect = inspect,
    .render = {.create = create, .drop = drop, .alter = alter, .target = target, .owned = as_table, .granted = as_table},
    .lacks = kLacks,
    .needs = needs,
    .prepare = prepare,
};

}  // namespace schema::redshift
