#pragma once
#include <utility>

#include "model/field_type.hpp"

namespace schema {

/// A number generator. The one behind an identity column is the column's.
struct Sequence final : Resource {
  Type type;  ///< empty: bigint
  std::optional<int64_t> start, increment, min_value, max_value, cache;
  bool cycle = false;
  bool unlogged = false;
};

/// The sequence behind an identity column, where the column's options do not tell all.
struct IdentitySequence final : Resource {
  std::optional<bool> unlogged;            ///< empty: as the table
  std::optional<std::string> description;  ///< its comment: that of a relation which is no resource
};

/// The column that a sequence is dropped with. The sequence must be there for the column's default, so that it comes
/// first, and the ownership once both are there.
struct SequenceOwner final : Resource {
  Ref owned_by;
};

/// The numbers of a sequence with nothing left open.
struct SequenceNumbers {
  int64_t increment, min_value, max_value, start, cache;
};

/// What CREATE SEQUENCE makes of these options: of a Sequence, an Identity, or whatever else has the same members.
template <class T>
SequenceNumbers sequence_numbers(const T& o, std::string_view type) {
  SequenceNumbers n;
  int64_t most = type == "smallint" ? INT16_MAX : type == "integer" ? INT32_MAX : INT64_MAX;
  n.increment = o.increment.value_or(1);
  bool up = n.increment > 0;
  n.min_value = o.min_value.value_or(up ? 1 : -most - 1);
  n.max_value = o.max_value.value_or(up ? most : -1);
  n.start = o.start.value_or(up ? n.min_value : n.max_value);
  n.cache = o.cache.value_or(1);
  return n;
}

/// Unsets every option that says what would hold without it.
template <class T>
void unset_usual_numbers(T& o, std::string_view type) {
  auto given = sequence_numbers(o, type);
  auto unset = [&](std::optional<int64_t> T::*option, int64_t SequenceNumbers::*number) {
    auto value = std::exchange(o.*option, std::nullopt);
    if (sequence_numbers(o, type).*number != given.*number) o.*option = value;
  };
  unset(&T::start, &SequenceNumbers::start);
  unset(&T::min_value, &SequenceNumbers::min_value);
  unset(&T::max_value, &SequenceNumbers::max_value);
  unset(&T::increment, &SequenceNumbers::increment);
  unset(&T::cache, &SequenceNumbers::cache);
}

}  // namespace schema
