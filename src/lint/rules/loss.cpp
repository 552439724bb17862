#include "lint/families.hpp"

namespace schema::lint {

namespace {

/// A sequence that comes back starts anew.
void sequence_dropped(const Step& step, const Scene&, Found& found) {
  auto look = [&](const Resource& r) {
    if (r.kind->name == "sequence") found.add(r, "forgets how far the sequence has counted");
  };
  if (step.verb != Verb::drop) return;
  look(*step.resource);
  for (auto r : step.folded) look(*r);
}

const Rule kRules[] = {
    {.code = "DS101",
     .title = "A schema is dropped",
     .doc = "`DROP SCHEMA`, with the tables, views and routines in it. A schema that is called otherwise now needs a "
            "`moved` block.",
     .example = {.bad = R"(schema "app" {}
)",
                 .good = R"(schema "app"     {}
schema "archive" {}
)",
                 .old = R"(schema "app"     {}
schema "archive" {}
)"}},
    {.code = "DS102",
     .title = "A table is dropped",
     .doc = "Its rows are gone once the plan is committed. If it is only called otherwise now, say so with "
            "`moved { from = table.old, to = table.new }`, and it keeps them. Else look at what it holds, and keep a "
            "copy.",
     .example = {.bad = R"(schema "app" {} # here
)",
                 .good = R"(schema "app" {}
table "visit" {
  column "id" { type = bigint }
}
moved { from = table.call, to = table.visit }
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"}},
    {.code = "DS103",
     .title = "A column is dropped",
     .doc = "Its values are gone once the plan is committed. If it is only called otherwise now, use a `moved` block. "
            "Programs that still read it fail: take it out of them first. A generated column loses nothing.",
     .example = {.bad = R"(schema "app" {}
table "call" { # here
  column "id" { type = bigint }
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "remark" { type = text, null = true }
}
moved { from = table.call.column.note, to = table.call.column.remark }
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text, null = true }
}
)"}},
    {.code = "DS104",
     .title = "A sequence is dropped",
     .doc = "The number that it has reached is gone. A sequence of the same name that is created later starts at its "
            "beginning, and gives numbers that are in use.",
     .example = {.bad = R"(schema "app" {} # here
)",
                 .good = R"(schema "app" {}
sequence "ticket" {
  increment = 2
}
)",
                 .old = R"(schema "app"      {}
sequence "ticket" {}
)"},
     .step = sequence_dropped},
    {.code = "DS105",
     .title = "A new type rounds values",
     .doc = "The new type holds less than the old one, and the server rounds or cuts values without a word: fewer "
            "digits behind the point, a date in place of a time. Keep the old values in a column of their own if "
            "anybody may ask for "
            "them.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "cost" { type = numeric(10, 2) } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "cost" { type = numeric(14, 4) }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "cost" { type = numeric(12, 4) }
}
)"}},
    {.code = "RO101",
     .title = "A role is dropped",
     .doc = "A role belongs to the whole server: it is dropped for every database on it, and its password is gone. The "
            "server refuses while the role owns anything or has privileges in any database.",
     .example = {.bad = R"(schema "app" {}
)",
                 .good = R"(schema "app"  {}
role "reader" { login = false }
)",
                 .old = R"(schema "app"  {}
role "reader" {}
)"}},
    {.code = "SU101",
     .title = "A subscription leaves its slot behind",
     .doc = "The replication slot stays at the publishing server, which keeps its log until somebody drops the slot "
            "there: `SELECT pg_drop_replication_slot('name')`."},
};

}  // namespace

Family loss_rules() { return {"Lost data", kRules}; }

}  // namespace schema::lint
