#include "kinds/constraint.hpp"

namespace schema {

std::span<const Field> ExcludePart::fields() {
  static const Field all[] = {
      FIELD(ExcludePart, column)("column", "A column."),
      FIELD(ExcludePart, expr)("expr", "An expression, in place of a column.",
                               {.sql = SqlContext::expression, .example = "expr = \"tstzrange(starts_at, ends_at)\""}),
      FIELD(ExcludePart, op)("op", "The operator that must not be true between two rows.",
                             {.required = true, .space = "operator", .example = "op = \"&&\""}),
      FIELD(ExcludePart, ops)("ops", "The operator class, where that is not the type's default.",
                              {.space = "operator_class"}),
      FIELD(ExcludePart, ops_params)("ops_params", "Parameters of the operator class."),
      FIELD(ExcludePart, collate)("collate", "The collation, where that is not the column's.", {.space = "collation"}),
      FIELD(ExcludePart, desc)("desc", "Whether the index sorts downwards."),
      FIELD(ExcludePart, nulls)("nulls", "first or last.", {.words = kNulls}),
      FIELD(ExcludePart, statistics)("statistics", "How detailed ANALYZE is for an expression.",
                                     {.on_change = OnChange::alter}),
  };
  return all;
}

namespace {

constexpr std::string_view kParents[] = {"table"};

const Field kFields[] = {
    FIELD(Exclude, type)("type", "The index method (gist if not given).", {.on_change = OnChange::replace, .names = "access_method"}),
    FIELD(Exclude, parts)("on", "What is compared, with which operator.",
                          {.required = true, .example = "on { column = column.during, op = \"&&\" }"}),
    FIELD(Exclude, include)("include", "Columns that its index carries along.", {.on_change = OnChange::replace}),
    FIELD(Exclude, where_expr)(
        "where", "Only rows for which this holds are compared.",
        {.on_change = OnChange::replace, .sql = SqlContext::expression, .example = "where = \"cancelled_at IS NULL\""}),
    FIELD(Exclude, deferrable)("deferrable", "initially_immediate or initially_deferred; not deferrable if not given.",
                               {.on_change = OnChange::replace, .words = kDeferrable}),
    FIELD(Exclude, storage_params)("storage_params", "Storage parameters of its index."),
    FIELD(Exclude, tablespace)("tablespace", "The tablespace of its index."),
    FIELD(Exclude, cluster)("cluster", "Whether CLUSTER orders the table by its index."),
    FIELD(Exclude, index_comment)("index_comment", "What COMMENT ON INDEX says of its index."),
};

std::string name_of(const Resource& r) {
  std::vector<ColumnName> columns;
  for (auto& part : as<Exclude>(r).parts)
    columns.push_back(part.column.name.empty() ? ColumnName{"expr"} : part.column);
  return constraint_name(r.parent->name, columns, "excl");
}

void finish(Resource& r) {
  for (auto& part : as<Exclude>(r).parts) drop_default_nulls(part);
}

}  // namespace

extern const Kind exclude_kind;
const Kind exclude_kind = {
    .name = "exclude",
    .keyword = "exclude",
    .doc = "Two rows may not both meet the given operators.",
    .manual = "ddl-constraints",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Exclude); },
    .name_space = "relation",
    .default_name = name_of,
    .finish = finish,
    .rebuilt_by_server = true,
};

}  // namespace schema
