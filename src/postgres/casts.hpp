#pragma once
#include "kinds/column.hpp"
#include "kinds/domain.hpp"

namespace schema::postgres {

/// How a column's values become those of a new type.
struct ColumnCast {
  std::string expression;             ///< of USING; empty where the server has an assignment cast
  std::vector<std::string> helpers;   ///< statements that make the temporary functions that it calls
  std::vector<std::string> cleaning;  ///< statements that drop them
};

/// An explicit cast is never used where the assignment works: it would cut off long strings.
ColumnCast cast_column(const Column& from, const Column& to);

/// What is read as a value of the new type where values become those of it as text; empty where they do otherwise.
std::string text_to_read(const Column& from, const Column& to);

/// Whether values of the old type can be compared with those of the new one as they are (pg_amop: in one family).
bool compare_alike(const Column& from, const Column& to);

/// What a new type may do to the values.
struct CastRisk {
  bool rounds = false;
  bool fails = false;
};
CastRisk cast_risk(const Column& from, const Column& to);

/// Whether ALTER COLUMN TYPE writes the whole table anew (manual: sql-altertable, "Notes").
bool rewrites(const Column& from, const Column& to);

/// The domain that a type is, or null.
const Domain* domain_of(const Type&);
/// What is below all domains.
const Type& base_of(const Type&);

/// Whether a domain, or one below it, tries its values.
bool has_constraints(const Domain&);

}  // namespace schema::postgres
