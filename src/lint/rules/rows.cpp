#include "kinds/column.hpp"
#include "kinds/enum.hpp"
#include "kinds/index.hpp"
#include "lint/families.hpp"
#include "sql/quote.hpp"

namespace schema::lint {

namespace {

/// The one of the same address at the other end of the plan.
const Resource* created_as(const Plan& plan, std::string_view address) {
  for (auto& step : plan.steps)
    if (step.verb == Verb::create && step.resource->address == address) return step.resource;
  return nullptr;
}

void index_made_unique(const Step& step, const Scene& scene, Found& found) {
  if (step.resource->kind->name != "index" || step.verb != Verb::create || !step.replaces || !scene.current) return;
  auto& now = as<Index>(*step.resource);
  auto before = scene.current->find(now.address);
  if (now.unique && before && !as<Index>(*before).unique)
    found.add(now, "is unique from now on, and fails to build if two rows have the same key");
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

const Rule kRules[] = {
    {.code = "MF101",
     .title = "A unique index over rows that are there",
     .doc = "It cannot be built if two rows have the same key (for a primary key also: if one has a NULL). With a live "
            "target the rows that stand in the way are counted before.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  index "one" { # here
    columns = [column.id]
    unique  = true
  }
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  index "one" { columns = [column.id] }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"}},
    {.code = "MF102",
     .title = "An index becomes unique",
     .doc = "As MF101, of an index that is there and was not unique.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  index "one" { # here
    columns = [column.id]
    unique  = true
  }
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  index "one" {
    columns = [column.id]
    where   = "id > 0"
  }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  index "one" { columns = [column.id] }
}
)"},
     .step = index_made_unique},
    {.code = "MF103",
     .title = "A new column without a value for the rows that are there",
     .doc = "The column is NOT NULL and has no default, so the statement fails as soon as the table has a row. Give it "
            "a default, or add it with `null = true`, fill it, and make it NOT NULL after that.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text, default = "" }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"}},
    {.code = "MF104",
     .title = "A column becomes NOT NULL",
     .doc = "The statement fails if a row holds a NULL there. Fill those rows first. With a live target they are "
            "counted before.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint, null = true }
  check "given" { expr = "id IS NOT NULL", not_valid = true }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, null = true }
}
)"}},
    {.code = "MF105",
     .title = "A value of an enum goes",
     .doc = "PostgreSQL cannot take a value out of an enum: the type is made anew and every column is converted, which "
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
     .step = value_removed},
    {.code = "MF106",
     .title = "A new type does not take every value",
     .doc = "The conversion fails if a value does not fit: a longer text, a larger number, a text that is no number.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "note" { type = varchar(20) } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "note" { type = text }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "note" { type = varchar(50) }
}
)"}},
    {.code = "MF107",
     .title = "A check over rows that are there",
     .doc = "The statement fails if a row does not meet it. With a live target they are counted before. `not_valid = "
            "true` "
            "lets old rows be.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"      { type = bigint }
  check "positive" { expr = "id > 0" } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id"      { type = bigint }
  check "positive" { expr = "id > 0", not_valid = true }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"}},
    {.code = "MF108",
     .title = "A foreign key over rows that are there",
     .doc =
         "The statement fails if a row refers to none. With a live target they are counted before. `not_valid = true` "
         "lets old rows be.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  column "of" { type = bigint }
  primary_key { columns = [column.id] }
  foreign_key "of" { columns = [column.of], ref_columns = [column.id] } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  column "of" { type = bigint }
  primary_key { columns = [column.id] }
  foreign_key "of" { columns = [column.of], ref_columns = [column.id], not_valid = true }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  column "of" { type = bigint }
  primary_key { columns = [column.id] }
}
)"}},
};

}  // namespace

Family row_rules() { return {"Changes that rows can make fail", kRules}; }

}  // namespace schema::lint
