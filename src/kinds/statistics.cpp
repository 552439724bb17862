#include "kinds/statistics.hpp"

namespace schema {

std::span<const Field> StatisticsPart::fields() {
  static const Field all[] = {
      FIELD(StatisticsPart, column)("column", "A column."),
      FIELD(StatisticsPart, expr)("expr", "An expression, in place of a column.",
                                  {.sql = SqlContext::expression, .since = 140000}),
  };
  return all;
}

namespace {

constexpr std::string_view kParents[] = {"table", "materialized_view", "foreign_table"};
constexpr std::string_view kSchema[] = {"schema"};
constexpr std::string_view kWhat[] = {"dependencies", "mcv", "ndistinct"};

const Field kFields[] = {
    FIELD(Statistics, on)("on", "The table, of statistics that are written outside its block.",
                          {.on_change = OnChange::ignore, .parent = true, .refs = kParents}),
    FIELD(Statistics, in)("in", "The schema of its name, where that is not the table's.",
                          {.on_change = OnChange::replace, .refs = kSchema}),
    FIELD(Statistics, parts)("of", "What they are about: blocks `of { ... }`, or `columns = [...]` for plain columns.",
                             {.required = true,
                              .on_change = OnChange::replace,
                              .list = "columns",
                              .example = "columns = [column.city, column.zip]"}),
    FIELD(Statistics, kinds)("kinds", "What is counted: dependencies, mcv and ndistinct; all if not given.",
                             {.on_change = OnChange::replace, .words = kWhat, .example = "kinds = [ndistinct]"}),
    FIELD(Statistics, target)("target", "How detailed ANALYZE is, from 0 to 10000.", {.since = 130000}),
};

/// The server keeps columns in the table's order, which a file need not know: here they are in the order of their
/// names.
void finish(Resource& r) {
  auto& s = as<Statistics>(r);
  std::stable_sort(s.parts.begin(), s.parts.end(), [](const StatisticsPart& a, const StatisticsPart& b) {
    return std::pair(a.column.name.empty(), std::string_view(a.column.name)) <
           std::pair(b.column.name.empty(), std::string_view(b.column.name));
  });
  std::sort(s.kinds.begin(), s.kinds.end(), [](const Word& a, const Word& b) { return a.text < b.text; });
  if (s.kinds.size() == std::size(kWhat)) s.kinds.clear();
  if (r.parent && !r.owner) r.owner = r.parent->owner;
}

}  // namespace

extern const Kind statistics_kind;
const Kind statistics_kind = {
    .name = "statistics",
    .keyword = "statistics",
    .doc = "Statistics over several columns or over expressions, for the planner.",
    .manual = "sql-createstatistics",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Statistics); },
    .name_space = "statistics",
    .has_owner = true,
    .finish = finish,
    .rebuilt_by_server = true,
};

}  // namespace schema
