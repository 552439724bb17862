#include "lint/rules/types/column_type.hpp"
#include "lint/rules/types/examples.hpp"

namespace schema::lint {

namespace {

void timestamp(const Resource& r, const Scene&, Found& found) {
  report_type(r, "timestamp without time zone", "timestamp does not say which moment it means: use timestamptz", found);
}

}  // namespace

extern const Rule ty101{
    .code = "TY101",
    .title = "A timestamp without time zone",
    .doc =
        "It holds what a clock on a wall showed, not a moment: two of them cannot be compared across zones or over the "
        "end of summer time. `timestamptz` takes the same room and is shown in the zone of who reads it.",
    .example = {.bad = HERE_COLUMN("timestamp"), .good = WITH_COLUMN("timestamptz")},
    .kinds = "column",
    .resource = timestamp,
};

}  // namespace schema::lint
