#include "kinds/publication.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind publication_kind;
}

namespace schema::postgres {

namespace {

/// Table members are in pg_publication_rel, whatever their parents are.
void inspect_publications(Inspector& db) {
  auto root = db.version() >= 130000 ? "p.pubviaroot" : "false";
  auto generated = db.version() >= 180000 ? "CASE p.pubgencols WHEN 's' THEN 'stored' END" : "NULL";
  db.query(fmt::format(R"(
    SELECT p.oid, p.pubname, pg_get_userbyid(p.pubowner), $comment(pg_publication, p.oid, 0), p.puballtables, {}, {},
           CASE WHEN p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate THEN '{{}}'
                ELSE array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                                        CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], NULL)
           END, p.pubinsert OR p.pubupdate OR p.pubdelete OR p.pubtruncate
      FROM pg_publication p WHERE $free(pg_publication, p.oid) ORDER BY p.pubname)",
                       root, generated),
           [&](Row& row) {
             auto oid = row.oid();
             auto p = make<Publication>(publication_kind, "", row.text());
             p->owner = row.text();
             p->comment = row.optional_text();
             p->all_tables = row.boolean();
             p->via_root = row.boolean();
             p->generated_columns.text = row.text();
             for (auto& word : row.list()) p->publish.push_back({word});
             p->nothing = !row.boolean();
             db.add(std::move(p), Class::publication, oid);
           });
}

std::string target(const Resource& r) { return "PUBLICATION " + sql::quote_ident(r.name); }

std::string published(const Publication& p) {
  std::string list;
  for (auto& word : p.publish) list += (list.empty() ? "" : ", ") + word.text;
  if (list.empty() && !p.nothing) list = "insert, update, delete, truncate";
  return "publish = " + sql::quote_literal(list);
}

std::string root(const Publication& p) {
  return fmt::format("publish_via_partition_root = {}", p.via_root ? "true" : "false");
}

std::string generated(const Publication& p) {
  return "publish_generated_columns = " + (p.generated_columns.empty() ? "none" : p.generated_columns.text);
}

void create(const Creation& c, Script& out) {
  auto& p = as<Publication>(c.resource);
  auto& s = out.add("CREATE " + target(p));
  if (p.all_tables) s << " FOR ALL TABLES";
  std::string with;
  auto option = [&](const std::string& text) { with += (with.empty() ? "" : ", ") + text; };
  if (!p.publish.empty() || p.nothing) option(published(p));
  if (p.via_root) option(root(p));
  if (!p.generated_columns.empty()) option(generated(p));
  if (!with.empty()) s << " WITH (" << with << ")";
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& change, Script& out) {
  auto& p = as<Publication>(change.to);
  auto set = [&](const std::string& option) { out.add(fmt::format("ALTER {} SET ({})", target(p), option)); };
  if (change.has("publish") || change.has("nothing")) set(published(p));
  if (change.has("via_root")) set(root(p));
  if (change.has("generated_columns")) set(generated(p));
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support publication_support;
const Support publication_support = {
    inspect_publications, {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
