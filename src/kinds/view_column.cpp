#include "kinds/view.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"view", "materialized_view"};

const Field kFields[] = {
    FIELD(ViewColumn, type)("type", "Its type, for readers of the file: the query decides what it is.",
                            {.on_change = OnChange::ignore}),
    FIELD(ViewColumn, null)("null", "Whether it may be NULL, for readers of the file.",
                            {.on_change = OnChange::ignore}),
    FIELD(ViewColumn, statistics)("statistics", "How detailed ANALYZE is (materialized views)."),
    FIELD(ViewColumn, storage)("storage", "How long values are stored (materialized views)."),
    FIELD(ViewColumn, compression)("compression", "How long values are compressed (materialized views).",
                                   {.since = 140000}),
    FIELD(ViewColumn, options)("options", "n_distinct and n_distinct_inherited (materialized views)."),
    FIELD(ViewColumn, type_storage)("type_storage", "How its type is stored.",
                                    {.on_change = OnChange::ignore, .hidden = true}),
};

/// What only readers need is gone after reading.
void finish(Resource& r) {
  as<ViewColumn>(r).type = {};
  as<ViewColumn>(r).null = false;
}

}  // namespace

extern const Kind view_column_kind;
const Kind view_column_kind = {
    .name = "view_column",
    .keyword = "column",
    .doc = "A column of a view, where it has a comment, a default or settings of its own.",
    .manual = "sql-alterview",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new ViewColumn); },
    .has_labels = true,
    .finish = finish,
    .is_column = true,
    .intrinsic = true,
    .privileges = "select insert update references",
};

}  // namespace schema
