#include "lint/rules/types/column_type.hpp"
#include "lint/rules/types/examples.hpp"

namespace schema::lint {

namespace {

void money(const Resource& r, const Scene&, Found& found) {
  report_type(r, "money", "money depends on the server's lc_monetary: use numeric, with the currency beside it", found);
}

}  // namespace

extern const Rule ty104{
    .code = "TY104",
    .title = "money",
    .doc =
        "Its unit and its number of digits are those of the server's `lc_monetary`: the same value is shown as dollars "
        "here and as yen there.",
    .example = {.bad = HERE_COLUMN("money"), .good = WITH_COLUMN("numeric(12, 2)")},
    .kinds = "column",
    .resource = money,
};

}  // namespace schema::lint
