#include "postgres/keys.hpp"
#include "postgres/probes.hpp"

namespace schema {
extern const Kind unique_kind;
}

namespace schema::postgres {

namespace {

void inspect_uniques(Inspector& db) {
  db.query(KeyRow::query('u', db.version()), [&](Row& row) {
    KeyRow key(db, row);
    if (!key.table) return;
    auto made = make<Unique>(unique_kind, "", key.name, key.table);
    made->nulls_distinct = !key.nulls_not_distinct;
    key.add(db, std::move(made));
  });
}

void define(const Creation& c, Statement& s) {
  auto& key = as<Unique>(c.resource);
  name_constraint(key, s) << (key.nulls_distinct ? "UNIQUE" : "UNIQUE NULLS NOT DISTINCT");
  define_key(key, s);
}

void create(const Creation& c, Script& out) {
  if (!is_folded(c, as<Unique>(c.resource))) {
    auto& s = add_key(as<Unique>(c.resource), out);
    if (!partitioned(c.resource)) s.scans().hazard("PG105", "keeps reads and writes out while its index is built");
    auto& key = as<Unique>(c.resource);
    s.hazard("MF101", "fails if two rows have the same key");
    if (!key.without_overlaps) s.probe(probe_duplicates(*key.parent, quoted(key.columns), key.nulls_distinct, {}));
    define(c, s);
  }
  finish_key(c, as<Unique>(c.resource), out);
}

void drop(const Resource& r, Script& out) { drop_constraint(r, out).hazard("CD104", "drops the unique constraint"); }

void online(OnlineStep& step) {
  build_key_first(step, "UNIQUE", as<Unique>(step.resource).nulls_distinct ? "" : " NULLS NOT DISTINCT");
}

}  // namespace

extern const Support unique_support;
const Support unique_support = {inspect_uniques,
                                {.create = create,
                                 .drop = drop,
                                 .alter = alter_key,
                                 .target = constraint_target,
                                 .define = define,
                                 .rename = rename_constraint,
                                 .online = online,
                                 .undone_by = parts_undone_by}};

}  // namespace schema::postgres
