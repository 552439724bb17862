#include "lint/rule.hpp"
#include "sql/quote.hpp"

namespace schema::lint {

namespace {

void needs_quotes(const Resource& r, const Scene&, Found& found) {
  if (!r.name.empty() && sql::quote_ident(r.name) != r.name)
    found.add(r, fmt::format("the name has to be written in quotes everywhere: {}", sql::quote_ident(r.name)));
}

}  // namespace

extern const Rule nm107{
    .code = "NM107",
    .title = "A name that needs quotes",
    .doc =
        "Upper case, spaces and SQL's own words make a name that must be quoted wherever it is used; who forgets it "
        "gets an error, or another table.",
    .example = {.bad = R"(schema "app" {}
table "Call" { # here
  column "id"             { type = bigint, identity = always }
  primary_key "call_pkey" { columns = [column.id] }
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
)"},
    .kinds = "schema table column view materialized_view index sequence enum domain composite",
    .resource = needs_quotes,
};

}  // namespace schema::lint
