#include "apply/sample_rows.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>

#include "sql/quote.hpp"

namespace schema {

namespace {

using postgres::Connection;

constexpr int kRows = 3, kTries = 8;

constexpr std::string_view kUserTables =
    "c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

struct SampleColumn {
  std::string number, name, type, base, category;
  std::vector<std::string> words;  ///< labels of its enum, constants in the checks over it
};

struct SampleReference {
  std::vector<std::string> columns;  ///< numbers
  std::string table;                 ///< oid
  std::vector<std::string> referenced;
};

struct SampleTable {
  std::string oid, name;
  std::vector<SampleColumn> columns;
  std::vector<SampleReference> references;
};

/// Lists come from the server with a byte between their items that no name holds.
std::vector<std::string> words_of(std::string_view separated) {
  std::vector<std::string> words;
  for (size_t at = 0; !separated.empty() && at <= separated.size();) {
    auto end = std::min(separated.find('\x01', at), separated.size());
    words.emplace_back(separated.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// A plain value of the type, the k-th of several; nothing where none can be guessed.
std::optional<std::string> plain_value(const SampleColumn& c, int k) {
  bool time_only = c.base.starts_with("time ") || c.base.starts_with("time(");
  switch (c.category.empty() ? 'U' : c.category[0]) {
    case 'E':
      if (c.words.empty()) return {};
      return c.words[static_cast<size_t>(k) % c.words.size()];
    case 'B':
      return k % 2 ? "true" : "false";
    case 'D':
      return time_only ? fmt::format("0{}:00", k) : fmt::format("2020-01-0{}", k);
    case 'T':
      return fmt::format("{} hours", k);
    case 'A':
      return "{}";
    case 'R':
      return "empty";
    case 'I':
      return fmt::format("10.0.0.{}", k);
    case 'N':
    case 'S':
      return std::to_string(k);
    default:
      break;
  }
  if (c.base == "uuid") return fmt::format("00000000-0000-4000-8000-00000000000{}", k);
  if (c.base.starts_with("json")) return "{}";
  if (c.base == "bytea") return fmt::format("\\x0{}", k);
  if (c.base == "xml") return "<a/>";
  if (c.base == "tsvector") return fmt::format("w{}", k);
  return c.category == "U" ? std::optional(std::to_string(k)) : std::nullopt;
}

class SampleMaker {
 public:
  explicit SampleMaker(Connection& db) : db_(db) {
    read_columns();
    read_words();
    read_references();
  }

  std::vector<std::string> fill() {
    // Triggers are not to run: they do what no sample can foresee.
    db_.execute("SET session_replication_role = replica");
    std::vector<std::string> empty;
    for (auto& oid : in_order()) {
      int made = 0;
      for (int k = 1; k <= kRows; ++k) made += insert(tables_.at(oid), k) ? 1 : 0;
      if (made == 0) empty.push_back(tables_.at(oid).name);
    }
    db_.execute("RESET session_replication_role");
    return empty;
  }

 private:
  void read_columns() {
    auto rows = db_.query(fmt::format(R"(
      SELECT c.oid, format('%I.%I', n.nspname, c.relname), a.attnum, a.attname, format_type(t.oid, a.atttypmod),
             format_type(b.oid, NULL), b.typcategory,
             (SELECT string_agg(enumlabel, chr(1) ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = b.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             AND a.attidentity = '' AND a.attgenerated = ''
        LEFT JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON b.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
       WHERE {} ORDER BY 1, 3)",
                                      kUserTables));
    for (int i = 0; i < rows.rows(); ++i) {
      auto& table = tables_[rows.text(i, 0)];
      table.oid = rows.text(i, 0);
      table.name = rows.text(i, 1);
      if (rows.is_null(i, 2)) continue;
      table.columns.push_back({rows.text(i, 2), rows.text(i, 3), rows.text(i, 4), rows.text(i, 5), rows.text(i, 6),
                               words_of(rows.get(i, 7))});
    }
  }

  /// What checks compare a column with is worth a try.
  void read_words() {
    auto rows = db_.query(R"(
      SELECT a.attrelid, a.attnum, string_agg(coalesce(m[1], m[2]), chr(1))
        FROM pg_attribute a JOIN pg_constraint k ON k.contype = 'c' AND (k.conrelid = a.attrelid AND a.attnum = ANY (k.conkey)
             OR k.contypid <> 0 AND k.contypid = a.atttypid),
             regexp_matches(pg_get_constraintdef(k.oid), '''([^'']*)''|\m(\d+)\M', 'g') m
       WHERE a.attnum > 0 GROUP BY 1, 2)");
    for (int i = 0; i < rows.rows(); ++i)
      if (auto table = tables_.find(rows.text(i, 0)); table != tables_.end())
        for (auto& column : table->second.columns)
          if (column.number == rows.get(i, 1) && column.words.empty()) column.words = words_of(rows.get(i, 2));
  }

  void read_references() {
    auto rows = db_.query(R"(
      SELECT conrelid, array_to_string(conkey, chr(1)), confrelid,
             (SELECT string_agg(a.attname, chr(1) ORDER BY k.i) FROM unnest(confkey) WITH ORDINALITY k(n, i)
                JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = k.n)
        FROM pg_constraint WHERE contype = 'f')");
    for (int i = 0; i < rows.rows(); ++i)
      if (auto table = tables_.find(rows.text(i, 0)); table != tables_.end())
        table->second.references.push_back({words_of(rows.get(i, 1)), rows.text(i, 2), words_of(rows.get(i, 3))});
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

  bool insert(const SampleTable& table, int k) {
    for (int attempt = 0; attempt < kTries; ++attempt) try {
        db_.execute(insert_text(table, k, attempt));
        return true;
      } catch (const postgres::ServerError&) {
        // Another value may fit.
      }
    return false;
  }

  std::string insert_text(const SampleTable& table, int k, int attempt) const {
    std::string names, values;
    for (auto& column : table.columns) {
      names += (names.empty() ? "" : ", ") + sql::quote_ident(column.name);
      values += (values.empty() ? "" : ", ") + value_of(table, column, k, attempt);
    }
    if (names.empty()) return fmt::format("INSERT INTO {} DEFAULT VALUES", table.name);
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, names, values);
  }

  std::string value_of(const SampleTable& table, const SampleColumn& column, int k, int attempt) const {
    for (auto& r : table.references)
      for (size_t i = 0; i < r.columns.size(); ++i)
        if (r.columns[i] == column.number && tables_.contains(r.table) && r.table != table.oid)
          return fmt::format("(SELECT {} FROM {} ORDER BY ctid OFFSET {} LIMIT 1)", sql::quote_ident(r.referenced[i]),
                             tables_.at(r.table).name, k - 1);
    auto value = plain_value(column, k);
    if (attempt > 0 && column.category != "E" && !column.words.empty())
      value = column.words[static_cast<size_t>(attempt + k) % column.words.size()];
    return value ? fmt::format("{}::{}", sql::quote_literal(*value), column.type) : "DEFAULT";
  }

  Connection& db_;
  std::map<std::string, SampleTable> tables_;  ///< by oid
};

/// "name digest" of a column's values, in any order.
std::string digest_of(Connection& db, const std::string& table, const std::string& column) {
  auto name = sql::quote_ident(column);
  auto found = db.query(fmt::format(
      "SELECT md5(coalesce(string_agg(coalesce(x.{0}::text, '-'), ',' ORDER BY x.{0}::text), '')) FROM ONLY {1} x",
      name, table));
  return name + " " + found.text(0, 0);
}

}  // namespace

std::vector<std::string> fill_with_samples(Connection& db) { return SampleMaker(db).fill(); }

std::map<std::string, TableRows> read_rows(Connection& db) {
  auto columns = db.query(fmt::format(R"(
    SELECT c.oid, format('%I.%I', n.nspname, c.relname), a.attnum || ' ' || a.atttypid || ' ' || a.atttypmod, a.attname
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE {} ORDER BY 1, a.attnum)",
                                      kUserTables));
  std::map<std::string, TableRows> all;
  for (int i = 0; i < columns.rows(); ++i) {
    auto& table = all[columns.text(i, 0)];
    table.name = columns.text(i, 1);
    if (table.columns.empty()) table.count = db.query("SELECT count(*) FROM ONLY " + table.name).integer(0, 0);
    if (!columns.is_null(i, 2)) table.columns[columns.text(i, 2)] = digest_of(db, table.name, columns.text(i, 3));
  }
  return all;
}

std::vector<std::string> lost_rows(const std::map<std::string, TableRows>& before,
                                   const std::map<std::string, TableRows>& after) {
  std::vector<std::string> lines;
  auto digest = [](const std::string& text) { return text.substr(text.rfind(' ')); };
  for (auto& [oid, was] : before) {
    auto now = after.find(oid);
    if (now == after.end()) continue;
    if (now->second.count != was.count)
      lines.push_back(fmt::format("{} had {} rows and has {}", was.name, was.count, now->second.count));
    for (auto& [column, values] : was.columns) {
      auto kept = now->second.columns.find(column);
      if (kept != now->second.columns.end() && digest(kept->second) != digest(values))
        lines.push_back(
            fmt::format("{}.{} has other values than before", was.name, values.substr(0, values.rfind(' '))));
    }
  }
  return lines;
}

}  // namespace schema
