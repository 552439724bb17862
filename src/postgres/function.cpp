#include "postgres/routine.hpp"

namespace schema {
extern const Kind function_kind;
}

namespace schema::postgres {

namespace {

std::string_view volatility_word(std::string_view letter) {
  return letter == "i" ? "immutable" : letter == "s" ? "stable" : "volatile";
}
std::string_view parallel_word(std::string_view letter) {
  return letter == "s" ? "safe" : letter == "r" ? "restricted" : "unsafe";
}

/// The result, where the arguments do not say it all.
void read_result(Row& row, Inspector& db, const std::vector<Argument>& outputs, Function& f) {
  auto oid = row.oid();
  auto type = db.type(row.text(), oid);
  bool set = row.boolean();
  if (!outputs.empty()) {
    auto& columns = f.returns_table.emplace().columns;
    for (auto& a : outputs) columns.push_back({a.name, a.type});
  } else if (set) {
    f.returns_set = std::move(type);
  } else if (!has_output(f)) {
    f.returns = std::move(type);
  }
}

void inspect_functions(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT {}, p.prorettype, CASE WHEN $own THEN format_type(p.prorettype, NULL) END, p.proretset, p.provolatile, p.proparallel,
           p.proisstrict, p.proleakproof, p.prokind = 'w',
           CASE WHEN p.procost <> CASE WHEN l.lanname IN ('c', 'internal') THEN 1 ELSE 100 END THEN p.procost::numeric END,
           CASE WHEN p.prorows NOT IN (0, 1000) THEN p.prorows::numeric END,
           CASE WHEN sn.nspname NOT IN ('pg_catalog', n.nspname) THEN sn.nspname END, sp.proname
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
      LEFT JOIN pg_proc sp ON sp.oid = p.prosupport LEFT JOIN pg_namespace sn ON sn.oid = sp.pronamespace
     WHERE p.prokind IN ('f', 'w') AND $user(pg_proc, p.oid)
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
     ORDER BY n.nspname, p.proname, p.oid)",
                       routine_columns(db.version())),
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto f = make<Function>(function_kind, std::move(schema), row.text());
             auto outputs = read_routine(db, row, *f);
             read_result(row, db, outputs, *f);
             f->volatility.text = volatility_word(row.view());
             f->parallel.text = parallel_word(row.view());
             f->strict = row.boolean();
             f->leakproof = row.boolean();
             f->window = row.boolean();
             f->cost = row.text();
             f->rows = row.text();
             f->support.schema = row.text();
             f->support.name = row.text();
             db.add(std::move(f), Class::procedure, oid);
           });
}

std::string target(const Resource& r) { return "FUNCTION " + routine_signature(r); }

void write_result(const Function& f, Statement& s) {
  if (f.returns_table) {
    s << "\n  RETURNS TABLE(";
    for (bool first = true; auto& c : f.returns_table->columns) {
      s << (first ? "" : ", ") << sql::quote_ident(c.name) << " " << c.type.text;
      first = false;
    }
    s << ")";
  } else if (!f.returns_set.empty()) {
    s << "\n  RETURNS SETOF " << f.returns_set.text;
  } else if (!f.returns.empty()) {
    s << "\n  RETURNS " << f.returns.text;
  }
}

void write_options(const Function& f, Statement& s) {
  if (f.window) s << "\n  WINDOW";
  if (f.volatility.text != "volatile") s << "\n  " << f.volatility.text;
  if (f.strict) s << "\n  STRICT";
  if (f.leakproof) s << "\n  LEAKPROOF";
  if (f.parallel.text != "unsafe") s << "\n  PARALLEL " << f.parallel.text;
  if (!f.cost.empty()) s << "\n  COST " << f.cost;
  if (!f.rows.empty()) s << "\n  ROWS " << f.rows;
  if (!f.support.empty()) s << "\n  SUPPORT " << name_sql(f.support);
}

void write_function(const Function& f, Statement& s) {
  s << "FUNCTION " << qualified(f);
  write_arguments(f, s);
  write_result(f, s);
  write_language(f, s);
  write_options(f, s);
  write_body(f, s);
}

void create(const Creation& c, Script& out) { write_function(as<Function>(c.resource), out.add("CREATE ")); }

/// A function that a base type is made of may be gone with the type.
void drop(const Resource& r, Script& out) {
  bool circular = std::any_of(r.needs.begin(), r.needs.end(), [](const Edge& need) { return need.to->kind->circular; });
  out.add(fmt::format("DROP FUNCTION {}{}", circular ? "IF EXISTS " : "", routine_signature(r)));
}

bool alter(const Change& change, Script& out) {
  auto& to = as<Function>(change.to);
  if (!replaceable_arguments(as<Function>(change.from), to)) return false;
  write_function(to, out.add("CREATE OR REPLACE "));
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support function_support;
const Support function_support = {
    .inspect = inspect_functions,
    .render = {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename},
    .check_version = check_body};

}  // namespace schema::postgres
