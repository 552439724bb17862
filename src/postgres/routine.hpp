#pragma once
#include "kinds/routine.hpp"
#include "postgres/inspector.hpp"
#include "postgres/support.hpp"

/// What functions and procedures share: they are rows of one catalog and nearly one statement.
namespace schema::postgres {

/// The columns that read_routine takes, from pg_proc p JOIN pg_namespace n. They end before what only a function has.
std::string routine_columns(int server_version);

/// Fills the routine from its row, whose oid, schema and name were taken already. Returns the columns of RETURNS TABLE,
/// which the catalog keeps among the arguments.
std::vector<Argument> read_routine(Inspector& db, Row& row, Routine& routine);

/// "(a integer, OUT b text DEFAULT 'x'::text)".
void write_arguments(const Routine& routine, Statement& s);

/// LANGUAGE and TRANSFORM.
void write_language(const Routine& routine, Statement& s);

/// SECURITY DEFINER, SET and the body: the end of the statement.
void write_body(const Routine& routine, Statement& s);

/// For Support::check_version: SQL-standard bodies came with 14.
void check_body(const Resource& routine, int server_version, Diagnostics&);

/// Whether CREATE OR REPLACE can turn the one list of arguments into the other.
bool replaceable_arguments(const Routine& from, const Routine& to);

/// s.f(integer, text).
std::string routine_signature(const Resource& r);

}  // namespace schema::postgres
