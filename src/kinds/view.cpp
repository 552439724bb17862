#include "kinds/view.hpp"

namespace schema {

std::span<const Field> OutputColumn::fields() {
  static const Field all[] = {
      FIELD(OutputColumn, name)("name", "The column's name."),
      FIELD(OutputColumn, type)("type", "Its type."),
      FIELD(OutputColumn, collate)("collate", "Its collation."),
  };
  return all;
}

std::span<const Field> ViewSecurity::fields() {
  static const Field all[] = {
      FIELD(ViewSecurity, barrier)("barrier", "Short for security_barrier."),
      FIELD(ViewSecurity, invoker)("invoker", "Short for security_invoker."),
  };
  return all;
}

namespace {

constexpr std::string_view kCheckOption[] = {"local", "cascaded"};

const Field kViewFields[] = {
    FIELD(View, query)("as", "The query.",
                       {.required = true, .sql = SqlContext::query, .example = "as = \"SELECT id FROM users\""}),
    FIELD(View, check_option)("check_option", "Rows written through the view must be visible in it: local or cascaded.",
                              {.words = kCheckOption}),
    FIELD(View, security_barrier)("security_barrier", "Conditions of a query over the view see only its rows."),
    FIELD(View, security_invoker)("security_invoker", "Tables are read with the rights of who queries.",
                                  {.since = 150000}),
    FIELD(View, security)("security", "Short for the two attributes: security { invoker = true }.",
                          {.on_change = OnChange::ignore}),
    FIELD(View, late_binding)("late_binding",
                              "Whether what it names is looked up when it is queried (WITH NO SCHEMA BINDING).",
                              {.backend = "redshift"}),
    FIELD(View, output)("output", "The columns that the query gives.", {.on_change = OnChange::ignore, .hidden = true}),
};

const Field kMaterializedFields[] = {
    FIELD(MaterializedView, query)("as", "The query.",
                                   {.required = true,
                                    .on_change = OnChange::replace,
                                    .sql = SqlContext::query,
                                    .example = "as = \"SELECT count(*) FROM users\""}),
    FIELD(MaterializedView, storage_params)("storage_params", "Storage parameters.",
                                            {.example = "storage_params = { fillfactor = 70 }"}),
    FIELD(MaterializedView, access_method)("access_method", "The table access method (heap if not given)."),
    FIELD(MaterializedView, tablespace)("tablespace", "The tablespace that holds it."),
    FIELD(MaterializedView, auto_refresh)("auto_refresh", "Whether the server refreshes it by itself.",
                                          {.backend = "redshift"}),
    FIELD(MaterializedView, distribution)("distribution", "On which nodes its rows are (even if not given).",
                                          {.backend = "redshift"}),
    FIELD(MaterializedView, sort)("sort", "In which order its rows are kept (none if not given).",
                                  {.backend = "redshift"}),
    FIELD(MaterializedView, backup)("backup", "Whether snapshots hold it (as it is, if not given).",
                                    {.keeps = true, .backend = "redshift"}),
    FIELD(MaterializedView, populated)("populated", "Whether it is filled when it is made (true if not given).",
                                       {.on_change = OnChange::ignore}),
};

/// A query may be written with its semicolon. (What a file says is trimmed already, and may end in a name that is still
/// to be written.)
void finish_query(Sql& query) {
  if (query.refs.empty()) query.text.erase(query.text.find_last_not_of(" \t\r\n;") + 1);
}

void finish_view(Resource& r) {
  auto& view = as<View>(r);
  finish_query(view.query);
  if (!view.security) return;
  if (view.security->barrier) view.security_barrier = view.security->barrier;
  if (view.security->invoker) view.security_invoker = view.security->invoker;
  view.security.reset();
}

constexpr std::string_view kMaterializedAliases[] = {"materialized"};

}  // namespace

extern const Kind view_kind;
const Kind view_kind = {
    .name = "view",
    .keyword = "view",
    .doc = "A query with a name.",
    .manual = "sql-createview",
    .fields = kViewFields,
    .make = [] { return std::unique_ptr<Resource>(new View); },
    .name_space = "relation",
    .has_owner = true,
    .has_labels = true,
    .finish = finish_view,
    .late_bound = [](const Resource& r) { return as<View>(r).late_binding; },
    .privileges = "select insert update delete truncate references trigger maintain",
};

extern const Kind materialized_view_kind;
const Kind materialized_view_kind = {
    .name = "materialized_view",
    .keyword = "materialized_view",
    .doc = "A query whose result is kept until it is refreshed.",
    .manual = "sql-creatematerializedview",
    .fields = kMaterializedFields,
    .make = [] { return std::unique_ptr<Resource>(new MaterializedView); },
    .name_space = "relation",
    .aliases = kMaterializedAliases,
    .has_owner = true,
    .has_labels = true,
    .finish = [](Resource& r) { finish_query(as<MaterializedView>(r).query); },
    .wants_rows = true,
    .privileges = "select insert update delete truncate references trigger maintain",
};

}  // namespace schema
