#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace schema::sql {

enum class StatementKind {
  sql,
  copy,  ///< COPY ... FROM stdin with its data behind it
  meta,  ///< a command of psql, from its backslash to the end of the line
};

/// One statement of a file, without its semicolon and without the comments before it.
struct Statement {
  StatementKind kind = StatementKind::sql;
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t data_begin = 0;  ///< copy: the rows, without the closing \.
  uint32_t data_end = 0;
};

/// Splits what psql could read, pg_dump's output among it. Accepts any text; an unterminated quote reaches to its end.
std::vector<Statement> split_statements(std::string_view text);

}  // namespace schema::sql
