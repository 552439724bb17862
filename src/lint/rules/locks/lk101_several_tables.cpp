#include <set>
#include "lint/rules/locks/transactions.hpp"
#include "plan/script.hpp"

namespace schema::lint {

namespace {

void several_tables(const Scene& scene, Found& found) {
  for (auto& transaction : transactions(*scene.plan)) {
    std::set<std::string> locked;
    const Command* last = nullptr;
    for (auto& command : transaction) {
      if (command.statement->lock < Lock::share || top_of(*command.step->resource).kind->name != "table") continue;
      if (locked.insert(top_of(*command.step->resource).address).second) last = &command;
    }
    if (locked.size() < 2) continue;
    found.at_step(last->index);
    found.add(*last->step->resource,
              fmt::format("one transaction locks {} tables until its end: {}", locked.size(), fmt::join(locked, ", ")));
  }
}

}  // namespace

extern const Rule lk101{
    .code = "LK101",
    .title = "One transaction locks several tables",
    .doc =
        "Each lock is held until the transaction ends, so that who uses the first table waits for the work on all "
        "others; and two who lock the same tables in another order stop each other (a deadlock). Apply the changes of "
        "each table by itself, or use `online = true`, which commits as early as it can.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"      { type = bigint }
  check "positive" { expr = "id > 0" }
}
table "visit" {
  column "id"      { type = bigint }
  check "positive" { expr = "id > 0" } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id"      { type = bigint }
  check "positive" { expr = "id > 0" }
}
table "visit" {
  column "id" { type = bigint }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
table "visit" {
  column "id" { type = bigint }
}
)"},
    .plan = several_tables,
};

}  // namespace schema::lint
