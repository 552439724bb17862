#include "kinds/table.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void autovacuum_off(const Resource& r, const Scene&, Found& found) {
  auto& parameters = as<Table>(r).storage_params;
  if (auto it = parameters.find("autovacuum_enabled");
      it != parameters.end() && (it->second == "false" || it->second == "off"))
    found.add(r, "autovacuum is off: dead rows pile up, and the table is frozen only in an emergency");
}

}  // namespace

extern const Rule pg320{
    .code = "PG320",
    .title = "Autovacuum is off",
    .doc =
        "Without it dead rows are never reclaimed and statistics grow old; in the end the server vacuums the table "
        "anyway, to save its transaction numbers, at the worst time. Tune it with the other autovacuum parameters "
        "instead.",
    .example = {.bad = R"(schema "app" {}
table "call" { # here
  storage_params = { autovacuum_enabled = false }
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)",
                .good = R"(schema "app" {}
table "call" {
  storage_params = { autovacuum_vacuum_scale_factor = "0.01" }
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)"},
    .kinds = "table",
    .resource = autovacuum_off,
};

}  // namespace schema::lint
