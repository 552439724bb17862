#include "kinds/column.hpp"
#include "kinds/view.hpp"
#include "model/literal.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind view_column_kind;
extern const Kind column_default_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

constexpr std::pair<std::string_view, std::string_view> kStorage[] = {
    {"p", "plain"}, {"e", "external"}, {"x", "extended"}, {"m", "main"}};

std::string storage_word(std::string_view letter) {
  for (auto& [stored, word] : kStorage)
    if (stored == letter) return std::string(word);
  return {};
}

void add_default(Inspector& db, ViewColumn& column, Row& row) {
  auto expr = row.text();
  auto oid = row.oid();
  if (!oid) return;
  auto d = make<ColumnDefault>(column_default_kind, "", "", &column);
  d->expr.text = std::move(expr);
  mark_literal(d->expr, {});  // a file tells no type of a view's column
  db.add(std::move(d), Class::attrdef, oid);
}

/// Only columns of which there is something to say.
void inspect_view_columns(Inspector& db) {
  auto compression = db.version() >= 140000 ? "nullif(a.attcompression, '')" : "NULL::text";
  // The two that the manual names: a server may keep marks of its own among them, which are no settings.
  auto options = "(SELECT array_agg(o) FROM unnest(a.attoptions) o WHERE o ~ '^n_distinct(_inherited)?=')";
  db.query(fmt::format(R"(
    SELECT c.oid, a.attnum, a.attname, CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
           CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, {0}, {1}, $comment(pg_class, c.oid, a.attnum), t.typstorage,
           CASE WHEN f.oid IS NOT NULL AND $own THEN pg_get_expr(f.adbin, f.adrelid) END, f.oid
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
     WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND a.attnum > 0 AND NOT a.attisdropped AND $user(pg_class, c.oid)
       AND (f.oid IS NOT NULL OR a.attstattarget >= 0 OR a.attstorage <> t.typstorage OR {0} IS NOT NULL
            OR {1} IS NOT NULL OR a.attacl IS NOT NULL OR $comment(pg_class, c.oid, a.attnum) IS NOT NULL
            OR EXISTS (SELECT FROM pg_seclabel s WHERE s.classoid = 'pg_class'::regclass AND s.objoid = c.oid AND s.objsubid = a.attnum))
     ORDER BY n.nspname, c.relname, a.attnum)",
                       compression, options),
           [&](Row& row) {
             auto view_oid = row.oid();
             auto number = static_cast<int32_t>(row.integer());
             auto view = db.find(Class::relation, view_oid);
             if (!view) return;
             auto c = make<ViewColumn>(view_column_kind, "", row.text(), view);
             c->statistics = row.optional_integer();
             c->storage.text = storage_word(row.view());
             auto method = row.view();
             if (!method.empty()) c->compression.text = method == "l" ? "lz4" : "pglz";
             c->options = row.options();
             c->comment = row.optional_text();
             c->type_storage.text = storage_word(row.view());
             add_default(db, db.add(std::move(c), Class::relation, view_oid, number), row);
           });
}

std::string target(const Resource& r) { return fmt::format("COLUMN {}.{}", table_of(r), sql::quote_ident(r.name)); }

/// Only a materialized view's column has settings, so that nothing else can differ.
void settings(const ViewColumn& from, const ViewColumn& to, Script& out) {
  auto prefix = fmt::format("ALTER MATERIALIZED VIEW {} ALTER COLUMN {} ", table_of(to), sql::quote_ident(to.name));
  auto set = [&](Lock lock, std::string_view what) -> Statement& { return out.add(prefix).locks(lock) << what; };
  // SET STORAGE DEFAULT is new in 16, so that the type's own is named.
  if (from.storage != to.storage)
    set(Lock::access_exclusive, "SET STORAGE ") << (to.storage.empty() ? from.type_storage.text : to.storage.text);
  if (from.compression != to.compression)
    set(Lock::access_exclusive, "SET COMPRESSION ") << (to.compression.empty() ? "default" : to.compression.text);
  if (from.statistics != to.statistics)
    set(Lock::share_update_exclusive, "SET STATISTICS ") << std::to_string(to.statistics.value_or(-1));
  alter_options(prefix, from.options, to.options, Lock::share_update_exclusive, out);
}

/// The same column with nothing set.
ViewColumn unset(const Resource& r) {
  ViewColumn plain;
  plain.kind = r.kind;
  plain.schema = r.schema;
  plain.name = r.name;
  plain.parent = r.parent;
  return plain;
}

void create(const Creation& c, Script& out) { settings(unset(c.resource), as<ViewColumn>(c.resource), out); }

void drop(const Resource& r, Script& out) { settings(as<ViewColumn>(r), unset(r), out); }

bool alter(const Change& change, Script& out) {
  settings(as<ViewColumn>(change.from), as<ViewColumn>(change.to), out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME COLUMN {} TO {}", support(*from.parent->kind).render.target(*from.parent),
                      sql::quote_ident(from.name), sql::quote_ident(to)))
      .locks(Lock::access_exclusive);
}

}  // namespace

extern const Support view_column_support;
const Support view_column_support = {
    inspect_view_columns, {.create = create, .drop = drop, .alter = alter, .target = target, .comment_lock = Lock::share_update_exclusive, .rename = rename}};

}  // namespace schema::postgres
