#include "apply/sample_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "apply/sample_values.hpp"
#include "sql/quote.hpp"

namespace schema {

namespace {

using postgres::Connection;

constexpr int kRows = 3, kTries = 12;

constexpr std::string_view kUserTables =
    "c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

struct SampleColumn {
  std::string number, name;
  std::string type, type_oid;        ///< with its modifiers; without
  std::string condition;             ///< what the checks and keys of partitions that are about it alone want
  std::vector<std::string> words;    ///< constants in all that is said about it
  std::vector<std::string> values;   ///< expressions that fit
};

struct SampleReference {
  std::vector<std::string> columns;  ///< numbers
  std::string table;                 ///< oid
  std::vector<std::string> referenced;
  std::string orphans;               ///< a statement that deletes the rows which refer to none
};

struct SampleTable {
  std::string oid, name;
  std::vector<SampleColumn> columns;
  std::vector<SampleReference> references;
};

/// Of a column: what is said about it alone (as a condition), and the constants of all that is said about it or its type.
constexpr std::string_view kColumns = R"(
  WITH RECURSIVE domains AS (
    SELECT oid AS type, oid AS of FROM pg_catalog.pg_type WHERE typtype = 'd'
    UNION SELECT d.type, t.typbasetype FROM domains d JOIN pg_catalog.pg_type t ON t.oid = d.of WHERE t.typtype = 'd'
  ), said AS (
    SELECT conrelid AS "table", conkey AS keys, pg_catalog.pg_get_expr(conbin, conrelid) AS text
      FROM pg_catalog.pg_constraint WHERE contype = 'c' AND conrelid <> 0
    UNION ALL
    SELECT c.oid, (SELECT array_agg(a.attnum) FROM pg_catalog.pg_attribute a, pg_catalog.pg_inherits i
                     JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = i.inhparent
                     JOIN pg_catalog.pg_attribute k ON k.attrelid = i.inhparent AND k.attnum = ANY (p.partattrs)
                    WHERE i.inhrelid = c.oid AND a.attrelid = c.oid AND a.attname = k.attname),
           pg_catalog.pg_get_partition_constraintdef(c.oid)
      FROM pg_catalog.pg_class c WHERE c.relispartition AND c.relkind = 'r'
  )
  SELECT c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname), a.attnum, a.attname,
         pg_catalog.format_type(a.atttypid, a.atttypmod), a.atttypid,
         (SELECT string_agg('(' || s.text || ')', ' AND ') FROM said s
           WHERE s."table" = c.oid AND s.keys = ARRAY[a.attnum]),
         (SELECT string_agg(DISTINCT coalesce(m[1], m[2]), chr(1))
            FROM (SELECT text FROM said s WHERE s."table" = c.oid AND a.attnum = ANY (s.keys)
                  UNION ALL SELECT pg_catalog.pg_get_constraintdef(k.oid) FROM domains d
                    JOIN pg_catalog.pg_constraint k ON k.contypid = d.of WHERE d.type = a.atttypid) texts (text),
                 regexp_matches(text, '\x27([^\x27]*)\x27|\m(\d+)\M', 'g') m)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attidentity = '' AND a.attgenerated = ''
   WHERE {} ORDER BY 1, 3)";

constexpr std::string_view kReferences = R"(
  SELECT conrelid, array_to_string(conkey, chr(1)), confrelid, string_agg(there.attname, chr(1) ORDER BY i),
         pg_catalog.format('DELETE FROM ONLY %s x WHERE %s AND NOT EXISTS (SELECT FROM %s y WHERE %s)',
           conrelid::regclass, string_agg(format('x.%I IS NOT NULL', here.attname), ' AND '), confrelid::regclass,
           string_agg(format('x.%I = y.%I', here.attname, there.attname), ' AND '))
    FROM pg_catalog.pg_constraint, unnest(conkey, confkey) WITH ORDINALITY k (a, b, i)
    JOIN pg_catalog.pg_attribute here ON here.attnum = a JOIN pg_catalog.pg_attribute there ON there.attnum = b
   WHERE contype = 'f' AND here.attrelid = conrelid AND there.attrelid = confrelid
   GROUP BY pg_constraint.oid, conrelid, conkey, confrelid)";

/// Whether a value has the type and meets the condition.
constexpr std::string_view kFits = R"(
  CREATE FUNCTION pg_temp.fits(value text, type text, name text, condition text) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE yes boolean;
  BEGIN
    -- What nobody asks for would not be worked out: num_nulls takes any type.
    EXECUTE format('SELECT num_nulls(x.%I) >= 0 AND (%s) IS NOT FALSE FROM (SELECT (%s)::%s AS %I) x',
                   name, condition, value, type, name) INTO yes;
    RETURN yes;
  EXCEPTION WHEN OTHERS THEN RETURN false;
  END $$)";

