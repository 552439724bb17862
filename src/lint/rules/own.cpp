#include "lint/families.hpp"

namespace schema::lint {

namespace {

void protected_touched(const Step& step, const Scene& scene, Found& found) {
  auto loses = [](const Statement& s) {
    return std::any_of(s.hazards.begin(), s.hazards.end(), [](auto& hazard) { return hazard.destructive; });
  };
  bool drops = step.verb == Verb::drop || step.verb == Verb::drop_aside || step.verb == Verb::set_aside;
  if (!drops && std::none_of(step.statements.begin(), step.statements.end(), loses)) return;
  for (auto& pattern : scene.settings.protect)
    if (covers(pattern, step.resource->address)) {
      found.add(*step.resource, fmt::format("the policy protects it ({}), and the plan {}", pattern,
                                            drops ? "drops it" : "takes data from it"));
      return;
    }
}

const Rule kRules[] = {
    {.code = "PR101",
     .title = "Something protected would go",
     .level = Level::deny,
     .doc = "`protected = [\"table.billing.*\"]` in the policy names what no plan may drop, recreate or take data "
            "from, and "
            "everything below it. No comment in a file allows it.",
     .step = protected_touched},
    {.code = "LN101",
     .title = "A comment that ignores nothing",
     .doc = "`# schema:ignore CODE reason` hides what the rule CODE finds on this line, on the next one if the comment "
            "stands "
            "alone, and below it if a block begins there. It is reported itself when it hides nothing, names no "
            "rule, or gives no reason.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  # schema:ignore TY101 the clock of the station has no zone # here
  column "at" { type = timestamptz }
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
)",
                 .good = R"(schema "app" {}
table "call" {
  # schema:ignore TY101 the clock of the station has no zone
  column "at" { type = timestamp }
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
)"}},
};

}  // namespace

Family own_rules() { return {"The rules themselves", kRules}; }

}  // namespace schema::lint
