#include "kinds/view.hpp"

#include "postgres/support.hpp"
#include "postgres/view_query.hpp"

namespace schema {
extern const Kind view_kind;
}

namespace schema::postgres {

namespace {

/// How reloptions may spell a boolean (manual: config-setting, "Boolean").
std::optional<bool> boolean_option(const Options& options, const std::string& name) {
  auto it = options.find(name);
  if (it == options.end()) return std::nullopt;
  static constexpr std::string_view yes[] = {"true", "on", "yes", "1", "t", "y"};
  return std::find(std::begin(yes), std::end(yes), it->second) != std::end(yes);
}

std::vector<OutputColumn> output_columns(Inspector& db, Row& row) {
  auto names = row.list(), types = row.list(), oids = row.list(), collations = row.list();
  std::vector<OutputColumn> columns;
  for (size_t i = 0; i < names.size(); ++i)
    columns.push_back({names[i], db.type(types[i], static_cast<Oid>(std::stoul(oids[i]))), collations[i]});
  return columns;
}

/// The columns, each fact an array of its own.
std::string output_sql() {
  auto array = [](std::string_view what) {
    return fmt::format(
        "CASE WHEN $own THEN ARRAY(SELECT {} FROM pg_attribute a LEFT JOIN pg_collation co ON co.oid = a.attcollation "
        "WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) END",
        what);
  };
  return fmt::format("{}, {}, {}, {}", array("a.attname"), array("format_type(a.atttypid, a.atttypmod)"),
                     array("a.atttypid"), array("coalesce(co.collname::text, '')"));
}

void inspect_views(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT c.oid, c.reltype, r.oid, n.nspname, c.relname, pg_get_userbyid(c.relowner), $comment(pg_class, c.oid, 0),
           CASE WHEN $own THEN pg_get_viewdef(c.oid) END, c.reloptions, {}
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
     WHERE c.relkind = 'v' AND c.relpersistence <> 't' AND $user(pg_class, c.oid)
     ORDER BY n.nspname, c.relname)",
                       output_sql()),
           [&](Row& row) {
             auto oid = row.oid(), row_type = row.oid(), rule = row.oid();
             auto schema = row.text();
             auto v = make<View>(view_kind, std::move(schema), row.text());
             v->owner = row.text();
             v->comment = row.optional_text();
             v->query.text = view_query(row.view());
             auto options = row.options();
             v->check_option.text = options["check_option"];
             v->security_barrier = boolean_option(options, "security_barrier");
             v->security_invoker = boolean_option(options, "security_invoker");
             v->output = output_columns(db, row);
             auto& view = db.add(std::move(v), Class::relation, oid);
             db.stands_for(Class::type, row_type, 0, view);
             db.stands_for(Class::rewrite, rule, 0, view);
           });
}

std::string target(const Resource& r) { return "VIEW " + qualified(r); }

Options options_of(const View& v) {
  Options options;
  if (!v.check_option.empty()) options["check_option"] = v.check_option.text;
  if (v.security_barrier) options["security_barrier"] = *v.security_barrier ? "true" : "false";
  if (v.security_invoker) options["security_invoker"] = *v.security_invoker ? "true" : "false";
  return options;
}

void define_view(Statement& s, const View& v) {
  s << target(v);
  if (auto options = options_of(v); !options.empty()) s << " WITH (" << option_list(options) << ")";
  s << " AS\n" << v.query;
}

void create(const Creation& c, Script& out) { define_view(out.add("CREATE "), as<View>(c.resource)); }

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).locks(Lock::access_exclusive); }

/// CREATE OR REPLACE may only add columns at the end.
bool keeps_columns(const View& from, const View& to) {
  if (from.output.empty() || from.output.size() > to.output.size()) return false;
  auto same = [](const OutputColumn& a, const OutputColumn& b) {
    return a.name == b.name && a.type == b.type && a.collate == b.collate;
  };
  return std::equal(from.output.begin(), from.output.end(), to.output.begin(), same);
}

bool alter(const Change& change, Script& out) {
  auto& from = as<View>(change.from);
  auto& to = as<View>(change.to);
  if (!change.has("as")) {
    alter_options("ALTER " + target(to) + " ", options_of(from), options_of(to), Lock::access_exclusive, out);
    return true;
  }
  if (!keeps_columns(from, to)) return false;
  define_view(out.add("CREATE OR REPLACE ").locks(Lock::access_exclusive), to);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::access_exclusive);
}

std::string granted(const Resource& r) { return "TABLE " + qualified(r); }

}  // namespace

std::string view_query(std::string_view printed) {
  if (printed.starts_with(' ')) printed.remove_prefix(1);
  if (printed.ends_with(';')) printed.remove_suffix(1);
  return std::string(printed);
}

extern const Support view_support;
const Support view_support = {
    inspect_views,
    {.create = create, .drop = drop, .alter = alter, .target = target, .comment_lock = Lock::share_update_exclusive, .granted = granted, .rename = rename}};

}  // namespace schema::postgres