class SampleMaker {
 public:
  explicit SampleMaker(Connection& db) : db_(db), values_(db) {
    read_columns();
    read_references();
  }

  void fill() {
    // Triggers are not to run: they do what no sample can foresee. Nor are foreign keys looked at: see below.
    db_.execute("SET session_replication_role = replica");
    db_.execute(std::string(kFits));
    for (auto& oid : in_order()) {
      auto& table = tables_.at(oid);
      choose_values(table);
      for (int k = 0; k < kRows; ++k) insert(table, k);
    }
    db_.execute("DROP FUNCTION pg_temp.fits(text, text, text, text)");
    delete_orphans();
    db_.execute("RESET session_replication_role");
  }

 private:
  void read_columns() {
    auto rows = db_.query(fmt::format(fmt::runtime(kColumns), kUserTables));
    for (int i = 0; i < rows.rows(); ++i) {
      auto& table = tables_[rows.text(i, 0)];
      table.oid = rows.text(i, 0);
      table.name = rows.text(i, 1);
      if (rows.is_null(i, 2)) continue;
      table.columns.push_back({rows.text(i, 2), rows.text(i, 3), rows.text(i, 4), rows.text(i, 5),
                               rows.is_null(i, 6) ? "true" : rows.text(i, 6),
                               words_of(rows.is_null(i, 7) ? std::string_view() : rows.get(i, 7)), {}});
    }
  }

  void read_references() {
    auto rows = db_.query(std::string(kReferences));
    for (int i = 0; i < rows.rows(); ++i)
      if (auto table = tables_.find(rows.text(i, 0)); table != tables_.end())
        table->second.references.push_back(
            {words_of(rows.get(i, 1)), rows.text(i, 2), words_of(rows.get(i, 3)), rows.text(i, 4)});
  }

  /// Referenced tables first; a circle is entered anywhere.
  std::vector<std::string> in_order() const {
    std::vector<std::string> order;
    std::set<std::string> seen;
    auto visit = [&](auto& self, const std::string& oid) -> void {
      if (!tables_.contains(oid) || !seen.insert(oid).second) return;
      for (auto& reference : tables_.at(oid).references) self(self, reference.table);
      order.push_back(oid);
    };
    for (auto& [oid, table] : tables_) visit(visit, oid);
    return order;
  }

  std::vector<std::string> guesses(const SampleColumn& column) const {
    std::vector<std::string> all;
    for (int k = 1; k <= kRows; ++k) all.push_back(values_.plain(column.type_oid, k));
    for (auto& more : values_.fitting(column.type_oid, column.words)) all.push_back(more);
    return all;
  }

  /// The server says which guesses fit.
  void choose_values(SampleTable& table) {
    std::vector<std::string> asked;
    std::vector<std::pair<SampleColumn*, std::string>> all;
    for (auto& column : table.columns)
      for (auto& guess : guesses(column)) {
        asked.push_back(fmt::format("pg_temp.fits({}, {}, {}, {})", sql::quote_literal(guess),
                                    sql::quote_literal(column.type), sql::quote_literal(column.name),
                                    sql::quote_literal(column.condition)));
        all.emplace_back(&column, guess);
      }
    if (asked.empty()) return;
    auto fits = db_.query(fmt::format("SELECT unnest(ARRAY[{}])", fmt::join(asked, ", ")));
    for (int i = 0; i < fits.rows(); ++i)
      if (fits.boolean(i, 0)) all[static_cast<size_t>(i)].first->values.push_back(all[static_cast<size_t>(i)].second);
  }

  void insert(const SampleTable& table, int k) {
    for (int attempt = 0; attempt < kTries; ++attempt) try {
        return db_.execute(insert_text(table, k, attempt));
      } catch (const postgres::ServerError&) {
        // Other values may fit together.
      }
  }

