#include "kinds/table.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void open_rows(const Step& step, const Scene& scene, Found& found) {
  auto& r = *step.resource;
  if (r.kind->name == "policy" && step.verb == Verb::drop && !step.replaces) found.add(r, "drops the policy");
  auto table = is<Table>(&r);
  auto before = scene.current ? is<Table>(scene.current->find(r.address)) : nullptr;
  if (!table || !before || step.verb != Verb::alter) return;
  auto enabled = [](const Table& t) { return t.row_security && t.row_security->enabled; };
  if (enabled(*before) && !enabled(*table))
    found.add(r, "turns row security off: every role sees every row that its privileges allow");
}

}  // namespace

extern const Rule cd107{
    .code = "CD107",
    .title = "Row security is turned off, or loses a policy",
    .doc =
        "Without row security every role that may read the table sees all rows. Without a permissive policy some see "
        "fewer, without a restrictive one more than before.",
    .example = {.bad = R"(schema "app" {}
table "call" { # here
  column "id" { type = bigint }
}
)",
                .good = R"(schema "app" {}
table "call" {
  row_security {
    enabled  = true
    enforced = true
  }
  column "id" { type = bigint }
}
)",
                .old = R"(schema "app" {}
table "call" {
  row_security { enabled = true }
  column "id" { type = bigint }
}
)"},
    .step = open_rows,
};

}  // namespace schema::lint
