#include "kinds/column.hpp"
#include "kinds/view.hpp"
#include "postgres/support.hpp"
#include "postgres/view_query.hpp"

namespace schema {
extern const Kind materialized_view_kind;
}

namespace schema::postgres {

namespace {

void inspect_materialized_views(Inspector& db) {
  db.query(R"(
    SELECT c.oid, c.reltype, r.oid, n.nspname, c.relname, pg_get_userbyid(c.relowner), $comment(pg_class, c.oid, 0),
           CASE WHEN $own THEN pg_get_viewdef(c.oid) END,
           array_cat(c.reloptions, (SELECT array_agg('toast.' || o) FROM pg_class t, unnest(t.reloptions) o WHERE t.oid = c.reltoastrelid)),
           nullif(a.amname, 'heap'), s.spcname, c.relispopulated,
           ARRAY(SELECT coalesce(nullif(t.typelem, 0), t.oid)::oid FROM pg_attribute col JOIN pg_type t ON t.oid = col.atttypid
                  WHERE col.attrelid = c.oid AND col.attnum > 0 AND t.oid >= 16384)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
      LEFT JOIN pg_am a ON a.oid = c.relam LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
     WHERE c.relkind = 'm' AND $user(pg_class, c.oid)
     ORDER BY n.nspname, c.relname)",
           [&](Row& row) {
             auto oid = row.oid(), row_type = row.oid(), rule = row.oid();
             auto schema = row.text();
             auto m = make<MaterializedView>(materialized_view_kind, std::move(schema), row.text());
             m->owner = row.text();
             m->comment = row.optional_text();
             m->query.text = view_query(row.view());
             m->storage_params = row.options();
             m->access_method = row.text();
             m->tablespace = row.text();
             m->populated = row.boolean();
             for (auto& type : row.list())
               if (auto held = db.find(Class::type, static_cast<Oid>(std::stoul(type))))
                 m->needs.push_back({held, false, Keeps::rows});
             auto& view = db.add(std::move(m), Class::relation, oid);
             db.stands_for(Class::type, row_type, 0, view);
             db.stands_for(Class::rewrite, rule, 0, view);
           });
}

std::string target(const Resource& r) { return "MATERIALIZED VIEW " + qualified(r); }

/// Finds out what can be read: nothing that is over a materialized view without data, be it behind other views.
class Readable {
 public:
  explicit Readable(const Creation& c) : creation_(c) {}

  bool operator()(const Resource& query) {
    return std::all_of(query.needs.begin(), query.needs.end(), [&](const Edge& need) { return can_read(*need.to); });
  }

 private:
  /// Each view is looked at once, however many use it.
  bool can_read(const Resource& used) {
    auto below = is<MaterializedView>(&used);
    if (!below && !is<View>(&used)) return true;
    auto known = known_.find(&used);
    if (known != known_.end()) return known->second;
    auto now = below ? is<MaterializedView>(creation_.before(used)) : nullptr;
    bool found = now ? now->populated : (!below || below->populated) && (*this)(used);
    return known_[&used] = found;
  }

  const Creation& creation_;
  std::unordered_map<const Resource*, bool> known_;
};

void create(const Creation& c, Script& out) {
  auto& m = as<MaterializedView>(c.resource);
  auto& s = out.add("CREATE " + target(m));
  if (!m.access_method.empty()) s << " USING " << sql::quote_ident(m.access_method);
  if (!m.storage_params.empty()) s << " WITH (" << option_list(m.storage_params) << ")";
  if (!m.tablespace.empty()) s << " TABLESPACE " << sql::quote_ident(m.tablespace);
  s << " AS\n" << m.query;
  if (m.populated && c.fills && Readable(c)(m))
    s.locks(Lock::access_share).scans();
  else
    s << "\nWITH NO DATA";
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).locks(Lock::access_exclusive); }

bool alter(const Change& change, Script& out) {
  auto& from = as<MaterializedView>(change.from);
  auto& to = as<MaterializedView>(change.to);
  auto prefix = "ALTER " + target(to) + " ";
  if (change.has("access_method")) {
    if (change.server_version < 150000) return false;
    out.add(prefix).locks(Lock::access_exclusive).rewrites().hazard("PG311", "rewrites the whole materialized view")
        << "SET ACCESS METHOD " << sql::quote_ident(to.access_method.empty() ? "heap" : to.access_method);
  }
  if (change.has("tablespace"))
    out.add(prefix).locks(Lock::access_exclusive).rewrites().hazard("PG307", "copies the whole materialized view")
        << "SET TABLESPACE " << sql::quote_ident(to.tablespace.empty() ? "pg_default" : to.tablespace);
  alter_options(prefix, from.storage_params, to.storage_params, Lock::share_update_exclusive, out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::access_exclusive);
}

std::string granted(const Resource& r) { return "TABLE " + qualified(r); }

}  // namespace

extern const Support materialized_view_support;
const Support materialized_view_support = {inspect_materialized_views,
                                           {.create = create,
                                            .drop = drop,
                                            .alter = alter,
                                            .target = target,
                                            .comment_lock = Lock::share_update_exclusive,
                                            .granted = granted,
                                            .rename = rename}};

}  // namespace schema::postgres
