#include "lint/rules/types/column_type.hpp"
#include "lint/rules/types/examples.hpp"

namespace schema::lint {

namespace {

void timetz(const Resource& r, const Scene&, Found& found) {
  report_type(r, "time with time zone", "a time of day with an offset means no moment: use timestamptz, or time",
              found);
}

}  // namespace

extern const Rule ty106{
    .code = "TY106",
    .title = "A time of day with time zone",
    .doc =
        "Without a date nobody knows which offset a zone has, so it keeps a bare offset. PostgreSQL's manual advises "
        "against it.",
    .example = {.bad = HERE_COLUMN("timetz"), .good = WITH_COLUMN("time")},
    .kinds = "column",
    .resource = timetz,
};

}  // namespace schema::lint
