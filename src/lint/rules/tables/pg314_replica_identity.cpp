#include "kinds/column.hpp"
#include "kinds/replica_identity.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void whole_row_sent(const Resource& r, const Scene&, Found& found) {
  auto& path = as<ReplicaIdentity>(r).identity.path;
  auto word = path.empty() ? as<ReplicaIdentity>(r).identity.address : path[0];
  if (word == "full")
    found.add(*r.parent,
              "every UPDATE and DELETE sends the whole old row, and the other side looks for it in the whole table");
  if (word == "nothing") found.add(*r.parent, "logical replication refuses UPDATE and DELETE");
}

}  // namespace

extern const Rule pg314{
    .code = "PG314",
    .title = "A replica identity that is no key",
    .doc =
        "With `full` each change sends the whole old row, and a subscriber may have to read its whole table to find "
        "it; with `nothing` UPDATE and DELETE fail as soon as the table is published. A primary key, or a unique index "
        "over NOT NULL columns, is what replication wants.",
    .example = {.bad = R"(schema "app" {}
table "call" { # here
  replica_identity = full
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)"},
    .kinds = "replica_identity",
    .resource = whole_row_sent,
};

}  // namespace schema::lint
