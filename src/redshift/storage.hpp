#pragma once
#include "kinds/distribution.hpp"
#include "plan/statement.hpp"
#include "redshift/inspector.hpp"

/// Distribution and sort keys, which tables and materialized views have.
namespace schema::redshift {

/// pg_class.reldiststyle as a distribution without its key; nothing for AUTO.
Boxed<Distribution> distribution_of(int64_t reldiststyle);

/// A column's place in the sort key (pg_attribute.attsortkeyord): alternating signs mean interleaved.
void add_sort_column(Boxed<Sort>& sort, const std::string& column, int64_t order);

/// " DISTSTYLE KEY DISTKEY (id)", " COMPOUND SORTKEY (a, b)".
std::string storage_clauses(const Boxed<Distribution>&, const Boxed<Sort>&);

/// The ALTER actions that lead from one to the other, those that may stand together in one statement as one; nothing if
/// the server cannot.
std::optional<std::vector<std::string>> alter_storage(const Boxed<Distribution>& old_distribution, const Boxed<Distribution>& distribution,
                                                      const Boxed<Sort>& old_sort, const Boxed<Sort>& sort);

/// What says nothing becomes unset: style auto, a sort key without columns.
void tidy(Boxed<Distribution>&, std::string_view usual);
void tidy(Boxed<Sort>&, std::string_view usual);

bool uses_column(const Boxed<Distribution>&, const Boxed<Sort>&, std::string_view column);

}  // namespace schema::redshift
