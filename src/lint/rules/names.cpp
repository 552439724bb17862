#include <re2/re2.h>

#include "lint/families.hpp"
#include "sql/quote.hpp"

namespace schema::lint {

namespace {

/// What the policy wants of the names of one kind, and of all.
template <std::string Naming::*wanted>
void name_differs(const Resource& r, const Scene& scene, Found& found) {
  if (!scene.settings.naming) return;
  auto& naming = *scene.settings.naming;
  for (auto& pattern : {naming.*wanted, naming.all}) {
    if (pattern.empty() || RE2::FullMatch(r.name, pattern)) continue;
    found.add(r, naming.message.empty() ? fmt::format("the name \"{}\" does not match {}", r.name, pattern)
                                        : fmt::format("\"{}\": {}", r.name, naming.message));
    return;
  }
}

void needs_quotes(const Resource& r, const Scene&, Found& found) {
  if (!r.name.empty() && sql::quote_ident(r.name) != r.name)
    found.add(r, fmt::format("the name has to be written in quotes everywhere: {}", sql::quote_ident(r.name)));
}

#define NAMING_DOC(of)                                                                                \
  "What the names of " of                                                                             \
  " must look like is said in the policy: `naming { all = \"[a-z][a-z0-9_]*\" }` for all names, and " \
  "`schema`, `table`, `column`, `index`, `foreign_key`, `check` for one kind. Without `naming` nothing is reported."

const Rule kRules[] = {
    {.code = "NM101",
     .title = "The name of a schema",
     .doc = NAMING_DOC("schemas"),
     .kinds = "schema",
     .resource = name_differs<&Naming::schema>},
    {.code = "NM102",
     .title = "The name of a table",
     .doc = NAMING_DOC("tables"),
     .kinds = "table",
     .resource = name_differs<&Naming::table>},
    {.code = "NM103",
     .title = "The name of a column",
     .doc = NAMING_DOC("columns"),
     .kinds = "column",
     .resource = name_differs<&Naming::column>},
    {.code = "NM104",
     .title = "The name of an index",
     .doc = NAMING_DOC("indexes"),
     .kinds = "index",
     .resource = name_differs<&Naming::index>},
    {.code = "NM105",
     .title = "The name of a foreign key",
     .doc = NAMING_DOC("foreign keys"),
     .kinds = "foreign_key",
     .resource = name_differs<&Naming::foreign_key>},
    {.code = "NM106",
     .title = "The name of a check",
     .doc = NAMING_DOC("checks"),
     .kinds = "check",
     .resource = name_differs<&Naming::check>},
    {.code = "NM107",
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
     .resource = needs_quotes},
};

#undef NAMING_DOC

}  // namespace

Family name_rules() { return {"Names", kRules}; }

}  // namespace schema::lint
