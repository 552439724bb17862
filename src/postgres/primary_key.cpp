#include "postgres/keys.hpp"
#include "postgres/probes.hpp"

namespace schema {
extern const Kind primary_key_kind;
}

namespace schema::postgres {

namespace {

void inspect_primary_keys(Inspector& db) {
  db.query(KeyRow::query('p', db.version()), [&](Row& row) {
    KeyRow key(db, row);
    if (key.table) key.add(db, make<PrimaryKey>(primary_key_kind, "", key.name, key.table));
  });
}

void define(const Creation& c, Statement& s) {
  define_key(as<PrimaryKey>(c.resource), name_constraint(c.resource, s) << "PRIMARY KEY");
}

void create(const Creation& c, Script& out) {
  if (!is_folded(c, as<PrimaryKey>(c.resource))) {
    auto& s = add_key(as<PrimaryKey>(c.resource), out);
    if (!partitioned(c.resource)) s.scans().hazard("PG104", "keeps reads and writes out while its index is built");
    auto& key = as<PrimaryKey>(c.resource);
    s.hazard("MF101", "fails if a row has a NULL or two rows have the same key");
    if (!key.without_overlaps) s.probe(probe_duplicates(*key.parent, quoted(key.columns), false, {}));
    define(c, s);
  }
  finish_key(c, as<PrimaryKey>(c.resource), out);
}

void drop(const Resource& r, Script& out) { drop_constraint(r, out).hazard("CD103", "drops the primary key"); }

void online(OnlineStep& step) { build_key_first(step, "PRIMARY KEY", ""); }

}  // namespace

extern const Support primary_key_support;
const Support primary_key_support = {inspect_primary_keys,
                                     {.create = create,
                                      .drop = drop,
                                      .alter = alter_key,
                                      .target = constraint_target,
                                      .define = define,
                                      .rename = rename_constraint,
                                      .online = online,
                                      .undone_by = parts_undone_by}};

}  // namespace schema::postgres
