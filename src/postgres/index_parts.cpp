#include "postgres/index_parts.hpp"

#include "postgres/expression_text.hpp"

namespace schema::postgres {

/// `part` is an element with its operator class; `type` is what the class works on, null where the index no longer
/// tells: the keys of an expression may be stored in another type (405 is the hash method, whose keys are always
/// integers). `best` is the class that the server would take for such a type where none is made for just this one: it
/// looks through domains and prefers the type's family's favourite, as GetDefaultOpClass does. OFFSET keeps the server
/// from reading every column there is to find the few that are indexed.
std::string PartRow::with(std::string_view condition) {
  return fmt::format(R"(
    WITH RECURSIVE part AS (
      SELECT i.indexrelid, x.attnum AS k, x.attnum > i.indnkeyatts AS included, a.attname, o.oid AS class, o.opcname,
             o.opcnamespace, o.opcmethod, o.opcdefault, o.opcintype, i.indcollation[x.attnum - 1] AS collation,
             i.indoption[x.attnum - 1] AS option,
             a.attcollation, x.attoptions, x.attstattarget,
             CASE WHEN a.attnum IS NOT NULL THEN a.atttypid
                  WHEN o.opckeytype = 0 AND o.opcmethod <> 405 THEN x.atttypid END AS type
        FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid AND ic.relnamespace <> 'pg_toast'::regnamespace
        JOIN pg_attribute x ON x.attrelid = i.indexrelid
        LEFT JOIN LATERAL (SELECT * FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = i.indkey[x.attnum - 1]
                           OFFSET 0) a ON true
        LEFT JOIN pg_opclass o ON o.oid = i.indclass[x.attnum - 1]
       WHERE i.indexrelid >= 16384 AND {}),
    base AS (
      SELECT DISTINCT opcmethod, type, type AS base FROM part WHERE opcdefault AND type <> opcintype
       UNION ALL
      SELECT b.opcmethod, b.type, t.typbasetype FROM base b JOIN pg_type t ON t.oid = b.base AND t.typtype = 'd'),
    best AS (
      SELECT DISTINCT ON (b.opcmethod, b.type) b.opcmethod, b.type, d.oid AS class
        FROM base b JOIN pg_type t ON t.oid = b.base AND t.typtype <> 'd'
        JOIN pg_opclass d ON d.opcmethod = b.opcmethod AND d.opcdefault JOIN pg_type dt ON dt.oid = d.opcintype
       WHERE d.opcintype = b.base
          OR dt.typname IN ('any', 'anyelement')
          OR dt.typname = 'anyarray' AND t.typcategory = 'A' OR dt.typname = 'anynonarray' AND t.typcategory <> 'A'
          OR dt.typname = 'anyenum' AND t.typtype = 'e' OR dt.typname = 'anyrange' AND t.typtype = 'r'
          OR dt.typname = 'anymultirange' AND t.typtype = 'm' OR dt.typname = 'record' AND t.typtype = 'c'
          OR EXISTS (SELECT FROM pg_cast WHERE castsource = b.base AND casttarget = d.opcintype
                     AND castmethod = 'b' AND castcontext = 'i')
       ORDER BY b.opcmethod, b.type, d.opcintype = b.base DESC,
                dt.typispreferred AND dt.typcategory = t.typcategory DESC, d.oid))",
                     condition);
}

/// An expression's collation is known from nowhere but the whole definition, which is asked only if it is a rare one.
const std::string_view PartRow::columns = R"(
    p.included, p.attname, CASE WHEN p.attname IS NULL AND $own THEN pg_get_indexdef(p.indexrelid, p.k, false) END,
    CASE WHEN own_class.own IS NULL AND pn.nspname NOT IN ('pg_catalog', n.nspname) THEN pn.nspname END,
    CASE WHEN own_class.own IS NULL THEN p.opcname END, p.attoptions,
    CASE WHEN own_collation.own IS NULL AND cn.nspname NOT IN ('pg_catalog', n.nspname) THEN cn.nspname END,
    CASE WHEN own_collation.own IS NULL THEN co.collname END,
    p.option, CASE WHEN p.attname IS NULL AND p.attstattarget >= 0 THEN p.attstattarget END)";

const std::string_view PartRow::joins = R"(
    LEFT JOIN best ON best.opcmethod = p.opcmethod AND best.type = p.type
    LEFT JOIN LATERAL (SELECT true AS own WHERE p.attoptions IS NULL AND p.opcdefault
                         AND (p.type IS NULL OR p.type = p.opcintype OR p.class = best.class)) own_class ON true
    LEFT JOIN pg_namespace pn ON pn.oid = p.opcnamespace
    LEFT JOIN LATERAL (SELECT true AS own WHERE CASE
                         WHEN p.attname IS NOT NULL THEN p.collation = p.attcollation
                         ELSE p.collation IN (0, 100) OR $own AND position(
                           pg_get_indexdef(p.indexrelid, p.k, false) || ' COLLATE ' IN pg_get_indexdef(p.indexrelid)) = 0
                       END) own_collation ON true
    LEFT JOIN pg_collation co ON co.oid = p.collation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace)";

PartRow::PartRow(Row& row) : included(row.boolean()) {
  part.column.name = row.text();
  part.expr.text = bare_expression(row.view());
  part.ops.schema = row.text();
  part.ops.name = row.text();
  part.ops_params = row.options();
  part.collate.schema = row.text();
  part.collate.name = row.text();
  auto option = row.integer();
  part.desc = option & 1;
  bool first = option & 2;
  if (first != part.desc) part.nulls.text = first ? "first" : "last";
  part.statistics = row.optional_integer();
}

void write_part(const IndexPart& part, Statement& s) {
  if (part.column.name.empty())
    s << "(" << part.expr << ")";
  else
    s << sql::quote_ident(part.column.name);
  if (!part.collate.empty()) s << " COLLATE " << name_sql(part.collate);
  if (!part.ops.empty()) s << " " << name_sql(part.ops);
  if (!part.ops_params.empty()) s << " (" << option_list(part.ops_params) << ")";
  if (part.desc) s << " DESC";
  if (!part.nulls.empty()) s << (part.nulls.text == "first" ? " NULLS FIRST" : " NULLS LAST");
}

}  // namespace schema::postgres
