#include "kinds/domain.hpp"

#include "model/literal.hpp"
#include "postgres/support.hpp"
#include "postgres/temporary.hpp"

namespace schema {
extern const Kind domain_kind;
}

namespace schema::postgres {

namespace {

void inspect_domains(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT t.oid, n.nspname, t.typname, pg_get_userbyid(t.typowner), $comment(pg_type, t.oid, 0),
           t.typbasetype, CASE WHEN $own THEN format_type(t.typbasetype, t.typtypmod) END, t.typnotnull,
           CASE WHEN t.typcollation <> b.typcollation AND cn.nspname NOT IN ('pg_catalog', n.nspname) THEN cn.nspname END,
           CASE WHEN t.typcollation <> b.typcollation THEN co.collname END,
           CASE WHEN $own THEN pg_get_expr(t.typdefaultbin, 0) END
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
      LEFT JOIN pg_collation co ON co.oid = t.typcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
     WHERE t.typtype = 'd' AND t.oid NOT IN {} AND $user(pg_type, t.oid) ORDER BY n.nspname, t.typname)",
                       kTemporaryTypes),
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto d = make<Domain>(domain_kind, std::move(schema), row.text());
             d->owner = row.text();
             d->comment = row.optional_text();
             auto base = row.oid();
             d->type = db.type(row.text(), base);
             d->null = !row.boolean();
             auto collation_schema = row.text();
             d->collate = {collation_schema, row.text()};
             d->default_value.text = row.text();
             mark_literal(d->default_value, d->type);
             db.add(std::move(d), Class::type, oid);
           });
}

std::string target(const Resource& r) { return "DOMAIN " + qualified(r); }

void create(const Creation& c, Script& out) {
  auto& d = as<Domain>(c.resource);
  auto& s = out.add(fmt::format("CREATE {} AS {}", target(d), d.type.text));
  if (!d.collate.empty()) s << " COLLATE " << name_sql(d.collate);
  if (!d.default_value.empty()) s << " DEFAULT " << d.default_value;
  if (!d.null) s << " NOT NULL";
  for (auto child : d.children) {
    // CREATE DOMAIN does not take NOT VALID: such a check is added by its own statement.
    if (!c.folded(*child) || as<DomainCheck>(*child).not_valid) continue;
    s << "\n  ";
    support(*child->kind).render.define({*child, c.folded, c.server_version}, s);
  }
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& change, Script& out) {
  auto& to = as<Domain>(change.to);
  auto prefix = "ALTER " + target(to);
  if (change.has("default")) {
    auto& s = out.add(prefix);
    if (to.default_value.empty())
      s << " DROP DEFAULT";
    else
      s << " SET DEFAULT " << to.default_value;
  }
  if (change.has("null")) {
    auto& s = out.add(prefix) << (to.null ? " DROP NOT NULL" : " SET NOT NULL");
    if (to.null)
      s.hazard("CD106", "lets NULL in");
    else
      s.locks(Lock::share)
          .scans()
          .hazard("MF104", "reads every table that uses the domain, and fails if one holds a NULL");
  }
  return true;
}

bool reads_values(const Resource*, const Resource& to, const FieldNames& fields) {
  return !as<Domain>(to).null && contains(fields, "null");
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support domain_support;
const Support domain_support = {
    inspect_domains,
    {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename, .reads_values = reads_values}};

}  // namespace schema::postgres
