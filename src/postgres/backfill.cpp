#include "postgres/backfill.hpp"
#include "postgres/column.hpp"

#include <algorithm>

#include "kinds/inherit.hpp"
#include "postgres/support.hpp"
#include "sql/lex.hpp"

namespace schema::postgres {

namespace {

constexpr std::string_view kSuffix = "__fill";

/// About how many rows fit a page; it only has to be of the right size.
constexpr int64_t kRowsOfPage = 50;

/// The primary key that the rows have already, or null.
const PrimaryKey* key_of(const Resource& table, const OnlineStep& step) {
  auto is_new = [&](const ColumnName& name) {
    return std::any_of(table.children.begin(), table.children.end(), [&](const Resource* child) {
      return is<Column>(child) && child->name == name.name && step.is_new(*child);
    });
  };
  for (auto child : table.children)
    if (auto key = is<PrimaryKey>(child); key && !step.is_new(*key))
      return std::none_of(key->columns.begin(), key->columns.end(), is_new) ? key : nullptr;
  return nullptr;
}

/// As a text of which format() makes one again.
std::string escaped(const std::string& text) {
  std::string out;
  for (char c : text) out.append(c == '%' ? 2 : 1, c);
  return out;
}

/// "id, tenant" with what stands before each: "here.".
std::string row_of(const Key& key, std::string_view before) {
  std::string row;
  for (auto& column : key.columns)
    row += (row.empty() ? "" : ", ") + std::string(before) + sql::quote_ident(column.name);
  return row;
}

/// Whether the table has something that waits until COMMIT when rows change.
bool defers(const Resource& table) {
  auto waits = [](const Resource* child, const Field& field) {
    return field.name == "deferrable" && static_cast<const Word*>(field.of(child))->text == kDeferrable[1];
  };
  for (auto child : table.children)
    for (auto& field : child->kind->fields)
      if (waits(child, field)) return true;
  return false;
}

/// What a row gets.
std::string value_of(const Column& c) {
  return has_backfill(c) ? fmt::format("({})", sql::closed(c.backfill.text)) : "DEFAULT";
}

/// "name" = value WHERE "name" IS NULL
std::string assignment(const Column& c) {
  return fmt::format("{} = {} WHERE {}", sql::quote_ident(c.name), value_of(c), is_null(c));
}

std::string by_key(const Column& c, const Key& key, const Backfill& backfill) {
  auto table = table_of(c), keys = row_of(key, "");
  auto update =
      fmt::format("UPDATE {} SET {} AND ROW({}) >= ROW({})", table, assignment(c), keys, row_of(key, "_fill_from."));
  return fmt::format(
      R"(
#variable_conflict use_column
DECLARE
  _fill_from record;
  _fill_to record;
  _fill_more boolean;
  _fill_rows bigint;
  _fill_sum bigint := 0;
BEGIN
  SELECT {0} INTO _fill_from FROM {1} ORDER BY {0} LIMIT 1;
  _fill_more := FOUND;
  WHILE _fill_more LOOP
    SELECT {0} INTO _fill_to FROM {1} WHERE ROW({0}) >= ROW({2}) ORDER BY {0} OFFSET {3} LIMIT 1;
    _fill_more := FOUND;
    IF _fill_more THEN
      {4} AND ROW({0}) < ROW({5});
    ELSE
      {4};
    END IF;
    GET DIAGNOSTICS _fill_rows = ROW_COUNT;
    COMMIT;
    _fill_from := _fill_to;
    _fill_sum := _fill_sum + _fill_rows;
    IF _fill_rows > 0 AND _fill_more THEN
      RAISE NOTICE '%', {6} || _fill_sum;
      PERFORM pg_catalog.pg_sleep_for({7});
    END IF;
  END LOOP;
END
)",
      keys, table, row_of(key, "_fill_from."), backfill.rows, update, row_of(key, "_fill_to."),
      sql::quote_literal(c.address + ": rows filled so far: "), sql::quote_literal(backfill.pause));
}

/// Of each table that holds rows: itself, its partitions and heirs.
std::string by_page(const Column& c, const Backfill& backfill) {
  auto update = fmt::format("UPDATE ONLY %s AS {} SET {} AND ctid >= %L AND ctid < %L",
                            escaped(sql::quote_ident(c.parent->name)), escaped(assignment(c)));
  return fmt::format(
      R"(
DECLARE
  _fill_table regclass;
  _fill_page bigint;
  _fill_rows bigint;
  _fill_sum bigint := 0;
BEGIN
  FOR _fill_table IN
    WITH RECURSIVE part AS (
      SELECT {0}::pg_catalog.regclass::oid AS oid
      UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN part ON i.inhparent = part.oid)
    SELECT c.oid::pg_catalog.regclass FROM pg_catalog.pg_class c JOIN part ON part.oid = c.oid WHERE c.relkind = 'r'
  LOOP
    FOR _fill_page IN 0 .. pg_catalog.pg_relation_size(_fill_table) / pg_catalog.current_setting('block_size')::bigint BY {1} LOOP
      EXECUTE pg_catalog.format({2}, _fill_table, '(' || _fill_page || ',0)', '(' || _fill_page + {1} || ',0)');
      GET DIAGNOSTICS _fill_rows = ROW_COUNT;
      COMMIT;
      _fill_sum := _fill_sum + _fill_rows;
      IF _fill_rows > 0 THEN
        RAISE NOTICE '%', {3} || _fill_sum;
        PERFORM pg_catalog.pg_sleep_for({4});
      END IF;
    END LOOP;
  END LOOP;
END
)",
      sql::quote_literal(table_of(c)), std::max<int64_t>(1, backfill.rows / kRowsOfPage), sql::quote_literal(update),
      sql::quote_literal(c.address + ": rows filled so far: "), sql::quote_literal(backfill.pause));
}

}  // namespace

std::string fill_name(const std::string& column) {
  return column.substr(0, 63 - kSuffix.size()) + std::string(kSuffix);
}

const Column* filled_by(const Check& check, const OnlineStep& step) {
  if (!check.name.ends_with(kSuffix)) return nullptr;
  for (auto child : check.parent->children) {
    if (!is<Column>(child) || fill_name(child->name) != check.name) continue;
    auto column = is<Column>(step.desired(*child));
    return column && (has_backfill(*column) || default_of(*column)) ? column : nullptr;
  }
  return nullptr;
}

void fill_at_once(const Column& c, const Before& before, Script& out) {
  out.add(fmt::format("UPDATE {} SET {}", table_of(c), assignment(c)))
      .locks_on(*c.parent, Lock::row_exclusive)
      .rewrites()
      .hazard("PG302", "rewrites the whole table: each row gets a value of its own");
  auto old = before(*c.parent);
  if (defers(*c.parent) || (old && defers(*old))) out.add(kRunDeferred);
}

std::string fill_condition(const Column& c) { return sql::quote_ident(c.name) + " IS NULL OR true"; }

Statement& fill(const Column& c, const OnlineStep& step, Script& out) {
  auto key = key_of(*c.parent, step);
  auto body = key ? by_key(c, *key, step.backfill) : by_page(c, step.backfill);
  auto& s = out.add("DO " + sql::dollar_quote(body)).locks_on(*c.parent, Lock::row_exclusive).rewrites();
  s.transactional = false;
  return s;
}

}  // namespace schema::postgres
