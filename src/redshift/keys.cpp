#include "kinds/constraint.hpp"
#include "redshift/support.hpp"

namespace schema {
extern const Kind primary_key_kind;
extern const Kind unique_kind;
extern const Kind foreign_key_kind;
extern const Kind column_kind;
}  // namespace schema

/// Primary keys, unique and foreign keys: the server never looks whether they hold, but plans queries as if they did.
namespace schema::redshift {

namespace {

constexpr std::string_view kTrust = "is not enforced, and queries give wrong results if it does not hold";

constexpr Lack kKeyLacks[] = {
    {"include", "leave it out: there is no index behind a key"},
    {"deferrable", "leave it out: nothing is checked"},
    {"storage_params", "leave them out: there is no index behind a key"},
    {"tablespace", "leave it out: there is no index behind a key"},
    {"index_comment", "leave it out: there is no index behind a key"},
    {"cluster", "use a sort key"},
    {"nulls_distinct", "leave it out: nothing is checked"},
    {"without_overlaps", "leave it out: nothing is checked"},
};
constexpr Lack kForeignKeyLacks[] = {
    {"on_update", "leave it out: nothing happens to rows that refer to others"},
    {"on_delete", "leave it out: nothing happens to rows that refer to others"},
    {"on_delete_columns", "leave it out: nothing happens to rows that refer to others"},
    {"match", "leave it out: nothing is checked"},
    {"deferrable", "leave it out: nothing is checked"},
    {"not_valid", "leave it out: nothing is checked"},
};

/// "1,3": numbers of the table's columns.
std::vector<Resource*> columns_of(const Inspector& db, Oid table, const std::string& numbers) {
  std::vector<Resource*> columns;
  for (size_t at = 0; at < numbers.size();) {
    auto end = std::min(numbers.find(',', at), numbers.size());
    if (auto column = db.find(Class::relation, table, std::atoi(numbers.substr(at, end - at).c_str())))
      columns.push_back(column);
    at = end + 1;
  }
  return columns;
}

void inspect_constraints(Inspector& db, std::string_view type,
                         const std::function<void(std::string, Row&, Resource&, Oid)>& each) {
  db.query(fmt::format(R"(
    SELECT k.conrelid, k.conname, d.description, array_to_string(k.conkey, ','), k.confrelid, array_to_string(k.confkey, ','), k.oid
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_description d ON d.classoid = 2606 AND d.objoid = k.oid
     WHERE k.contype = '{}' AND c.relkind = 'r' AND $user ORDER BY k.conrelid, k.conname)",
                       type),
           [&](Row& row) {
             auto oid = row.oid();
             auto table = db.find(Class::relation, oid);
             if (table) each(row.text(), row, *table, oid);
           });
}

template <class T>
void inspect_keys(Inspector& db, const Kind& kind, std::string_view type) {
  inspect_constraints(db, type, [&](std::string name, Row& row, Resource& table, Oid oid) {
    auto key = make<T>(kind, "", std::move(name), &table);
    key->comment = row.optional_text();
    for (auto column : columns_of(db, oid, row.text())) key->columns.push_back({column->name, {}});
    db.add(std::move(key));
  });
}

void inspect_primary_keys(Inspector& db) { inspect_keys<PrimaryKey>(db, primary_key_kind, "p"); }
void inspect_uniques(Inspector& db) { inspect_keys<Unique>(db, unique_kind, "u"); }

void inspect_foreign_keys(Inspector& db) {
  inspect_constraints(db, "f", [&](std::string name, Row& row, Resource& table, Oid oid) {
    auto fk = make<ForeignKey>(foreign_key_kind, "", std::move(name), &table);
    fk->comment = row.optional_text();
    for (auto column : columns_of(db, oid, row.text())) fk->columns.push_back({column->name, {}});
    auto other = row.oid();
    for (auto column : columns_of(db, other, row.text())) {
      fk->ref_columns.emplace_back();
      fk->ref_columns.back().address = column->address;
    }
    db.add(std::move(fk));
  });
}

std::string target(const Resource& r) { return fmt::format("CONSTRAINT {} ON {}", identifier(r.name), table_of(r)); }

void name_it(const Resource& r, Statement& s) { s << "CONSTRAINT " << identifier(r.name) << " "; }

void define_primary_key(const Creation& c, Statement& s) {
  name_it(c.resource, s);
  s << "PRIMARY KEY (" << column_list(static_cast<const PrimaryKey&>(c.resource).columns) << ")";
}

void define_unique(const Creation& c, Statement& s) {
  name_it(c.resource, s);
  s << "UNIQUE (" << column_list(static_cast<const Unique&>(c.resource).columns) << ")";
}

void define_foreign_key(const Creation& c, Statement& s) {
  auto& fk = as<ForeignKey>(c.resource);
  name_it(fk, s);
  std::string table;
  std::vector<ColumnName> columns;
  for (auto& ref : fk.ref_columns) {
    if (!ref.to || !ref.to->parent) throw std::logic_error("no column has the address " + ref.address);
    table = qualified(*ref.to->parent);
    columns.push_back({ref.to->name, {}});
  }
  s << "FOREIGN KEY (" << column_list(fk.columns) << ") REFERENCES " << table << " (" << column_list(columns) << ")";
}

template <void (*define)(const Creation&, Statement&)>
void create(const Creation& c, Script& out) {
  if (c.folded(c.resource)) return;
  auto& s =
      out.add(alter_table(c.resource) + "ADD ").locks(Lock::access_exclusive).hazard("RS101", std::string(kTrust));
  define(c, s);
}

void drop(const Resource& r, Script& out) {
  out.add(fmt::format("{}DROP CONSTRAINT {}", alter_table(r), identifier(r.name))).locks(Lock::access_exclusive);
}

}  // namespace

extern const Support primary_key_support;
const Support primary_key_support = {
    .inspect = inspect_primary_keys,
    .render = {.create = create<define_primary_key>, .drop = drop, .target = target, .define = define_primary_key},
    .lacks = kKeyLacks,
};

extern const Support unique_support;
const Support unique_support = {
    .inspect = inspect_uniques,
    .render = {.create = create<define_unique>, .drop = drop, .target = target, .define = define_unique},
    .lacks = kKeyLacks,
};

extern const Support foreign_key_support;
const Support foreign_key_support = {
    .inspect = inspect_foreign_keys,
    .render = {.create = create<define_foreign_key>, .drop = drop, .target = target, .define = define_foreign_key},
    .lacks = kForeignKeyLacks,
};

}  // namespace schema::redshift
