#include "model/literal.hpp"
#include "postgres/column.hpp"
#include "postgres/sequence_options.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind column_kind;
extern const Kind column_default_kind;
}  // namespace schema

namespace schema::postgres {

namespace {

std::string_view storage_word(std::string_view letter) {
  if (letter.empty()) return "";
  return letter == "p" ? "plain" : letter == "e" ? "external" : letter == "x" ? "extended" : "main";
}

/// The columns of some of the tables. These are the most rows of all catalog queries, so that two connections share
/// them, and few results are held at a time. A default names no column, so that its text needs no look at the table,
/// which is what takes the time.
void inspect_part(Inspector& db, std::string_view part) {
  auto compression = db.version() >= 140000 ? "nullif(a.attcompression, '')" : "NULL";
  db.query(fmt::format(R"(
    SELECT c.oid, a.attnum, a.attname, a.atttypid,
           CASE WHEN t.typnamespace = 'pg_catalog'::regnamespace OR $own THEN format_type(a.atttypid, a.atttypmod) END, a.attnotnull,
           CASE WHEN a.attcollation <> t.typcollation THEN
             (SELECT cn.nspname FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
               WHERE co.oid = a.attcollation AND cn.nspname NOT IN ('pg_catalog', n.nspname)) END,
           CASE WHEN a.attcollation <> t.typcollation THEN (SELECT collname FROM pg_collation WHERE oid = a.attcollation) END,
           a.attgenerated,
           CASE WHEN f.oid IS NOT NULL AND $own THEN pg_get_expr(f.adbin, CASE WHEN a.attgenerated <> '' THEN c.oid ELSE 0 END) END, f.oid,
           CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, t.typstorage, {0},
           CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END, a.attoptions, a.attfdwoptions, NOT a.attislocal, cm.description
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
      LEFT JOIN pg_description cm ON cm.classoid = 'pg_class'::regclass AND cm.objoid = c.oid AND cm.objsubid = a.attnum
     WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND a.attnum > 0 AND NOT a.attisdropped AND $user(pg_class, c.oid)
       AND {1}
     ORDER BY a.attrelid, a.attnum)",
                       compression, part),
           [&](Row& row) {
             auto table_oid = row.oid();
             auto number = static_cast<int32_t>(row.integer());
             auto table = db.find(Class::relation, table_oid);
             if (!table) return;
             auto c = make<Column>(column_kind, "", row.text(), table);
             c->position = number;
             auto type = row.oid();
             c->type = db.type(row.text(), type);
             c->null = !row.boolean();
             auto collation_schema = row.text();
             c->collate = {collation_schema, row.text()};
             auto generated = row.view();
             Sql expr{row.text(), nullptr, {}};
             auto default_oid = row.oid();
             if (!generated.empty()) c->generated = Generated{expr, {generated == "s" ? "stored" : "virtual"}};
             c->storage.text = storage_word(row.view());
             c->type_storage.text = storage_word(row.view());
             auto method = row.view();
             if (!method.empty()) c->compression.text = method == "l" ? "lz4" : "pglz";
             c->statistics = row.optional_integer();
             c->options = row.options();
             c->foreign_options = row.options();
             c->inherited = row.boolean();
             c->comment = row.optional_text();
             auto& column = db.add(std::move(c), Class::relation, table_oid, number);
             if (!default_oid) return;
             if (column.generated) return db.stands_for(Class::attrdef, default_oid, 0, column);
             auto d = make<ColumnDefault>(column_default_kind, "", "", &column);
             d->expr = std::move(expr);
             mark_literal(d->expr, column.type);
             db.add(std::move(d), Class::attrdef, default_oid);
           });
}

/// The sequences behind identity columns (pg_depend 'i'). A join of the query above would cost it half as much again.
void inspect_identities(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT c.oid, a.attnum, a.attidentity, {}, sc.relname
      FROM pg_depend d JOIN pg_sequence q ON q.seqrelid = d.objid JOIN pg_class sc ON sc.oid = d.objid
      JOIN pg_class c ON c.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
     WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i'
       AND a.attidentity <> '' {})",
                       SequenceRow::columns,
                       // From 17 on a partition's rows are numbered by its table's sequence.
                       db.version() >= 170000 ? "AND NOT c.relispartition" : ""),
           [&](Row& row) {
             auto table = row.oid();
             auto column = is<Column>(db.find(Class::relation, table, static_cast<int32_t>(row.integer())));
             if (!column) return;
             auto word = row.view();
             column->identity = SequenceRow(row).identity(word == "a" ? "always" : "by default");
             column->identity_sequence = row.text();
             if (column->identity_sequence != usual_sequence_name(*column))
               column->sequence_name = column->identity_sequence;
           });
}

}  // namespace

void inspect_columns(Inspector& db) {
  // Quarters, by the last two bits of the OID. (To "= 0" the planner would give few rows.)
  for (auto bits : {"< 1 AND c.oid::bigint / 2 % 2 < 1", "> 0 AND c.oid::bigint / 2 % 2 < 1",
                    "< 1 AND c.oid::bigint / 2 % 2 > 0", "> 0 AND c.oid::bigint / 2 % 2 > 0"})
    inspect_part(db, fmt::format("c.oid::bigint % 2 {}", bits));
  inspect_identities(db);
}

}  // namespace schema::postgres
