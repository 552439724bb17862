#pragma once
#include "model/field_type.hpp"

namespace schema {

/// GENERATED ... AS IDENTITY, with the options of the sequence behind it.
struct Identity {
  Word generated;  ///< "always" or "by default"
  std::optional<int64_t> start, increment, min_value, max_value, cache;
  bool cycle = false;
  static std::span<const Field> fields();
};

/// GENERATED ALWAYS AS (expr).
struct Generated {
  Sql expr;
  Word type{"stored"};
  static std::span<const Field> fields();
};

/// A table's column. The default is a resource of its own below it.
struct Column final : Resource {
  Type type;
  bool null = false;
  Name collate;
  Boxed<Identity> identity;
  Boxed<Generated> generated;
  Word storage;       ///< empty: the type's own
  Word type_storage;  ///< the type's own, as found
  Word compression;   ///< empty: the server's default_toast_compression
  std::optional<int64_t> statistics;
  Options options;                ///< n_distinct, n_distinct_inherited
  Options foreign_options;        ///< of a foreign table's column: what the wrapper is told
  std::string sequence_name;      ///< of the sequence behind an identity; empty: the usual one
  std::string identity_sequence;  ///< the same as found, whatever it is
  bool inherited = false;         ///< the table has it from another one, and does not state it by itself
  std::optional<int64_t> position;
  Sql convert;           ///< how the values of its old type become those of this one; empty: by a cast
  bool no_cast = false;  ///< no cast leads here from the type that it has
  Sql backfill;          ///< what rows get that would have no value
  Word encode;           ///< empty: left to the server
  Word encode_found;     ///< what the server has, whoever chose it
};

/// Whether it says itself what rows get that have no value.
bool has_backfill(const Column&);

/// What a copied row gets as SQL: its old value as `kept`, or the backfill where that is (or may be) none. Empty if
/// there is neither. `old` is the column in the old table, or null.
std::string with_backfill(const Column* old, const Column& column, const std::string& kept);

/// What the server calls the sequence behind an identity, where nothing has that name yet.
std::string usual_sequence_name(const Resource& column);

/// The default of a column: what INSERT puts there when it names no value.
struct ColumnDefault final : Resource {
  Sql expr;
};

}  // namespace schema
