#include "kinds/index.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void index_made_unique(const Step& step, const Scene& scene, Found& found) {
  if (step.resource->kind->name != "index" || step.verb != Verb::create || !step.replaces || !scene.current) return;
  auto& now = as<Index>(*step.resource);
  auto before = scene.current->find(now.address);
  if (now.unique && before && !as<Index>(*before).unique)
    found.add(now, "is unique from now on, and fails to build if two rows have the same key");
}

}  // namespace

extern const Rule mf102{
    .code = "MF102",
    .title = "An index becomes unique",
    .doc = "As MF101, of an index that is there and was not unique.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  index "one" { # here
    columns = [column.id]
    unique  = true
  }
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  index "one" {
    columns = [column.id]
    where   = "id > 0"
  }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  index "one" { columns = [column.id] }
}
)"},
    .step = index_made_unique,
};

}  // namespace schema::lint
