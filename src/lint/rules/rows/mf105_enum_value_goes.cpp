#include "kinds/column.hpp"
#include "kinds/enum.hpp"
#include "lint/rule.hpp"
#include "sql/quote.hpp"

namespace schema::lint {

namespace {

/// The one of the same address at the other end of the plan.
const Resource* created_as(const Plan& plan, std::string_view address) {
  for (auto& step : plan.steps)
    if (step.verb == Verb::create && step.resource->address == address) return step.resource;
  return nullptr;
}

/// A query that gives the rows of every column of the type that hold one of the values.
std::string rows_with(const Catalog& catalog, const Resource& type, const std::vector<std::string>& values) {
  std::vector<std::string> queries, literals;
  for (auto& value : values) literals.push_back(sql::quote_literal(value));
  for (auto& r : catalog.all()) {
    auto column = is<Column>(r.get());
    if (!column || column->type.named.to != &type || column->type.array) continue;
    auto name = sql::quote_ident(column->name);
    queries.push_back(fmt::format("SELECT {0} AS {0} FROM {1} WHERE {0}::text IN ({2})", name,
                                  sql::quote_qualified(column->parent->schema, column->parent->name),
                                  fmt::join(literals, ", ")));
  }
  return fmt::format("{}", fmt::join(queries, " UNION ALL "));
}

void value_removed(const Step& step, const Scene& scene, Found& found) {
  if (step.verb != Verb::set_aside || step.resource->kind->name != "enum" || !scene.current) return;
  auto now = created_as(*scene.plan, step.resource->address);
  if (!now) return;
  auto& kept = as<Enum>(*now).values;
  std::vector<std::string> gone;
  for (auto& value : as<Enum>(*step.resource).values)
    if (std::find(kept.begin(), kept.end(), value) == kept.end()) gone.push_back(value);
  if (gone.empty()) return;
  auto& finding = found.add(*now, fmt::format("takes away {}, and fails if a row holds it", fmt::join(gone, ", ")));
  finding.probe = rows_with(*scene.current, *step.resource, gone);
}

}  // namespace

extern const Rule mf105{
    .code = "MF105",
    .title = "A value of an enum goes",
    .doc =
        "PostgreSQL cannot take a value out of an enum: the type is made anew and every column is converted, which "
        "fails if a row holds the value. Change those rows first.",
    .example = {.bad = R"(schema "app"  {}
enum "status" { values = ["open"] } # here
table "call" {
  column "status" { type = enum.status }
}
)",
                .good = R"(schema "app"  {}
enum "status" { values = ["open", "closed", "lost"] }
table "call" {
  column "status" { type = enum.status }
}
)",
                .old = R"(schema "app"  {}
enum "status" { values = ["open", "closed"] }
table "call" {
  column "status" { type = enum.status }
}
)"},
    .step = value_removed,
};

}  // namespace schema::lint
