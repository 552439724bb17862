#include "kinds/routine.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void open_path(const Resource& r, const Scene&, Found& found) {
  auto& routine = as<Routine>(r);
  if (routine.security.text == "definer" && !routine.config.contains("search_path") && !has_standard_body(routine))
    found.add(r, "runs with its owner's rights and its caller's search_path");
}

}  // namespace

extern const Rule se101{
    .code = "SE101",
    .title = "SECURITY DEFINER without a search_path",
    .doc =
        "The routine runs with its owner's rights, but finds names by its caller's search_path: a caller who puts a "
        "table or an operator of the same name first has his own code run as the owner. Set the path: `config = { "
        "search_path = \"app, pg_temp\" }`.",
    .example = {.bad = R"(schema "app" {}
function "one" { # here
  lang     = sql
  return   = bigint
  security = definer
  as       = "SELECT 1"
}
)",
                .good = R"(schema "app" {}
function "one" {
  lang     = sql
  return   = bigint
  security = definer
  config   = { search_path = "pg_catalog, pg_temp" }
  as       = "SELECT 1"
}
)"},
    .kinds = "function procedure",
    .resource = open_path,
};

}  // namespace schema::lint
