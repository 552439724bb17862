#include "kinds/statistics.hpp"

#include "postgres/expression_text.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind schema_kind;
extern const Kind statistics_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

std::vector<Word> kind_words(const std::vector<std::string>& letters) {
  std::vector<Word> words;
  for (auto& letter : letters) {
    if (letter == "f") words.push_back({"dependencies"});
    if (letter == "m") words.push_back({"mcv"});
    if (letter == "d") words.push_back({"ndistinct"});
  }
  return words;
}

void inspect_statistics(Inspector& db) {
  auto expressions = db.version() >= 140000 ? "CASE WHEN s.stxexprs IS NOT NULL AND $own THEN "
                                              "pg_get_statisticsobjdef_expressions(s.oid) END"
                                            : "NULL";
  auto target = db.version() >= 130000 ? "CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END" : "NULL";
  db.query(fmt::format(R"(
    SELECT s.oid, s.stxrelid, s.stxname, $comment(pg_statistic_ext, s.oid, 0), pg_get_userbyid(s.stxowner),
           CASE WHEN s.stxnamespace <> c.relnamespace THEN sn.nspname END,
           $columns(s.stxrelid, s.stxkeys), s.stxkind, {}, {}
      FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_namespace sn ON sn.oid = s.stxnamespace
     WHERE $user(pg_class, c.oid) AND $user(pg_statistic_ext, s.oid)
     ORDER BY n.nspname, c.relname, s.stxname, sn.nspname)",
                       target, expressions),
           [&](Row& row) {
             auto oid = row.oid();
             auto table = db.find(Class::relation, row.oid());
             if (!table) return;
             auto s = make<Statistics>(statistics_kind, "", row.text(), table);
             s->comment = row.optional_text();
             s->owner = row.text();
             if (auto schema = row.text(); !schema.empty()) s->in = reference(schema_kind, "", schema);
             for (auto& column : row.list()) s->parts.push_back({{std::move(column), {}}, {}});
             s->kinds = kind_words(row.list());
             s->target = row.optional_integer();
             for (auto& text : row.list()) s->parts.push_back({{}, {bare_expression(text), nullptr, {}}});
             statistics_kind.finish(*s);
             db.add(std::move(s), Class::statistics, oid);
           });
}

std::string name_of(const Resource& r) {
  auto& in = as<Statistics>(r).in;
  return sql::quote_qualified(in.to ? in.to->name : r.schema, r.name);
}

std::string target(const Resource& r) { return "STATISTICS " + name_of(r); }

void set_target(const Statistics& s, Script& out) {
  out.add(fmt::format("ALTER {} SET STATISTICS {}", target(s), s.target.value_or(-1)));
}

void create(const Creation& c, Script& out) {
  auto& statistics = as<Statistics>(c.resource);
  auto& s = out.add("CREATE " + target(statistics)).locks(Lock::share_update_exclusive);
  for (size_t i = 0; i < statistics.kinds.size(); ++i) s << (i ? ", " : " (") << statistics.kinds[i].text;
  if (!statistics.kinds.empty()) s << ")";
  std::string_view separator = " ON ";
  for (auto& part : statistics.parts) {
    s << std::exchange(separator, ", ");
    if (part.expr.empty())
      s << sql::quote_ident(part.column.name);
    else
      s << "(" << part.expr << ")";
  }
  s << " FROM " << table_of(statistics);
  if (statistics.target) set_target(statistics, out);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).locks(Lock::share_update_exclusive); }

bool alter(const Change& change, Script& out) {
  set_target(as<Statistics>(change.to), out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::share_update_exclusive);
}

/// The server makes them anew with a column's new type, and forgets the target (CreateStatistics() in statscmds.c).
bool undone_by(const Resource& r, const Change& above) { return as<Statistics>(r).target && retypes(above); }

}  // namespace

extern const Support statistics_support;
const Support statistics_support = {inspect_statistics,
                                    {.create = create,
                                     .drop = drop,
                                     .alter = alter,
                                     .target = target,
                                     .comment_lock = Lock::none,
                                     .rename = rename,
                                     .undone_by = undone_by}};

}  // namespace schema::postgres
