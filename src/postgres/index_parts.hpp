#pragma once
#include "kinds/index.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

/// The elements of indexes as a query reads them, one row an element, in the order of the element's number `p.k`. A
/// query is `with` (for the indexes `i` of which the condition holds), its own SELECT with `columns` in the list, FROM part p JOIN pg_namespace n (the index's schema),
/// and `joins`.
struct PartRow {
  explicit PartRow(Row& row);

  bool included;  ///< carried along by INCLUDE: only the column counts
  IndexPart part;

  static std::string with(std::string_view condition);
  static const std::string_view columns;
  static const std::string_view joins;
};

/// "lower(b) COLLATE "C" text_ops DESC NULLS LAST": an element as it is written in CREATE INDEX.
void write_part(const IndexPart& part, Statement& s);

}  // namespace schema::postgres
