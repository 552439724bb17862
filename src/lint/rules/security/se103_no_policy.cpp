#include "kinds/table.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

bool has_policy(const Resource& table) {
  return std::any_of(table.children.begin(), table.children.end(),
                     [](auto child) { return child->kind->name == "policy"; });
}

void no_policy(const Resource& r, const Scene&, Found& found) {
  auto& security = as<Table>(r).row_security;
  if (security && security->enabled && !has_policy(r))
    found.add(r, "row security is enabled and there is no policy: nobody but the owner sees a row");
}

}  // namespace

extern const Rule se103{
    .code = "SE103",
    .title = "Row security without a policy",
    .doc =
        "Once row security is enabled, what no policy allows is denied: to all roles but the owner the table is empty, "
        "and they can write nothing.",
    .example = {.bad = R"(schema "app" {}
table "call" { # here
  row_security { enabled = true }
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)",
                .good = R"(schema "app" {}
table "call" {
  row_security { enabled = true }
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  policy "all" { using = "id > 0" }
}
)"},
    .kinds = "table",
    .resource = no_policy,
};

}  // namespace schema::lint
