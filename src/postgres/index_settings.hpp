#pragma once
#include "kinds/index.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

/// Whether a partition lacks its part of index `c` (pg_index `i`) of a partitioned table, as SQL.
inline constexpr std::string_view kIsOnly =
    "CASE WHEN c.relkind = 'I' THEN EXISTS (SELECT FROM pg_inherits t WHERE t.inhparent = i.indrelid AND NOT EXISTS ("
    "SELECT FROM pg_inherits x JOIN pg_index xi ON xi.indexrelid = x.inhrelid WHERE x.inhparent = c.oid AND "
    "xi.indrelid = "
    "t.inhrelid)) ELSE false END";

/// Fills in `of` once all indexes are there, those of keys too.
void inspect_parts(Inspector& db);

/// Whether the index's table has partitions, whose indexes are made by themselves.
bool partitioned(const Resource& index);

/// Makes the index that is called `name` a part of the partitioned table's that is called `whole`: both may have other
/// names than they shall have in the end.
void attach_part(const Resource& index, const IndexSettings& settings, const std::string& name,
                 const std::string& whole, Script& out);

/// Whether one of the partitions is partitioned itself.
bool has_partitioned_parts(const Resource& index);

/// Makes a new index of a table that is a partition already a part of the partitioned table's; one that becomes a
/// partition only now takes its indexes along.
void join_whole(const Creation& c, const IndexSettings& settings, Script& out);

/// Whether an index of a table that stays a partition is to be a part of another index, or of none: it must be built
/// anew.
bool leaves_whole(const Change& change, const IndexSettings& from, const IndexSettings& to);

/// Whether the server, where it builds the index anew for a column's new type, makes the index's parts on the
/// partitions otherwise than they are: it makes them as if for the first time, and on all of them (DefineIndex() in
/// indexcmds.c).
bool parts_undone_by(const Resource& index, const Change&);

/// " WITH (fillfactor='70')", or nothing.
std::string with_clause(const IndexSettings& settings);

/// Says of a new index, or of a constraint that has one, what takes statements of its own: "ALTER TABLE t CLUSTER ON
/// i".
void set_apart(const Resource& index, const IndexSettings& settings, Script& out);

/// The changes of the settings that `change` names, for an index or for a constraint through its index.
void alter_index_settings(const Change& change, const IndexSettings& from, const IndexSettings& to, Script& out);

}  // namespace schema::postgres
