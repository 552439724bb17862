#pragma once
#include "kinds/distribution.hpp"
#include "plan/statement.hpp"
#include "redshift/inspector.hpp"

/// Distribution and sort keys, which tables and materialized views have.
namespace schema::redshift {

/// pg_class.reldiststyle as a distribution without its key; nothing for AUTO.
std::optional<Distribution> distribution_of(int64_t reldiststyle);

/// A column's place in the sort key (pg_attribute.attsortkeyord): alternating signs mean interleaved.
void add_sort_column(std::optional<Sort>& sort, const std::string& column, int64_t order);

/// " DISTSTYLE KEY DISTKEY (id)", " COMPOUND SORTKEY (a, b)".
std::string storage_clauses(const std::optional<Distribution>&, const std::optional<Sort>&);

/// The ALTER actions that lead from one to the other, those that may stand together in one statement as one; nothing if
/// the server cannot.
std::optional<std::vector<std::string>> alter_storage(const std::optional<Distribution>& old_distribution, const std::optional<Distribution>& distribution,
                                                      const std::optional<Sort>& old_sort, const std::optional<Sort>& sort);

/// What says nothing becomes unset: style auto, a sort key without columns.
void tidy(std::optional<Distribution>&, std::string_view usual);
void tidy(std::optional<Sort>&, std::string_view usual);

bool uses_column(const std::optional<Distribution>&, const std::optional<Sort>&, std::string_view column);

}  // namespace schema::redshift
