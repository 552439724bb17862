#pragma once
#include "lang/value.hpp"
#include "schema/resource.hpp"

namespace schema {

/// The SQL that a string or heredoc in a file means. Around a query or expression white space and a last semicolon are
/// nothing. A routine's heredoc has a line end before and after its lines, as people write between $$ and $$; to give a body
/// byte by byte, write it as a string or chomp(<<-SQL ...).
Sql sql_of_text(const lang::Text&, SqlContext);

}  // namespace schema