  std::string insert_text(const SampleTable& table, int k, int attempt) const {
    std::vector<std::string> names, values;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      auto& column = table.columns[i];
      names.push_back(sql::quote_ident(column.name));
      auto at = static_cast<size_t>(k) + static_cast<size_t>(attempt) * (i + 1);
      values.push_back(value_of(table, column, k, at));
    }
    if (names.empty()) return fmt::format("INSERT INTO {} DEFAULT VALUES", table.name);
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, fmt::join(names, ", "), fmt::join(values, ", "));
  }

  std::string value_of(const SampleTable& table, const SampleColumn& column, int k, size_t at) const {
    auto& fits = column.values;
    auto value = fits.empty() ? "DEFAULT" : fmt::format("({})::{}", fits[at % fits.size()], column.type);
    for (auto& r : table.references)
      for (size_t i = 0; i < r.columns.size(); ++i)
        if (r.columns[i] == column.number && tables_.contains(r.table) && r.table != table.oid)
          return fmt::format("coalesce((SELECT {} FROM {} ORDER BY ctid OFFSET {} LIMIT 1), {})",
                             sql::quote_ident(r.referenced[i]), tables_.at(r.table).name, k,
                             fits.empty() ? "NULL" : value);
    return value;
  }

  /// Rows of a circle come before those that they refer to, if those come at all.
  void delete_orphans() {
    for (bool found = true; std::exchange(found, false);)
      for (auto& [oid, table] : tables_)
        for (auto& reference : table.references)
          if (db_.query("WITH gone AS (" + reference.orphans + " RETURNING 1) SELECT FROM gone").rows() > 0)
            found = true;
  }

  Connection& db_;
  SampleValues values_;
  std::map<std::string, SampleTable> tables_;  ///< by oid
};

/// The same for the same values in any order.
void read_values(Connection& db, const std::string& table, ColumnRows& column) {
  auto found = db.query(fmt::format(
      "SELECT md5(coalesce(string_agg(x.{0}::text, ',' ORDER BY x.{0}::text), '')), count(x.{0}) FROM ONLY {1} x",
      sql::quote_ident(column.name), table));
  column.digest = found.text(0, 0);
  column.filled = found.integer(0, 1);
}

/// The table as it is now: the same one, or one that was made anew in its place.
const TableRows* find_now(const std::string& oid, const TableRows& was, const Rows& before, const Rows& after) {
  if (auto same = after.find(oid); same != after.end()) return &same->second;
  for (auto& [other, now] : after)
    if (now.name == was.name && !before.contains(other)) return &now;
  return nullptr;
}

const ColumnRows* find_now(const std::string& number, const ColumnRows& was, const TableRows& now, bool anew) {
  if (auto same = now.columns.find(number); !anew) return same == now.columns.end() ? nullptr : &same->second;
  for (auto& [other, column] : now.columns)
    if (column.name == was.name) return &column;
  return nullptr;
}

long long count_of_root(const Rows& rows, const std::string& root) {
  long long count = 0;
  for (auto& [oid, table] : rows)
    if (table.root == root) count += table.count;
  return count;
}

}  // namespace

void fill_with_samples(Connection& db) { SampleMaker(db).fill(); }

Rows read_rows(Connection& db) {
  auto columns = db.query(fmt::format(R"(
    SELECT c.oid, format('%I.%I', n.nspname, c.relname), coalesce(pg_partition_root(c.oid), c.oid)::oid, a.attnum,
           a.attname, a.atttypid || ' ' || a.atttypmod
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE {} ORDER BY 1, a.attnum)",
                                      kUserTables));
  Rows all;
  for (int i = 0; i < columns.rows(); ++i) {
    auto [place, is_new] = all.try_emplace(columns.text(i, 0));
    auto& table = place->second;
    if (is_new) {
      table.name = columns.text(i, 1);
      table.root = columns.text(i, 2);
      table.count = db.query("SELECT count(*) FROM ONLY " + table.name).integer(0, 0);
    }
    if (columns.is_null(i, 3)) continue;
    auto& column = table.columns[columns.text(i, 3)];
    column = {.name = columns.text(i, 4), .type = columns.text(i, 5)};
    read_values(db, table.name, column);
  }
  return all;
}

std::vector<std::string> lost_rows(const Rows& before, const Rows& after) {
  std::vector<std::string> lines;
  for (auto& [oid, was] : before) {
    auto now = find_now(oid, was, before, after);
    if (!now) continue;
    if (now->count != was.count) {
      // Rows may move to another partition.
      if (was.root == oid || count_of_root(before, was.root) != count_of_root(after, was.root))
        lines.push_back(fmt::format("{} had {} rows and has {}", was.name, was.count, now->count));
      continue;
    }
    for (auto& [number, column] : was.columns) {
      auto kept = find_now(number, column, *now, !after.contains(oid));
      if (!kept) continue;
      if (kept->filled != column.filled)
        lines.push_back(
            fmt::format("{}.{} had {} values and has {}", was.name, column.name, column.filled, kept->filled));
      else if (kept->type == column.type && kept->digest != column.digest)
        lines.push_back(fmt::format("{}.{} has other values than before", was.name, column.name));
    }
  }
  return lines;
}

}  // namespace schema
