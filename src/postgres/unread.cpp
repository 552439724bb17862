#include <map>

#include "postgres/inspector.hpp"
#include "postgres/temporary.hpp"

namespace schema::postgres {

namespace {

constexpr std::string_view kNoKind = "there is no kind for it yet";

/// A catalog whose rows are objects that people make.
struct ObjectClass {
  std::string_view catalog;  ///< row o
  std::string_view what;     ///< SQL for the kind of object
  std::string_view name;     ///< SQL for what it is called, over schema n
  std::string_view schema;   ///< the column with the schema's oid, or empty
  std::string_view where;
  int since = 0;
};

constexpr ObjectClass kClasses[] = {
    {"pg_class",
     "CASE o.relkind WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table' WHEN 'v' THEN 'view' WHEN 'm' "
     "THEN "
     "'materialized view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'composite type' ELSE 'table' END",
     "o.relname", "relnamespace", "o.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c') AND o.relpersistence <> 't'"},
    {"pg_proc", "CASE o.prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure' ELSE 'function' END", "o.proname",
     "pronamespace",
     "NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = o.oid AND d.deptype = "
     "'i')"},
    {"pg_type", "'type'", "o.typname", "typnamespace",
     "o.typtype NOT IN ('c', 'm') AND NOT (o.typtype = 'd' AND o.oid IN {temporary}) AND NOT EXISTS (SELECT FROM "
     "pg_type e WHERE e.typarray = o.oid)"},
    {"pg_operator", "'operator'", "o.oprname", "oprnamespace", "o.oprcode <> 0"},
    {"pg_opclass", "'operator class'", "o.opcname", "opcnamespace", "true"},
    {"pg_opfamily", "'operator family'", "o.opfname", "opfnamespace", "true"},
    {"pg_collation", "'collation'", "o.collname", "collnamespace", "true"},
    {"pg_conversion", "'conversion'", "o.conname", "connamespace", "true"},
    {"pg_ts_parser", "'text search parser'", "o.prsname", "prsnamespace", "true"},
    {"pg_ts_template", "'text search template'", "o.tmplname", "tmplnamespace", "true"},
    {"pg_ts_dict", "'text search dictionary'", "o.dictname", "dictnamespace", "true"},
    {"pg_ts_config", "'text search configuration'", "o.cfgname", "cfgnamespace", "true"},
    {"pg_statistic_ext", "'statistics'", "o.stxname", "stxnamespace", "true"},
    {"pg_cast", "'cast'", "format_type(o.castsource, NULL) || ' as ' || format_type(o.casttarget, NULL)", "",
     "o.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = o.oid "
     "AND d.deptype = 'i')"},
    {"pg_language", "'language'", "o.lanname", "", "o.oid >= 16384"},
    {"pg_am", "'access method'", "o.amname", "", "o.oid >= 16384"},
    {"pg_transform", "'transform'", "format_type(o.trftype, NULL)", "", "true"},
    {"pg_foreign_data_wrapper", "'foreign data wrapper'", "o.fdwname", "", "true"},
    {"pg_foreign_server", "'server'", "o.srvname", "", "true"},
    {"pg_event_trigger", "'event trigger'", "o.evtname", "",
     "EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = o.evtfoid AND "
     "$user(pg_proc, p.oid))"},
    {"pg_publication", "'publication'", "o.pubname", "", "true"},
    {"pg_policy", "'policy'", "o.polname || ' on ' || o.polrelid::regclass", "", "true"},
    {"pg_rewrite", "'rule'", "o.rulename || ' on ' || o.ev_class::regclass", "",
     "o.rulename <> '_RETURN' AND o.oid >= 16384"},
    {"pg_trigger", "'trigger'", "o.tgname || ' on ' || o.tgrelid::regclass", "",
     "NOT o.tgisinternal AND NOT EXISTS (SELECT FROM pg_depend p WHERE p.classid = 'pg_trigger'::regclass AND p.objid "
     "= o.oid "
     "AND p.deptype = 'P')"},
};

/// What is left out for a reason of its own, with a number each.
struct LeftOut {
  std::string_view what, query, reason;
  int since = 0;
};

constexpr LeftOut kLeftOut[] = {
    {"temporary domain",
     "SELECT count(*) FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd' AND n.nspname "
     "!~ "
     "'^pg_' AND t.oid IN {temporary}",
     "what they are made of goes with a temporary table"},
    {"large object", "SELECT count(*) FROM pg_largeobject_metadata", "what it holds is data, not schema"},
    {"security label", "SELECT count(*) FROM pg_seclabel WHERE classoid = 'pg_largeobject'::regclass",
     "they are of large objects, which are data"},
    {"setting of all roles", "SELECT count(*) FROM pg_db_role_setting WHERE setrole = 0 AND setdatabase = 0",
     "it belongs to the server, not to a database"},
    {"subscription",
     "SELECT count(*) FROM pg_stat_subscription WHERE NOT has_column_privilege('pg_subscription', 'subconninfo', "
     "'SELECT')",
     "only a superuser may read it"},
    {"closed schema",
     "SELECT count(*) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND NOT "
     "has_schema_privilege(oid, 'USAGE')",
     "this role has no USAGE on it, and reads what is in it wrongly: plans for it are wrong"},
    {"privilege on a parameter", "SELECT count(*) FROM pg_parameter_acl", "it belongs to the server, not to a database",
     150000},
};

/// Text of the tables above, with what stands for {temporary}.
std::string written(std::string_view sql) {
  return fmt::format(fmt::runtime(sql), fmt::arg("temporary", kTemporaryTypes));
}

std::string query_of(const ObjectClass& c) {
  auto in_schema = c.schema.empty() ? std::string("$free({0}, o.oid)") : std::string("$user({0}, o.oid)");
  auto condition = fmt::format(fmt::runtime(in_schema), c.catalog);
  auto name = c.schema.empty() ? std::string(c.name) : fmt::format("n.nspname || '.' || {}", c.name);
  auto join = c.schema.empty() ? std::string() : fmt::format(" JOIN pg_namespace n ON n.oid = o.{}", c.schema);
  return fmt::format("SELECT '{}'::regclass::oid, o.oid, {}, {} FROM {} o{} WHERE {} AND {}", c.catalog, c.what, name,
                     c.catalog, join, written(c.where), condition);
}

std::string plural(std::string_view what, size_t count) {
  if (count == 1) return fmt::format("1 {}", what);
  if (what.ends_with("y")) return fmt::format("{} {}ies", count, what.substr(0, what.size() - 1));
  return fmt::format("{} {}{}", count, what, what.ends_with("s") ? "" : "s");
}

}  // namespace

/// One query over everything that people make; what stands for no resource is told.
void Inspector::list_unread() {
  std::string all;
  for (auto& c : kClasses) all += (all.empty() ? "" : " UNION ALL ") + query_of(c);
  std::map<std::string, std::vector<std::string>> missing;
  query(all, [&](Row& row) {
    auto row_class = Class(row.oid());
    auto oid = row.oid();
    if (find(row_class, oid)) return;
    auto& names = missing[row.text()];
    names.push_back(row.text());
  });
  constexpr size_t kNamed = 3;
  for (auto& [what, names] : missing) {
    auto shown = std::vector(names.begin(), names.begin() + static_cast<ptrdiff_t>(std::min(names.size(), kNamed)));
    catalog_.unread.push_back(fmt::format("{} ({}{}): {}", plural(what, names.size()), fmt::join(shown, ", "),
                                          names.size() > kNamed ? ", ..." : "", kNoKind));
  }
  std::string counts;
  for (auto& left : kLeftOut) {
    if (version() < left.since) continue;
    counts += fmt::format("{}SELECT '{}', ({}), '{}'", counts.empty() ? "" : " UNION ALL ", left.what,
                          written(left.query), left.reason);
  }
  query(counts, [&](Row& row) {
    auto what = row.text();
    auto count = static_cast<size_t>(row.integer());
    if (count > 0) catalog_.unread.push_back(fmt::format("{}: {}", plural(what, count), row.view()));
  });
}

}  // namespace schema::postgres
