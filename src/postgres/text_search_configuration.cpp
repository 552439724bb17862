#include <utility>

#include "kinds/text_search.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind text_search_configuration_kind;
}

namespace schema::postgres {

namespace {

/// A row a token and dictionary.
void add_mapping(TextSearchConfiguration& c, Row& row) {
  auto token = row.text();
  if (token.empty()) return;
  if (c.mappings.empty() || c.mappings.back().token != token) c.mappings.push_back({token, {}});
  c.mappings.back().dictionaries.push_back(row.name());
}

void inspect_all(Inspector& db) {
  TextSearchConfiguration* last = nullptr;
  Oid last_oid = 0;
  db.query(R"(
    SELECT c.oid, n.nspname, c.cfgname, pg_get_userbyid(c.cfgowner), $comment(pg_ts_config, c.oid, 0),
           nullif(nullif(pn.nspname, 'pg_catalog'), n.nspname), p.prsname, k.alias,
           nullif(nullif(dn.nspname, 'pg_catalog'), n.nspname), d.dictname
      FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
      JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
      LEFT JOIN pg_ts_config_map m ON m.mapcfg = c.oid
      LEFT JOIN LATERAL ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
      LEFT JOIN pg_ts_dict d ON d.oid = m.mapdict LEFT JOIN pg_namespace dn ON dn.oid = d.dictnamespace
     WHERE $user(pg_ts_config, c.oid) ORDER BY n.nspname, c.cfgname, k.alias COLLATE "C", m.mapseqno)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto c = make<TextSearchConfiguration>(text_search_configuration_kind, std::move(schema), row.text());
             c->owner = row.text();
             c->comment = row.optional_text();
             c->parser = row.name();
             if (oid != std::exchange(last_oid, oid)) last = &db.add(std::move(c), Class::ts_configuration, oid);
             add_mapping(*last, row);
           });
}

std::string target(const Resource& r) { return "TEXT SEARCH CONFIGURATION " + qualified(r); }

void write_mapping(const TextSearchConfiguration& c, std::string_view what, const TokenMapping& m, Script& out) {
  auto& s = out.add(fmt::format("ALTER {} {} MAPPING FOR {} WITH ", target(c), what, sql::quote_ident(m.token)));
  for (auto& name : m.dictionaries) s << (&name == m.dictionaries.data() ? "" : ", ") << name_sql(name);
}

const TokenMapping* find_mapping(const TextSearchConfiguration& c, const std::string& token) {
  auto it = std::find_if(c.mappings.begin(), c.mappings.end(), [&](auto& m) { return m.token == token; });
  return it == c.mappings.end() ? nullptr : &*it;
}

void change_mappings(const TextSearchConfiguration& from, const TextSearchConfiguration& to, Script& out) {
  for (auto& m : from.mappings)
    if (!find_mapping(to, m.token))
      out.add(fmt::format("ALTER {} DROP MAPPING FOR {}", target(to), sql::quote_ident(m.token)));
  for (auto& m : to.mappings) {
    auto old = find_mapping(from, m.token);
    if (!old || old->dictionaries != m.dictionaries) write_mapping(to, old ? "ALTER" : "ADD", m, out);
  }
}

void create(const Creation& creation, Script& out) {
  auto& c = as<TextSearchConfiguration>(creation.resource);
  out.add(fmt::format("CREATE {} (PARSER = {})", target(c), name_sql(c.parser)));
  change_mappings({}, c, out);
}

bool alter(const Change& change, Script& out) {
  change_mappings(as<TextSearchConfiguration>(change.from), as<TextSearchConfiguration>(change.to), out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

}  // namespace

extern const Support text_search_configuration_support;
const Support text_search_configuration_support = {
    inspect_all, {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
