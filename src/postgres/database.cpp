#include "kinds/database.hpp"

#include "kinds/settings.hpp"
#include "postgres/settings.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind database_kind;
}

namespace schema::postgres {

namespace {

void inspect_database(Inspector& db) {
  db.query(R"(
    SELECT b.oid, b.datname, pg_get_userbyid(b.datdba), nullif(b.datconnlimit, -1),
           (SELECT description FROM pg_shdescription d WHERE d.classoid = 1262 AND d.objoid = b.oid),
           (SELECT s.setconfig FROM pg_db_role_setting s WHERE s.setdatabase = b.oid AND s.setrole = 0)
      FROM pg_database b WHERE b.datname = current_database())",
           [&](Row& row) {
             auto oid = row.oid();
             auto d = make<Database>(database_kind, "", "this");
             d->real_name = row.text();
             d->owner = row.text();
             d->conn_limit = row.optional_integer();
             d->comment = row.optional_text();
             d->settings = row.options();
             normalize_settings(d->settings);
             db.add(std::move(d), Class::database, oid);
           });
}

std::string target(const Resource& r) { return "DATABASE " + sql::quote_ident(as<Database>(r).real_name); }

bool alter(const Change& change, Script& out) {
  auto& from = as<Database>(change.from);
  auto& to = as<Database>(change.to);
  auto prefix = fmt::format("ALTER {} ", target(from));
  if (change.has("conn_limit")) out.add(prefix) << "CONNECTION LIMIT " << std::to_string(to.conn_limit.value_or(-1));
  alter_settings(prefix, from.settings, to.settings, out);
  return true;
}

}  // namespace

extern const Support database_support;
const Support database_support = {inspect_database, {.alter = alter, .target = target}};

}  // namespace schema::postgres
