#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "kinds/replica_identity.hpp"
#include "kinds/table.hpp"
#include "lint/families.hpp"
#include "sql/type_names.hpp"

namespace schema::lint {

namespace {

/// The columns of an index or key, in order; nothing if it is over expressions.
struct Keys {
  std::vector<std::string> columns;
  const Resource* resource;
  bool whole = true;  ///< every row is in it
  bool unique = false;
  bool plain = true;  ///< btree without settings that make it differ from its columns
};

std::vector<std::string> names(const std::vector<ColumnName>& columns) {
  std::vector<std::string> out;
  for (auto& c : columns) out.push_back(c.name);
  return out;
}

std::optional<Keys> keys_of(const Resource& r) {
  if (auto key = is<Key>(&r)) return Keys{names(key->columns), &r, true, true, key->include.empty()};
  auto index = is<Index>(&r);
  if (!index) return {};
  Keys keys{{}, &r, index->where_expr.empty(), index->unique, index->type.text == "btree" && index->include.empty()};
  for (auto& part : index->parts) {
    if (part.column.name.empty()) return {};
    keys.plain = keys.plain && part.ops.empty() && part.collate.empty() && !part.desc && part.nulls.empty();
    keys.columns.push_back(part.column.name);
  }
  return keys;
}

std::vector<Keys> all_keys(const Resource& table) {
  std::vector<Keys> all;
  for (auto child : table.children)
    if (auto keys = keys_of(*child)) all.push_back(std::move(*keys));
  return all;
}

void no_primary_key(const Resource& r, const Scene&, Found& found) {
  // A partition has its parent's, which need not be said again.
  if (as<Table>(r).partition_of()) return;
  auto is_key = [](const Resource* child) { return child->kind->name == "primary_key"; };
  if (std::none_of(r.children.begin(), r.children.end(), is_key)) found.add(r, "the table has no primary key");
}

/// Whether the first columns of the keys are these, in any order.
bool leads_with(const Keys& keys, const std::vector<std::string>& columns) {
  if (!keys.whole || keys.columns.size() < columns.size()) return false;
  return std::is_permutation(columns.begin(), columns.end(), keys.columns.begin());
}

void foreign_key_without_index(const Resource& r, const Scene&, Found& found) {
  auto columns = names(as<ForeignKey>(r).columns);
  for (auto& keys : all_keys(*r.parent))
    if (leads_with(keys, columns)) return;
  found.add(r, fmt::format("no index begins with {}", fmt::join(columns, ", ")));
}

void foreign_key_types(const Resource& r, const Scene&, Found& found) {
  auto& fk = as<ForeignKey>(r);
  for (size_t i = 0; i < std::min(fk.columns.size(), fk.ref_columns.size()); ++i) {
    auto to = is<Column>(fk.ref_columns[i].to);
    for (auto child : r.parent->children) {
      auto from = is<Column>(child);
      if (!to || !from || from->name != fk.columns[i].name) continue;
      if (sql::without_type_arguments(from->type.text) != sql::without_type_arguments(to->type.text))
        found.add(r, fmt::format("{} is of type {}, and refers to a column of type {}", from->name, from->type.text,
                                 to->type.text));
    }
  }
}

/// Whether everything that `a` is good for, `b` is good for as well.
bool is_redundant(const Keys& a, const Keys& b) {
  if (!a.plain || !b.plain || !a.whole || !b.whole || a.columns.size() > b.columns.size()) return false;
  if (!std::equal(a.columns.begin(), a.columns.end(), b.columns.begin())) return false;
  bool same = a.columns.size() == b.columns.size();
  return a.unique ? same && b.unique : true;
}

void redundant_index(const Resource& r, const Scene&, Found& found) {
  auto own = keys_of(r);
  if (!own) return;
  bool before = true;
  for (auto& other : all_keys(*r.parent)) {
    if (other.resource == &r) {
      before = false;
      continue;
    }
    // Of two that are alike only the second one is too many.
    if (!is_redundant(*own, other) || (!before && is_redundant(other, *own))) continue;
    return void(found.add(r, fmt::format("{} serves the same queries", other.resource->address)));
  }
}

void unlogged(const Resource& r, const Scene&, Found& found) {
  if (as<Table>(r).unlogged) found.add(r, "an unlogged table is empty after a crash and on every replica");
}

void autovacuum_off(const Resource& r, const Scene&, Found& found) {
  auto& parameters = as<Table>(r).storage_params;
  if (auto it = parameters.find("autovacuum_enabled");
      it != parameters.end() && (it->second == "false" || it->second == "off"))
    found.add(r, "autovacuum is off: dead rows pile up, and the table is frozen only in an emergency");
}

void never_validated(const Resource& r, const Scene&, Found& found) {
  auto check = is<Check>(&r);
  auto fk = is<ForeignKey>(&r);
  if ((check && check->not_valid) || (fk && fk->not_valid)) found.add(r, "rows from before it need not meet it");
}

void whole_row_sent(const Resource& r, const Scene&, Found& found) {
  auto& path = as<ReplicaIdentity>(r).identity.path;
  auto word = path.empty() ? as<ReplicaIdentity>(r).identity.address : path[0];
  if (word == "full")
    found.add(*r.parent,
              "every UPDATE and DELETE sends the whole old row, and the other side looks for it in the whole table");
  if (word == "nothing") found.add(*r.parent, "logical replication refuses UPDATE and DELETE");
}

const Rule kRules[] = {
    {.code = "TB101",
     .title = "A table without a primary key",
     .doc = "Its rows cannot be told apart: logical replication refuses UPDATE and DELETE, and many tools do not work "
            "with it.",
     .example = {.bad = R"(schema "app" {}
table "call" { # here
  column "id" { type = bigint }
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)"},
     .kinds = "table",
     .resource = no_primary_key},
    {.code = "TB102",
     .title = "A foreign key without an index",
     .doc = "Deleting a row of the other table, or changing its key, reads this whole table for each row, under a "
            "lock. PostgreSQL makes an index for the key that is referred to, but not for the one that refers.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "parent" { type = bigint }
  primary_key { columns = [column.id] }
  foreign_key "parent" { columns = [column.parent], ref_columns = [column.id] } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "parent" { type = bigint }
  primary_key { columns = [column.id] }
  foreign_key "parent" { columns = [column.parent], ref_columns = [column.id] }
  index "parent"       { columns = [column.parent] }
}
)"},
     .kinds = "foreign_key",
     .resource = foreign_key_without_index},
    {.code = "TB103",
     .title = "A foreign key between two types",
     .doc =
         "The values are compared through a cast. A smaller type on this side cannot name every row of the other one.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "parent" { type = integer }
  primary_key { columns = [column.id] }
  index "parent"       { columns = [column.parent] }
  foreign_key "parent" { columns = [column.parent], ref_columns = [column.id] } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id"     { type = bigint }
  column "parent" { type = bigint }
  primary_key { columns = [column.id] }
  index "parent"       { columns = [column.parent] }
  foreign_key "parent" { columns = [column.parent], ref_columns = [column.id] }
}
)"},
     .kinds = "foreign_key",
     .resource = foreign_key_types},
    {.code = "TB104",
     .title = "An index that another one makes superfluous",
     .doc = "Another index begins with the same columns and serves every query that this one serves. It costs room, "
            "and time at "
            "every write. Kept on purpose, because it is smaller? Ignore this with a comment.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  column "at" { type = timestamptz }
  primary_key { columns = [column.id] }
  index "id_at" { columns = [column.id, column.at] }
  index "id"    { columns = [column.id] } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  column "at" { type = timestamptz }
  primary_key { columns = [column.id] }
  index "at"    { columns = [column.at] }
  index "at_id" { columns = [column.at, column.id], where = "id > 0" }
}
)"},
     .kinds = "index",
     .resource = redundant_index},
    {.code = "TB105",
     .title = "An unlogged table",
     .doc = "It is fast because it is not written to the log: after a crash it is empty, and on replicas it cannot be "
            "read.",
     .example = {.bad = R"(schema "app" {}
table "call" { # here
  unlogged = true
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
     .kinds = "table",
     .resource = unlogged},
    {.code = "TB106",
     .title = "A constraint that is not validated",
     .doc =
         "`not_valid = true` is a step on the way: rows from before the constraint may break it, and the planner does "
         "not rely on it. Take `not_valid` away once the rows are in order.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  check "positive" { expr = "id > 0", not_valid = true } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  check "positive" { expr = "id > 0" }
}
)"},
     .kinds = "check foreign_key",
     .resource = never_validated},
    {.code = "PG314",
     .title = "A replica identity that is no key",
     .doc = "With `full` each change sends the whole old row, and a subscriber may have to read its whole table to "
            "find it; "
            "with `nothing` UPDATE and DELETE fail as soon as the table is published. A primary key, or a unique index "
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
     .resource = whole_row_sent},
    {.code = "PG320",
     .title = "Autovacuum is off",
     .doc = "Without it dead rows are never reclaimed and statistics grow old; in the end the server vacuums the table "
            "anyway, to "
            "save its transaction numbers, at the worst time. Tune it with the other autovacuum parameters instead.",
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
     .resource = autovacuum_off},
};

}  // namespace

Family table_rules() { return {"Tables, keys and indexes", kRules, "postgres"}; }

}  // namespace schema::lint
