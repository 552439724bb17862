#include "postgres/foreign.hpp"

namespace schema {
extern const Kind server_kind;
}

namespace schema::postgres {

namespace {

void inspect_servers(Inspector& db) {
  db.query(R"(
    SELECT s.oid, s.srvname, pg_get_userbyid(s.srvowner), $comment(pg_foreign_server, s.oid, 0), w.fdwname, s.srvtype,
           s.srvversion, s.srvoptions
      FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
     WHERE $free(pg_foreign_server, s.oid) ORDER BY s.srvname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto s = make<ForeignServer>(server_kind, "", row.text());
             s->owner = row.text();
             s->comment = row.optional_text();
             s->wrapper = row.text();
             s->type = row.text();
             s->version = row.text();
             read_foreign_options(row, *s);
             db.add(std::move(s), Class::server, oid);
           });
}

std::string target(const Resource& r) { return "SERVER " + sql::quote_ident(r.name); }

std::string granted(const Resource& r) { return "FOREIGN SERVER " + sql::quote_ident(r.name); }

void create(const Creation& c, Script& out) {
  auto& server = as<ForeignServer>(c.resource);
  auto& s = out.add("CREATE " + target(server));
  if (!server.type.empty()) s << " TYPE " << sql::quote_literal(server.type);
  if (!server.version.empty()) s << " VERSION " << sql::quote_literal(server.version);
  s << " FOREIGN DATA WRAPPER " << sql::quote_ident(server.wrapper);
  write_foreign_options(server, s);
}

/// User mappings hold their server (manual: sql-dropserver): they go first.
void drop(const Resource& r, Script& out) {
  for (auto child : r.children)
    if (is<UserMapping>(child)) support(*child->kind).render.drop(*child, out);
  out.add("DROP " + target(r));
}

bool alter(const Change& change, Script& out) {
  auto& to = as<ForeignServer>(change.to);
  auto prefix = "ALTER " + target(to);
  if (change.has("version")) {
    auto& s = out.add(prefix);
    s << " VERSION " << (to.version.empty() ? "NULL" : sql::quote_literal(to.version));
  }
  alter_foreign_options(prefix, as<ForeignServer>(change.from), to, Lock::none, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support server_support;
const Support server_support = {
    inspect_servers,
    {.create = create, .drop = drop, .alter = alter, .target = target, .granted = granted, .rename = rename}};

}  // namespace schema::postgres
