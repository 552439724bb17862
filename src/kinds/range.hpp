#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A type of intervals over an ordered type.
struct RangeType final : Resource {
  Type subtype;
  Name subtype_opclass;  ///< empty: the subtype's default btree class
  Name collate;          ///< empty: the subtype's own
  Name canonical;
  Name subtype_diff;
  std::string multirange;       ///< empty: as the server names it
  bool has_multirange = false;  ///< as found: the server makes multirange types
  /// As found: what the functions are called that make values, which keep their names where a type is renamed by hand.
  std::string constructor, multirange_constructor;
};

/// What the server calls the multirange type of a range type.
std::string default_multirange(std::string_view range);

/// What this one's is called.
std::string multirange_of(const Resource& range);

}  // namespace schema
