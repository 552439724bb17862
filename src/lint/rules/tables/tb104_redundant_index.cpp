#include "lint/rules/tables/keys.hpp"

namespace schema::lint {

namespace {

/// Whether everything that `a` is good for, `b` is good for as well.
bool is_redundant(const Keys& a, const Keys& b) {
  if (!a.plain || !b.plain || !a.whole || !b.whole || a.columns.size() > b.columns.size()) return false;
  if (!std::equal(a.columns.begin(), a.columns.end(), b.columns.begin())) return false;
  bool same = a.columns.size() == b.columns.size();
  return a.unique ? same && b.unique : true;
}

void redundant_index(const Resource& r, const Scene&, Found& found) {
  auto own = keys_of(r);
  if (!own) return;
  bool before = true;
  for (auto& other : all_keys(*r.parent)) {
    if (other.resource == &r) {
      before = false;
      continue;
    }
    // Of two that are alike only the second one is too many.
    if (!is_redundant(*own, other) || (!before && is_redundant(other, *own))) continue;
    return void(found.add(r, fmt::format("{} serves the same queries", other.resource->address)));
  }
}

}  // namespace

extern const Rule tb104{
    .code = "TB104",
    .title = "An index that another one makes superfluous",
    .doc =
        "Another index begins with the same columns and serves every query that this one serves. It costs room, and "
        "time at every write. Kept on purpose, because it is smaller? Ignore this with a comment.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  column "at" { type = timestamptz }
  primary_key { columns = [column.id] }
  index "id_at" { columns = [column.id, column.at] }
  index "id"    { columns = [column.id] } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  column "at" { type = timestamptz }
  primary_key { columns = [column.id] }
  index "at"    { columns = [column.at] }
  index "at_id" { columns = [column.at, column.id], where = "id > 0" }
}
)"},
    .kinds = "index",
    .resource = redundant_index,
};

}  // namespace schema::lint
