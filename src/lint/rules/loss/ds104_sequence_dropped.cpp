#include "lint/rule.hpp"

namespace schema::lint {

namespace {

/// A sequence that comes back starts anew.
void sequence_dropped(const Step& step, const Scene&, Found& found) {
  auto look = [&](const Resource& r) {
    if (r.kind->name == "sequence") found.add(r, "forgets how far the sequence has counted");
  };
  if (step.verb != Verb::drop) return;
  look(*step.resource);
  for (auto r : step.folded) look(*r);
}

}  // namespace

extern const Rule ds104{
    .code = "DS104",
    .title = "A sequence is dropped",
    .doc =
        "The number that it has reached is gone. A sequence of the same name that is created later starts at its "
        "beginning, and gives numbers that are in use.",
    .example = {.bad = R"(schema "app" {} # here
)",
                .good = R"(schema "app" {}
sequence "ticket" {
  increment = 2
}
)",
                .old = R"(schema "app"      {}
sequence "ticket" {}
)"},
    .step = sequence_dropped,
};

}  // namespace schema::lint
