#include "postgres/routine.hpp"

namespace schema {
extern const Kind procedure_kind;
}

namespace schema::postgres {

namespace {

void inspect_procedures(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT {} FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
     WHERE p.prokind = 'p' AND $user(pg_proc, p.oid)
     ORDER BY n.nspname, p.proname, p.oid)",
                       routine_columns(db.version())),
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto p = make<Procedure>(procedure_kind, std::move(schema), row.text());
             read_routine(db, row, *p);
             db.add(std::move(p), Class::procedure, oid);
           });
}

std::string target(const Resource& r) { return "PROCEDURE " + routine_signature(r); }

void write_procedure(const Procedure& p, Statement& s) {
  s << "PROCEDURE " << qualified(p);
  write_arguments(p, s);
  write_language(p, s);
  write_body(p, s);
}

void create(const Creation& c, Script& out) { write_procedure(as<Procedure>(c.resource), out.add("CREATE ")); }

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& change, Script& out) {
  auto& to = as<Procedure>(change.to);
  if (!replaceable_arguments(as<Procedure>(change.from), to)) return false;
  write_procedure(to, out.add("CREATE OR REPLACE "));
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support procedure_support;
const Support procedure_support = {
    .inspect = inspect_procedures,
    .render = {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename},
    .check_version = check_body};

}  // namespace schema::postgres
