#pragma once

/// A table with a column of the type, and the same where the rule reports the column.
#define WITH_COLUMN(type)                                  \
  "schema \"app\" {}\n"                                    \
  "table \"call\" {\n"                                     \
  "  column \"id\" { type = bigint, identity = always }\n" \
  "  column \"x\"  { type = " type                         \
  " }\n"                                                   \
  "  primary_key { columns = [column.id] }\n"              \
  "}\n"

#define HERE_COLUMN(type)                                  \
  "schema \"app\" {}\n"                                    \
  "table \"call\" {\n"                                     \
  "  column \"id\" { type = bigint, identity = always }\n" \
  "  column \"x\"  { type = " type                         \
  " } # here\n"                                            \
  "  primary_key { columns = [column.id] }\n"              \
  "}\n"
