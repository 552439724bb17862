#include "lint/rules/types/column_type.hpp"
#include "lint/rules/types/examples.hpp"

namespace schema::lint {

namespace {

void padded_char(const Resource& r, const Scene&, Found& found) {
  report_type(r, "character", "char(n) pads with blanks: use text, with a check of its length", found);
}

}  // namespace

extern const Rule ty103{
    .code = "TY103",
    .title = "char(n)",
    .doc =
        "Values are filled with blanks up to n, which count in some comparisons and not in others. It saves nothing: "
        "`text` is as fast and as small.",
    .example = {.bad = HERE_COLUMN("char(2)"), .good = WITH_COLUMN("text")},
    .kinds = "column",
    .resource = padded_char,
};

}  // namespace schema::lint
