#pragma once
#include "kinds/constraint.hpp"
#include "postgres/constraints.hpp"
#include "postgres/index_settings.hpp"

namespace schema::postgres {

/// What a primary key and a unique constraint have in common in SQL.

/// One row of the catalog query over keys: sets what all keys have.
struct KeyRow {
  KeyRow(Inspector& db, Row& row);

  Oid constraint, index;
  Oid table_oid;
  Resource* table;
  std::string name;
  bool nulls_not_distinct;

  /// Sets the fields that follow in the row, adds the key, and lets its index stand for it.
  void add(Inspector& db, std::unique_ptr<Key> key);

  /// The query for keys of one pg_constraint.contype.
  static std::string query(char contype, int version);

 private:
  Row& row_;
};

/// The clause after its first words: " (a, b) INCLUDE (c) WITH (...) DEFERRABLE".
void define_key(const Key& key, Statement& s);

/// Whether CREATE TABLE makes it. Of two keys with the same columns in one statement the server makes only the first.
bool is_folded(const Creation& c, const Key& key);

/// What the clause cannot say, for create().
void finish_key(const Creation& c, const Key& key, Script& out);

/// Starts "ALTER TABLE t ADD " for the clause to follow; the partitions of t get their parts by themselves.
Statement& add_key(const Key& key, Script& out);

/// The key's index is built beside writes, and the constraint put over it in a moment (Renderer::online). `clause` is
/// "PRIMARY KEY" or "UNIQUE"; `nulls` stands behind the columns of the index.
void build_key_first(OnlineStep& step, std::string_view clause, std::string_view nulls);

bool alter_key(const Change& change, Script& out);

}  // namespace schema::postgres
