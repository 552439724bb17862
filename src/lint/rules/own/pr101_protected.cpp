#include "lint/rule.hpp"

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

}  // namespace

extern const Rule pr101{
    .code = "PR101",
    .title = "Something protected would go",
    .level = Level::deny,
    .doc =
        "`protected = [\"table.billing.*\"]` in the policy names what no plan may drop, recreate or take data from, "
        "and everything below it. No comment in a file allows it.",
    .step = protected_touched,
};

}  // namespace schema::lint
