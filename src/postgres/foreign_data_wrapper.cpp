#include "postgres/foreign.hpp"

namespace schema {
extern const Kind foreign_data_wrapper_kind;
}

namespace schema::postgres {

namespace {

void inspect_wrappers(Inspector& db) {
  db.query(R"(
    SELECT w.oid, w.fdwname, pg_get_userbyid(w.fdwowner), $comment(pg_foreign_data_wrapper, w.oid, 0),
           nullif(hn.nspname, 'pg_catalog'), h.proname, nullif(vn.nspname, 'pg_catalog'), v.proname, w.fdwoptions
      FROM pg_foreign_data_wrapper w
      LEFT JOIN pg_proc h ON h.oid = w.fdwhandler LEFT JOIN pg_namespace hn ON hn.oid = h.pronamespace
      LEFT JOIN pg_proc v ON v.oid = w.fdwvalidator LEFT JOIN pg_namespace vn ON vn.oid = v.pronamespace
     WHERE $free(pg_foreign_data_wrapper, w.oid) ORDER BY w.fdwname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto w = make<ForeignDataWrapper>(foreign_data_wrapper_kind, "", row.text());
             w->owner = row.text();
             w->comment = row.optional_text();
             w->handler = row.name();
             w->validator = row.name();
             read_foreign_options(row, *w);
             db.add(std::move(w), Class::foreign_data_wrapper, oid);
           });
}

std::string target(const Resource& r) { return "FOREIGN DATA WRAPPER " + sql::quote_ident(r.name); }

void create(const Creation& c, Script& out) {
  auto& w = as<ForeignDataWrapper>(c.resource);
  auto& s = out.add("CREATE " + target(w));
  if (!w.handler.empty()) s << " HANDLER " << name_sql(w.handler);
  if (!w.validator.empty()) s << " VALIDATOR " << name_sql(w.validator);
  write_foreign_options(w, s);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& change, Script& out) {
  auto& from = as<ForeignDataWrapper>(change.from);
  auto& to = as<ForeignDataWrapper>(change.to);
  auto prefix = "ALTER " + target(to);
  auto function = [&](std::string_view word, const Name& name) {
    out.add(prefix) << (name.empty() ? " NO " : " ") << word << (name.empty() ? "" : " " + name_sql(name));
  };
  if (change.has("handler")) function("HANDLER", to.handler);
  if (change.has("validator")) function("VALIDATOR", to.validator);
  alter_foreign_options(prefix, from, to, Lock::none, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support foreign_data_wrapper_support;
const Support foreign_data_wrapper_support = {
    inspect_wrappers, {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
