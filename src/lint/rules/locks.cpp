#include <set>

#include "lint/families.hpp"
#include "plan/script.hpp"

namespace schema::lint {

namespace {

const Resource* top_of(const Resource* r) {
  while (r->parent) r = r->parent;
  return r;
}

/// The plan's transactions, each as its statements on what was there before.
std::vector<std::vector<Command>> transactions(const Plan& plan) {
  std::set<const Resource*> made;
  for (auto& step : plan.steps)
    if (step.verb == Verb::create && !step.replaces) made.insert(step.resource);
  std::vector<std::vector<Command>> all(1);
  for (auto& command : commands(plan)) {
    if (command.type == Command::Type::begin || command.type == Command::Type::commit) all.emplace_back();
    if (command.statement && !made.contains(top_of(command.step->resource))) all.back().push_back(command);
  }
  return all;
}

/// What keeps a table locked for long: it is read or written as a whole.
bool takes_long(const Statement& s) {
  constexpr std::string_view kLong[] = {"PG101", "PG104", "PG105", "PG109", "PG301", "PG302", "PG303",
                                        "PG305", "PG306", "PG307", "PG309", "PG310", "PG311"};
  auto is_long = [&](auto& hazard) {
    return std::find(std::begin(kLong), std::end(kLong), hazard.code) != std::end(kLong);
  };
  return std::any_of(s.hazards.begin(), s.hazards.end(), is_long);
}

void several_tables(const Scene& scene, Found& found) {
  for (auto& transaction : transactions(*scene.plan)) {
    std::set<std::string> locked;
    const Command* last = nullptr;
    for (auto& command : transaction) {
      if (command.statement->lock < Lock::share || top_of(command.step->resource)->kind->name != "table") continue;
      if (locked.insert(top_of(command.step->resource)->address).second) last = &command;
    }
    if (locked.size() < 2) continue;
    found.at_step(last->index);
    found.add(*last->step->resource,
              fmt::format("one transaction locks {} tables until its end: {}", locked.size(), fmt::join(locked, ", ")));
  }
}

/// Work that takes long, after a statement whose lock keeps readers out.
void work_under_lock(const Scene& scene, Found& found) {
  for (auto& transaction : transactions(*scene.plan)) {
    const Command* holds = nullptr;
    for (auto& command : transaction) {
      if (holds && takes_long(*command.statement) &&
          top_of(holds->step->resource)->address != top_of(command.step->resource)->address) {
        found.at_step(command.index);
        found.add(*command.step->resource, fmt::format("takes long while the lock on {} keeps reads and writes out",
                                                       top_of(holds->step->resource)->address));
        break;
      }
      bool table = top_of(command.step->resource)->kind->name == "table";
      if (!holds && table && command.statement->lock == Lock::access_exclusive) holds = &command;
    }
  }
}

#define BEFORE                                 \
  "schema \"app\" {}\n"                        \
  "table \"call\" {\n"                         \
  "  column \"id\"   { type = bigint }\n"      \
  "  column \"note\" { type = varchar(20) }\n" \
  "}\n"

#define AFTER(more)                       \
  "schema \"app\" {}\n"                   \
  "table \"call\" {\n"                    \
  "  column \"id\"   { type = bigint }\n" \
  "  column \"note\" { type = varchar(20) }\n\n" more "}\n"

#define NEW_TABLE(more) \
  BEFORE                \
  "table \"visit\" {\n" \
  "  column \"id\" { type = bigint }\n\n" more "}\n"

const Rule kRules[] = {
    {.code = "PG101",
     .title = "An index is built while writes wait",
     .doc = "`CREATE INDEX` holds a SHARE lock on the table for as long as it takes to read it: nobody can write. "
            "`online = true` in the policy builds it with CONCURRENTLY.",
     .example = {.bad = AFTER("  index \"note\" { columns = [column.note] } # here\n"),
                 .good = NEW_TABLE("  index \"id\" { columns = [column.id] }\n"),
                 .old = BEFORE}},
    {.code = "PG102",
     .title = "An index is dropped without CONCURRENTLY",
     .doc =
         "`DROP INDEX` waits for all who use the table, and whoever comes after it waits as well. `online = true` in "
         "the policy drops it with CONCURRENTLY.",
     .example = {.bad = R"(schema "app" {}
table "call" { # here
  column "id"   { type = bigint }
  column "note" { type = varchar(20) }
}
)",
                 .good = AFTER("  index \"note\" { columns = [column.note], comment = \"for searches\" }\n"),
                 .old = AFTER("  index \"note\" { columns = [column.note] }\n")}},
    {.code = "PG104",
     .title = "A primary key builds its index under an exclusive lock",
     .doc = "Nobody can read or write the table while it is built. Build a unique index concurrently first and make it "
            "the key with USING INDEX; `online = true` in the policy does so.",
     .example = {.bad = AFTER("  primary_key { columns = [column.id] } # here\n"),
                 .good = NEW_TABLE("  primary_key { columns = [column.id] }\n"),
                 .old = BEFORE}},
    {.code = "PG105",
     .title = "A unique constraint builds its index under an exclusive lock",
     .doc = "As PG104: build a unique index concurrently first and make it the constraint with USING INDEX.",
     .example = {.bad = AFTER("  unique \"u\" { columns = [column.id] } # here\n"),
                 .good = NEW_TABLE("  unique \"u\" { columns = [column.id] }\n"),
                 .old = BEFORE}},
    {.code = "PG109",
     .title = "An exclusion constraint builds its index under an exclusive lock",
     .doc = "Nobody can read or write the table while it is built, it fails if two rows exclude each other, and there "
            "is no "
            "way around either: PostgreSQL cannot build it concurrently. Choose a quiet hour.",
     .example = {.bad = AFTER("  exclude \"one\" { type = btree, on { column = column.id, op = \"=\" } } # here\n"),
                 .good = NEW_TABLE("  exclude \"one\" { type = btree, on { column = column.id, op = \"=\" } }\n"),
                 .old = BEFORE}},
    {.code = "PG301",
     .title = "A column's new type rewrites the table",
     .doc = "Every row and every index is written anew while nobody can read or write. A longer varchar, text for "
            "varchar and more digits of a numeric need no rewrite. For the others: add a column, fill it in batches, "
            "and exchange the names.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"   { type = numeric } # here
  column "note" { type = varchar(20) }
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text }
}
)",
                 .old = BEFORE}},
    {.code = "PG302",
     .title = "A new column whose default is different for each row",
     .doc = "The default calls a volatile function, so every row is written anew while nobody can read or write. A "
            "default that is the same for all rows (a literal, `now()`) costs nothing.",
     .example = {.bad = AFTER("  column \"key\" { type = uuid, default = sql(\"gen_random_uuid()\") } # here\n"),
                 .good = AFTER("  column \"at\" { type = timestamptz, default = sql(\"now()\") }\n"),
                 .old = BEFORE}},
    {.code = "PG303",
     .title = "SET NOT NULL reads the table under an exclusive lock",
     .doc = "Nobody can read or write meanwhile. A valid check `column IS NOT NULL` spares the reading; "
            "`online = true` in the policy adds one NOT VALID, validates it, and drops it again.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, null = true, comment = "given by the caller" }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, null = true }
}
)"}},
    {.code = "PG305",
     .title = "A check reads the table under an exclusive lock",
     .doc =
         "Nobody can read or write until every row has been looked at. With `not_valid = true` new rows are checked at "
         "once, and validating later lets others work; `online = true` in the policy does both.",
     .example = {.bad = AFTER("  check \"positive\" { expr = \"id > 0\" } # here\n"),
                 .good = AFTER("  check \"positive\" { expr = \"id > 0\", not_valid = true }\n"),
                 .old = BEFORE}},
    {.code = "PG306",
     .title = "A foreign key reads both tables while writes wait",
     .doc = "As PG305, but for writes to both tables; others can still read.",
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
    {.code = "PG307",
     .title = "LOGGED, UNLOGGED or another tablespace copies the table",
     .doc = "Every row is written anew while nobody can read or write.",
     .example = {.bad = R"(schema "app" {}
table "call" { # here
  unlogged = true
  column "id"   { type = bigint }
  column "note" { type = varchar(20) }
}
)",
                 .good = R"(schema "app" {}
table "call" {
  storage_params = { fillfactor = 70 }
  column "id"   { type = bigint }
  column "note" { type = varchar(20) }
}
)",
                 .old = BEFORE}},
    {.code = "PG309",
     .title = "A new stored generated column rewrites the table",
     .doc = "Every row is written anew while nobody can read or write. A view, a virtual column (PostgreSQL 18) or a "
            "plain column that a trigger fills avoids it.",
     .example = {.bad = AFTER("  column \"twice\" { # here\n    type = bigint\n    as { expr = \"id * 2\" }\n  }\n"),
                 .good = AFTER("  column \"twice\" { type = bigint, null = true }\n"),
                 .old = BEFORE}},
    {.code = "PG310",
     .title = "A new identity column rewrites the table",
     .doc = "Every row gets a number and is written anew while nobody can read or write.",
     .example = {.bad = AFTER("  column \"n\" { type = bigint, identity = always } # here\n"),
                 .good = AFTER("  column \"n\" { type = bigint, null = true }\n"),
                 .old = BEFORE}},
    {.code = "PG311",
     .title = "Another access method rewrites the table",
     .doc = "Every row is written anew while nobody can read or write."},
    {.code = "PT101",
     .title = "A table is attached as a partition",
     .doc = "The server reads the whole table to see that its rows belong there, while nobody can write to it. A valid "
            "check "
            "that says the same as the bound spares the reading; it can be added NOT VALID and validated before."},
    {.code = "PT102",
     .title = "Rows move out of the default partition",
     .doc = "The default partition holds rows that belong to a new one. They are moved in the plan's transaction, "
            "which takes as "
            "long as there are rows, and locks them until its end."},
    {.code = "LK101",
     .title = "One transaction locks several tables",
     .doc = "Each lock is held until the transaction ends, so that who uses the first table waits for the work on all "
            "others; and two who lock the same tables in another order stop each other (a deadlock). Apply the changes "
            "of each "
            "table by itself, or use `online = true`, which commits as early as it can.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"      { type = bigint }
  check "positive" { expr = "id > 0" }
}
table "visit" {
  column "id"      { type = bigint }
  check "positive" { expr = "id > 0" } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id"      { type = bigint }
  check "positive" { expr = "id > 0" }
}
table "visit" {
  column "id" { type = bigint }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
table "visit" {
  column "id" { type = bigint }
}
)"},
     .plan = several_tables},
    {.code = "LK102",
     .title = "Long work while another table is locked",
     .doc = "A statement that reads or writes a whole table runs in a transaction that already keeps everybody from "
            "another one. The short change is then as expensive as the long one. Apply them one after the other.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text, null = true }
}
table "visit" {
  column "id" { type = bigint }
  index "id"  { columns = [column.id] } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text, null = true }
}
table "visit" {
  column "id" { type = bigint }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
table "visit" {
  column "id" { type = bigint }
}
)"},
     .plan = work_under_lock},
};

#undef BEFORE
#undef AFTER
#undef NEW_TABLE

}  // namespace

Family lock_rules() { return {"Locks and rewrites", kRules, "postgres"}; }

}  // namespace schema::lint
