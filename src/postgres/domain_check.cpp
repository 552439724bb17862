#include "kinds/domain.hpp"
#include "postgres/expression_text.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind domain_check_kind;
}

namespace schema::postgres {

namespace {

/// From version 17 on NOT NULL is a constraint row as well; that is the domain's own field.
void inspect_domain_checks(Inspector& db) {
  db.query(R"(
    SELECT k.oid, k.contypid, k.conname, CASE WHEN $own THEN pg_get_expr(k.conbin, 0) END, NOT k.convalidated,
           $comment(pg_constraint, k.oid, 0)
      FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE k.contype = 'c' AND $user(pg_type, t.oid) ORDER BY n.nspname, t.typname, k.conname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto domain = db.find(Class::type, row.oid());
             if (!domain) return;
             auto c = make<DomainCheck>(domain_check_kind, "", row.text(), domain);
             c->expr.text = bare_expression(row.view());
             c->not_valid = row.boolean();
             c->comment = row.optional_text();
             db.add(std::move(c), Class::constraint, oid);
           });
}

std::string alter_domain(const Resource& check) { return fmt::format("ALTER DOMAIN {} ", table_of(check)); }

std::string target(const Resource& r) {
  return fmt::format("CONSTRAINT {} ON DOMAIN {}", sql::quote_ident(r.name), table_of(r));
}

void define(const Creation& c, Statement& s) {
  s << "CONSTRAINT " << sql::quote_ident(c.resource.name) << " CHECK (" << as<DomainCheck>(c.resource).expr << ")";
}

void create(const Creation& c, Script& out) {
  auto& check = as<DomainCheck>(c.resource);
  if (c.folded(check) && !check.not_valid) return;
  auto& s = out.add(alter_domain(check) + "ADD ");
  define(c, s);
  if (check.not_valid)
    s << " NOT VALID";
  else
    s.locks(Lock::share).scans().hazard("PG305", "reads every table that uses the domain, which blocks their writes");
}

void drop(const Resource& r, Script& out) {
  out.add(fmt::format("{}DROP CONSTRAINT {}", alter_domain(r), sql::quote_ident(r.name)))
      .hazard("CD102", "drops the check of a domain");
}

bool alter(const Change& change, Script& out) {
  if (as<DomainCheck>(change.to).not_valid) return false;
  out.add(fmt::format("{}VALIDATE CONSTRAINT {}", alter_domain(change.to), sql::quote_ident(change.to.name)))
      .locks(Lock::share)
      .scans();
  return true;
}

bool reads_values(const Resource*, const Resource& to, const FieldNames&) { return !as<DomainCheck>(to).not_valid; }

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("{}RENAME CONSTRAINT {} TO {}", alter_domain(from), sql::quote_ident(from.name),
                      sql::quote_ident(to)));
}

}  // namespace

extern const Support domain_check_support;
const Support domain_check_support = {inspect_domain_checks,
                                      {.create = create,
                                       .drop = drop,
                                       .alter = alter,
                                       .target = target,
                                       .define = define,
                                       .rename = rename,
                                       .reads_values = reads_values}};

}  // namespace schema::postgres
