#pragma once
#include "postgres/support.hpp"

namespace schema::postgres {

/// How COMMENT ON names a constraint: "CONSTRAINT c ON dispatch.incident".
std::string constraint_target(const Resource& constraint);

/// Starts the constraint's clause: "CONSTRAINT c ".
Statement& name_constraint(const Resource& constraint, Statement& s);

/// Starts "ALTER TABLE t ADD " for the clause to follow.
Statement& add_constraint(const Resource& constraint, Lock lock, Script& out);

/// Adds "ALTER TABLE t DROP CONSTRAINT c".
Statement& drop_constraint(const Resource& constraint, Script& out);

/// Adds "ALTER TABLE t VALIDATE CONSTRAINT c".
Statement& validate_constraint(const Resource& constraint, Script& out);

/// The constraint is added without a look at the rows, which are read later, beside writes (Renderer::online).
void validate_later(OnlineStep& step);

void rename_constraint(const Resource& from, std::string_view to, Script& out);

/// " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED" or nothing.
std::string_view deferrable_clause(const Word& deferrable);

/// Whether rows are looked at, for a row of pg_constraint `con`, as SQL. Before version 18 they always are.
std::string_view enforced_column(int version);

/// The value of `deferrable` for a row of pg_constraint `con`, as SQL.
inline constexpr std::string_view kDeferrableColumn =
    "CASE WHEN con.condeferrable THEN CASE WHEN con.condeferred THEN 'initially deferred' "
    "ELSE 'initially immediate' END END";

}  // namespace schema::postgres
