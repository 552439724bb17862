#include "kinds/table.hpp"
#include "lint/families.hpp"

namespace schema::lint {

namespace {

void open_rows(const Step& step, const Scene& scene, Found& found) {
  auto& r = *step.resource;
  if (r.kind->name == "policy" && step.verb == Verb::drop && !step.replaces) found.add(r, "drops the policy");
  auto table = is<Table>(&r);
  auto before = scene.current ? is<Table>(scene.current->find(r.address)) : nullptr;
  if (!table || !before || step.verb != Verb::alter) return;
  auto enabled = [](const Table& t) { return t.row_security && t.row_security->enabled; };
  if (enabled(*before) && !enabled(*table))
    found.add(r, "turns row security off: every role sees every row that its privileges allow");
}

#define TABLE_WITH(constraint) \
  "schema \"app\" {}\n"        \
  "table \"call\" {\n"         \
  "  column \"id\" { type = bigint }\n\n" constraint "}\n"

#define BAD_TABLE                       \
  "schema \"app\" {}\n"                 \
  "table \"call\" { # here\n"           \
  "  column \"id\" { type = bigint }\n" \
  "}\n"

const Rule kRules[] = {
    {.code = "CD101",
     .title = "A foreign key is dropped",
     .doc = "From then on rows may refer to rows that are not there, and nobody notices. A foreign key that is only "
            "replaced is not reported.",
     .example =
         {.bad = BAD_TABLE,
          .good = TABLE_WITH(
              "  foreign_key \"self\" { columns = [column.id], ref_columns = [column.id], on_delete = cascade }\n"
              "  primary_key { columns = [column.id] }\n"),
          .old = TABLE_WITH("  foreign_key \"self\" { columns = [column.id], ref_columns = [column.id] }\n"
                            "  primary_key { columns = [column.id] }\n")},
     .kept_by_replacement = true},
    {.code = "CD102",
     .title = "A check is dropped",
     .doc = "Rows that it kept out can come in, and to have it back later they must be found and repaired.",
     .example = {.bad = BAD_TABLE,
                 .good = TABLE_WITH("  check \"positive\" { expr = \"id > 0 AND id < 9\" }\n"),
                 .old = TABLE_WITH("  check \"positive\" { expr = \"id > 0\" }\n")},
     .kept_by_replacement = true},
    {.code = "CD103",
     .title = "A primary key is dropped",
     .doc = "Rows can come twice or without a key. Logical replication of UPDATE and DELETE stops with an error unless "
            "the table has another replica identity.",
     .example = {.bad = BAD_TABLE,
                 .good = TABLE_WITH(
                     "  primary_key \"pk\" { columns = [column.id], storage_params = { fillfactor = 70 } }\n"),
                 .old = TABLE_WITH("  primary_key \"pk\" { columns = [column.id] }\n")},
     .kept_by_replacement = true},
    {.code = "CD104",
     .title = "A unique constraint is dropped",
     .doc = "Rows can come twice, `ON CONFLICT` on these columns fails, and queries that found rows by its index read "
            "the whole table.",
     .example = {.bad = BAD_TABLE,
                 .good = TABLE_WITH("  unique \"u\" { columns = [column.id], deferrable = initially_deferred }\n"),
                 .old = TABLE_WITH("  unique \"u\" { columns = [column.id] }\n")},
     .kept_by_replacement = true},
    {.code = "CD105",
     .title = "An exclusion constraint is dropped",
     .doc = "Rows that exclude each other, such as two bookings of one room at one time, can come in.",
     .example = {.bad = BAD_TABLE,
                 .good = TABLE_WITH("  exclude \"one\" { type = btree, on { column = column.id, op = \"=\" } }\n"),
                 .old = TABLE_WITH("  exclude \"one\" { type = btree, on { column = column.id, op = \"=\" } }\n")},
     .kept_by_replacement = true},
    {.code = "CD106",
     .title = "A column may be NULL from now on",
     .doc = "Programs that read it did not have to expect NULL. To take it back, the rows that hold one by then need a "
            "value.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, null = true } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, comment = "given by the caller" }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
)"}},
    {.code = "CD107",
     .title = "Row security is turned off, or loses a policy",
     .doc =
         "Without row security every role that may read the table sees all rows. Without a permissive policy some see "
         "fewer, without a restrictive one more than before.",
     .example = {.bad = R"(schema "app" {}
table "call" { # here
  column "id" { type = bigint }
}
)",
                 .good = R"(schema "app" {}
table "call" {
  row_security {
    enabled  = true
    enforced = true
  }
  column "id" { type = bigint }
}
)",
                 .old = R"(schema "app" {}
table "call" {
  row_security { enabled = true }
  column "id" { type = bigint }
}
)"},
     .step = open_rows},
};

#undef TABLE_WITH
#undef BAD_TABLE

}  // namespace

Family constraint_rules() { return {"Lost constraints", kRules}; }

}  // namespace schema::lint
